"""Our decoders inside pydicom."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import JPEGLosslessSV1

from medviewer.dicom.pixels.pydicom_plugin import LABEL, has_decoder, register
from medviewer.dicom.pixels.transfer_syntaxes import syntax_name
from tests.phantoms.compressed_files import (
    items,
    jpeg_lossless,
    without_names,
    write_compressed,
)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16])
def test_that_pydicom_reads_lossless_jpeg(tmp_path: Path, dtype: type) -> None:
    register()
    pixels: NDArray[Any] = np.arange(-64, 64).reshape(8, 16).astype(dtype)
    data = items([jpeg_lossless(pixels)])
    path = write_compressed(tmp_path / "IM1", pixels, "1.2.840.10008.1.2.4.70", data)

    found = dcmread(path).pixel_array

    assert found.dtype == pixels.dtype
    np.testing.assert_array_equal(found, pixels)


def test_that_pydicom_reads_lossless_jpeg_in_colour(tmp_path: Path) -> None:
    register()
    pixels = np.arange(192, dtype=np.uint8).reshape(8, 8, 3)
    data = items([jpeg_lossless(pixels)])
    path = write_compressed(tmp_path / "IM1", pixels, "1.2.840.10008.1.2.4.70", data)

    found = dcmread(path).pixel_array

    np.testing.assert_array_equal(found, pixels)


def test_that_threads_register_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: register(), range(16)))

    assert get_decoder(JPEGLosslessSV1).available_plugins.count(LABEL) == 1


@pytest.mark.parametrize(
    ("syntax", "expected"),
    [("4.112", True), ("4.53", True), ("1", True), ("4.100", False), ("999", False)],
)
def test_that_it_is_known_what_can_be_decoded(syntax: str, expected: bool) -> None:
    assert has_decoder(f"1.2.840.10008.1.2.{syntax}") == expected


def test_that_syntaxes_pydicom_cannot_name_have_their_name() -> None:
    assert syntax_name("1.2.840.10008.1.2.4.110") == "JPEG XL Lossless"
    assert syntax_name("1.2.840.10008.1.2.5") == "RLE Lossless"
    assert syntax_name("1.2.3.4") == "1.2.3.4"


def test_that_pydicom_does_not_convert_colour_a_second_time(tmp_path: Path) -> None:
    """PS3.3 C.7.6.3.1.2: Y 76, Cb 85, Cr 255 is pure red."""
    register()
    pixels = np.tile(np.array([76, 85, 255], np.uint8), (8, 8, 1))
    data = items([without_names(jpeg_lossless(pixels))])
    syntax = "1.2.840.10008.1.2.4.70"
    path = tmp_path / "IM1"
    write_compressed(path, pixels, syntax, data, PhotometricInterpretation="YBR_FULL")

    found = dcmread(path).pixel_array

    np.testing.assert_allclose(found[0, 0].astype(int), (255, 0, 0), atol=1)
