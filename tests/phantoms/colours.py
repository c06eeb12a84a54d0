"""One small picture in every colour model DICOM writes without loss, and the RGB a reader must find.

YBR is worked out here in floating point from PS3.3 C.7.6.3.1.2, so a reader may be a level off.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.uid import (
    ExplicitVRBigEndian,
    JPEGBaseline8Bit,
    JPEGLosslessSV1,
    UltrasoundImageStorage,
)

from tests.phantoms.compressed_files import items, jpeg_lossless, write_compressed
from tests.phantoms.dicom_files import write_image
from tests.phantoms.radiographs import WITHOUT_PLACE

ROWS, COLUMNS = 8, 10
# PS3.3 C.7.6.3.1.2: Y, CB, CR of full range from R, G, B.
TO_YBR = np.array(
    [[0.2990, 0.5870, 0.1140], [-0.1687, -0.3313, 0.5000], [0.5000, -0.4187, -0.0813]]
)


@dataclass(frozen=True, slots=True)
class ColourCase:
    """How the picture is stored, and how far a reader's RGB may be off the true one."""

    name: str
    pixels: NDArray[np.uint8] = field(hash=False)
    attributes: dict[str, Any] = field(hash=False)
    tolerance: int = 0

    def write(self, path: Path) -> Path:
        write_image(path, self.pixels, **{**_colour(), **self.attributes})
        return path


def picture() -> NDArray[np.uint8]:
    """Red, green, blue, white and grey in pairs of equal columns, darker towards the bottom."""
    pure = np.array(
        [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [128, 128, 128]], float
    )
    shades = np.linspace(1, 0.3, ROWS)[:, None, None]
    rgb: NDArray[np.float64] = np.rint(shades * np.repeat(pure, 2, axis=0)[None])
    return rgb.astype(np.uint8)


def colour_cases() -> Iterator[ColourCase]:
    """RGB and YBR by pixel and by plane, YBR at half width, palettes of 8 and 16 bits."""
    rgb, ybr = picture(), _ybr(picture())
    by_plane = {"PlanarConfiguration": 1}
    planes, ybr_planes = (np.moveaxis(one, -1, 0).tobytes() for one in (rgb, ybr))
    full = {"PhotometricInterpretation": "YBR_FULL"}
    yield ColourCase("RGB by pixel", rgb, {})
    yield ColourCase("RGB by plane", rgb, {**by_plane, "PixelData": planes})
    yield ColourCase("RGB big endian", rgb, {"transfer_syntax_uid": ExplicitVRBigEndian})
    yield ColourCase("YBR_FULL by pixel", ybr, full, 2)
    yield ColourCase("YBR_FULL by plane", ybr, {**full, **by_plane, "PixelData": ybr_planes}, 2)
    halved = {"PhotometricInterpretation": "YBR_FULL_422", "PixelData": _half_width(ybr)}
    yield ColourCase("YBR_FULL_422", ybr, halved, 2)
    for bits, written_bits in ((8, 8), (8, 16), (16, 16), (16, 8)):
        yield _palette(rgb, bits, written_bits)


def write_rgb_in_jpeg(path: Path) -> Path:
    """A lossless JPEG of RGB, as the standard has it for .70."""
    rgb = picture()
    return write_compressed(path, rgb, JPEGLosslessSV1, items([jpeg_lossless(rgb)]), **_colour())


def write_rgb_in_baseline_jpeg(path: Path) -> Path:
    """A JPEG of RGB components under a tag that says YBR_FULL_422: the codestream is right (C.7.6.3.1.2)."""
    import imagecodecs

    rgb = np.repeat(np.repeat(picture(), 8, axis=0), 8, axis=1)
    coded = imagecodecs.jpeg8_encode(rgb, level=100, colorspace="rgb", outcolorspace="rgb")
    return write_compressed(
        path,
        rgb,
        JPEGBaseline8Bit,
        items([bytes(coded)]),
        **{**_colour(), "PhotometricInterpretation": "YBR_FULL_422"},
    )


def _palette(rgb: NDArray[np.uint8], bits: int, written_bits: int) -> ColourCase:
    """A palette that says it has entries of `bits` and is written in entries of `written_bits`."""
    colours, indices = np.unique(rgb.reshape(-1, 3), axis=0, return_inverse=True)
    dtype, scale = (
        (np.uint8 if written_bits == 8 else np.uint16),
        (257 if bits == written_bits == 16 else 1),
    )
    attributes: dict[str, Any] = {"PhotometricInterpretation": "PALETTE COLOR"}
    for name, channel in zip(("Red", "Green", "Blue"), colours.T, strict=True):
        table = (channel.astype(np.uint16) * scale).astype(dtype).tobytes()
        attributes[f"{name}PaletteColorLookupTableDescriptor"] = [len(colours), 0, bits]
        attributes[f"{name}PaletteColorLookupTableData"] = table + bytes(len(table) % 2)
    pixels = indices.reshape(rgb.shape[:2]).astype(np.uint8)
    return ColourCase(f"palette of {bits} bits in words of {written_bits}", pixels, attributes)


def _ybr(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    values: NDArray[np.float64] = rgb.astype(float) @ TO_YBR.T + [0, 128, 128]
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _half_width(ybr: NDArray[np.uint8]) -> bytes:
    """Two Y, one CB, one CR for every two pixels; columns come in equal pairs, so nothing is lost."""
    y, cb, cr = np.moveaxis(ybr, -1, 0)
    return np.stack([y[:, 0::2], y[:, 1::2], cb[:, 0::2], cr[:, 0::2]], axis=-1).tobytes()


def _colour() -> dict[str, Any]:
    return {
        **WITHOUT_PLACE,
        "SOPClassUID": UltrasoundImageStorage,
        "Modality": "US",
    }
