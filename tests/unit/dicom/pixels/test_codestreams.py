"""What compressed frames say of themselves."""

import imagecodecs
import numpy as np
import pytest

from medviewer.dicom.pixels.codestreams import (
    Codestream,
    MalformedCodestream,
    read_jpeg,
    read_jpeg_2000,
    read_jpeg_xl,
)
from tests.phantoms.compressed_files import htj2k, jpeg_2000, jpeg_ls

GREY = np.zeros((24, 40), np.uint16)
COLOUR = np.zeros((24, 40, 3), np.uint8)


def test_that_jpeg_ls_tells_its_size_and_depth() -> None:
    assert read_jpeg(jpeg_ls(GREY)) == Codestream(24, 40, 1, 16)


def test_that_subsampled_jpeg_is_ycbcr() -> None:
    encoded = bytes(imagecodecs.jpeg8_encode(COLOUR, 90, subsampling="420"))

    found = read_jpeg(encoded)

    assert found == Codestream(24, 40, 3, 8, is_ycbcr=True, is_reversible=False)


def test_that_adobe_without_transform_is_rgb() -> None:
    encoded = bytes(imagecodecs.jpeg8_encode(COLOUR, 90, colorspace="RGB", outcolorspace="RGB"))

    assert b"Adobe" in encoded
    assert read_jpeg(encoded).is_ycbcr is False


def test_that_stray_bytes_between_segments_are_stepped_over() -> None:
    whole = jpeg_ls(GREY)

    assert read_jpeg(whole[:2] + b"\0\0\xff" + whole[2:]) == Codestream(24, 40, 1, 16)


@pytest.mark.parametrize("encode", [jpeg_2000, htj2k])
@pytest.mark.parametrize("dtype", [np.uint16, np.int16])
def test_that_jpeg_2000_tells_its_sign(encode: object, dtype: type) -> None:
    assert callable(encode)

    found = read_jpeg_2000(encode(GREY.astype(dtype)))

    assert found == Codestream(24, 40, 1, 16, is_signed=dtype is np.int16)


def test_that_jpeg_2000_tells_what_was_done_to_it() -> None:
    encoded = bytes(imagecodecs.jpeg2k_encode(COLOUR, 30, codecformat="JP2", reversible=False))

    found = read_jpeg_2000(encoded)

    assert found == Codestream(24, 40, 3, 8, is_ycbcr=False, is_reversible=False)


@pytest.mark.parametrize(
    ("rows", "columns"), [(24, 40), (40, 24), (25, 41), (256, 256), (300, 400), (9, 16), (1, 1)]
)
@pytest.mark.parametrize("in_boxes", [False, True])
def test_that_jpeg_xl_tells_its_size(rows: int, columns: int, in_boxes: bool) -> None:
    pixels = np.zeros((rows, columns), np.uint8)
    encoded = bytes(imagecodecs.jpegxl_encode(pixels, lossless=True, usecontainer=in_boxes))

    found = read_jpeg_xl(encoded)

    assert (found.rows, found.columns) == (rows, columns)


@pytest.mark.parametrize("rubbish", [b"", b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\xff" * 99])
def test_that_rubbish_is_no_codestream(rubbish: bytes) -> None:
    for read in (read_jpeg, read_jpeg_2000, read_jpeg_xl):
        with pytest.raises(MalformedCodestream):
            read(rubbish)
