"""Every shared compressed file beside pydicom's own decoders, and one image in every syntax beside itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.utils import pixel_array
from pydicom.uid import UID

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame, read_stored
from medviewer.dicom.pixels.pydicom_plugin import LABEL
from medviewer.dicom.pixels.transfer_syntaxes import DECODED, JPEG_LOSSY
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.study import FrameSource
from medviewer.errors import UnreadableFile

Pixels = NDArray[Any]
JPEG_LS_NEAR = "1.2.840.10008.1.2.4.81"


def compressed_frames(shared_data: Path) -> Iterator[FrameSource]:
    for path in sorted((shared_data / "dicom").rglob("*")):
        if not path.is_file() or "malformed" in path.parts:
            continue
        try:
            header = read_header(path)
        except UnreadableFile:
            continue
        if header.instance.encoding.transfer_syntax_uid in DECODED:
            yield from header.frames


def read_by_pydicom(source: FrameSource) -> Pixels | None:
    """By pydicom without our plugin; None where it cannot."""
    instance = source.instance
    try:
        decoder = get_decoder(UID(instance.encoding.transfer_syntax_uid))
    except NotImplementedError:
        return None
    index = source.frame_index if instance.number_of_frames > 1 else None
    for plugin in decoder.available_plugins:
        if plugin == LABEL:
            continue
        try:
            return pixel_array(instance.path, index=index, decoding_plugin=plugin)
        except (RuntimeError, ValueError, AttributeError, NotImplementedError):
            continue
    return None


def test_that_every_compressed_frame_is_what_pydicom_reads(shared_data: Path) -> None:
    compared, differing = 0, []
    with without_warnings():
        for source in compressed_frames(shared_data):
            expected = read_by_pydicom(source)
            encoding = source.instance.encoding
            if expected is None or encoding.photometric_interpretation == "PALETTE COLOR":
                continue
            compared += 1
            found = read_stored(source)
            # Two decoders may round a cosine transform apart (ISO 10918-2 allows it); nothing else.
            tolerance = 1 if encoding.transfer_syntax_uid in JPEG_LOSSY else 0
            distance = np.abs(found.astype(np.int64) - expected.astype(np.int64)).max()
            if found.dtype != expected.dtype or distance > tolerance:
                differing.append(f"{source.instance.path.name}: {found.dtype} off by {distance}")

    assert differing == []
    assert compared > 130


@pytest.fixture
def ct_image(shared_data: Path) -> dict[str, Pixels]:
    """One CT slice in HU by transfer syntax; as 16 signed bits, as 12 unsigned ones and as 8."""
    folder = shared_data / "dicom/transfer_syntaxes/ctimage"
    sources = [read_header(path).frames[0] for path in sorted(folder.iterdir())]
    return {
        source.instance.encoding.transfer_syntax_uid: read_frame(source).array for source in sources
    }


def test_that_one_image_is_the_same_in_every_syntax_without_loss(
    ct_image: dict[str, Pixels],
) -> None:
    expected = ct_image["1.2.840.10008.1.2.1"]

    for number in ("1.99", "2", "4.57", "4.70", "4.80", "4.90", "5"):
        np.testing.assert_array_equal(ct_image[f"1.2.840.10008.1.2.{number}"], expected, number)


def test_that_one_image_is_nearly_the_same_in_every_syntax_with_loss(
    ct_image: dict[str, Pixels],
) -> None:
    expected = ct_image["1.2.840.10008.1.2.1"].astype(np.float64)

    def distance(number: str) -> NDArray[np.float64]:
        return np.abs(ct_image[f"1.2.840.10008.1.2.{number}"] - expected)

    assert distance("4.81").max() <= 1  # its near-lossless bound
    assert distance("4.91").max() <= 5  # 0.1 % of the image's 4402 HU
    assert distance("4.50").max() <= 2 * 32.1216  # its rescale slope: two of its 8-bit grey levels
    for number in ("4.51", "4.53", "4.55"):  # 12 bits of 2.0 HU each
        assert distance(number).mean() <= 2 * 2.0002442, number
        assert distance(number).max() <= 0.01 * 4402, number


def test_that_the_three_ways_to_order_twelve_bits_agree(ct_image: dict[str, Pixels]) -> None:
    extended, spectral, progressive = (
        ct_image[f"1.2.840.10008.1.2.4.{number}"] for number in (51, 53, 55)
    )

    np.testing.assert_allclose(spectral, extended, atol=1)
    np.testing.assert_allclose(progressive, extended, atol=1)


def test_that_the_fragmented_cts_agree(shared_data: Path) -> None:
    folder = shared_data / "dicom/transfer_syntaxes/encapsulation_variants"
    variants: dict[str, list[tuple[str, list[Pixels]]]] = {}
    for path in sorted(folder.glob("CT*")):
        header = read_header(path)
        if header.instance.encoding.transfer_syntax_uid not in (*JPEG_LOSSY, JPEG_LS_NEAR):
            frames = [read_stored(frame) for frame in header.frames]
            variants.setdefault(path.name[:6], []).append((path.name, frames))

    assert sorted(len(files) for files in variants.values()) == [4, 7]
    for files in variants.values():
        for name, frames in files[1:]:
            np.testing.assert_array_equal(frames, files[0][1], name)
