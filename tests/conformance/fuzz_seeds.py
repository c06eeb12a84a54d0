"""The valid files that a fuzz test starts from: phantoms of every kind, and the small ones pydicom brings."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pydicom.data
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from tests.phantoms import (
    colours,
    compressed_files,
    greys,
    multi_frames,
    positron_emission,
    segments,
    ultrasounds,
)
from tests.phantoms.dicom_files import write_image

LARGEST_BYTES = 64 * 1024  # of pydicom's own; larger ones have no headers of another kind
BUNDLED = Path(pydicom.data.__file__).parent / "test_files"
PIXELS = np.arange(256, dtype=np.uint16).reshape(16, 16)


def seeds(folder: Path) -> list[bytes]:
    """Contents of every valid file, the phantoms first."""
    written = [_content(folder / f"{number}.dcm", write) for number, write in enumerate(_writers())]
    return written + [path.read_bytes() for path in _files_of_pydicom()]


def _writers() -> Iterator[Callable[[Path], object]]:
    for syntax in (
        ImplicitVRLittleEndian,
        ExplicitVRBigEndian,
        DeflatedExplicitVRLittleEndian,
    ):
        yield partial(write_image, pixels=PIXELS, transfer_syntax_uid=syntax)
    yield lambda path: write_image(path, PIXELS, **_overlay())
    yield multi_frames.write_enhanced_ct
    yield multi_frames.write_enhanced_mr_echoes
    yield multi_frames.write_cine
    yield ultrasounds.write_regions
    yield partial(segments.write_segmentation, kind="BINARY")
    yield partial(segments.write_segmentation, kind="LABELMAP")
    yield lambda path: _tables().write(path)
    yield lambda path: next(positron_emission.suv_cases()).write(path.parent / path.stem, 1)
    for case in colours.colour_cases():
        yield case.write
    for syntax, encode in (
        (RLELossless, compressed_files.rle),
        (JPEG2000Lossless, compressed_files.jpeg_2000),
        (JPEGLSLossless, compressed_files.jpeg_ls),
    ):
        yield partial(_compressed, syntax=syntax, encoded=encode(PIXELS))


def _content(path: Path, write: Callable[[Path], object]) -> bytes:
    write(path)
    below = path if path.is_file() else path.parent / path.stem / "0.dcm"
    return below.read_bytes()


def _compressed(path: Path, syntax: str, encoded: bytes) -> None:
    frames = [[encoded], [encoded]]
    table = compressed_files.offset_table(frames)
    data = compressed_files.items([encoded, encoded], table)
    compressed_files.write_compressed(
        path, np.stack([PIXELS, PIXELS]), syntax, data, NumberOfFrames=2
    )


def _tables() -> greys.GreyCase:
    """An image with a modality LUT and a VOI LUT."""
    return next(case for case in greys.grey_cases() if case.name.endswith("LUT-LUT"))


def _overlay() -> dict[str, Any]:
    """A 6000 group, and a private sequence with a sequence in it."""
    inner, outer = Dataset(), Dataset()
    inner.add_new(0x00091001, "LO", "inner")
    outer.add_new(0x00091010, "SQ", [inner])
    return {
        "OverlayRows": None,
        "PerformedProtocolCodeSequence": [outer],
        "RequestAttributesSequence": [outer, outer],
    }


def _files_of_pydicom() -> list[Path]:
    found = BUNDLED.rglob("*.dcm")  # get_testdata_files would look for more on the network
    return sorted(path for path in found if path.stat().st_size < LARGEST_BYTES)
