"""One frame from its file."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.uid import MPEG2MPML, ExplicitVRBigEndian, RLELossless

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.pixels.volumes import read_into
from medviewer.domain.study import FrameSource
from medviewer.domain.volume import Frame, Unit
from medviewer.errors import UndecodablePixels
from tests.phantoms.compressed_files import (
    items,
    jpeg_lossless,
    jpeg_ls,
    jpeg_xl,
    write_compressed,
)
from tests.phantoms.dicom_files import write_image
from tests.phantoms.series import CtSeries

JPEG_LS = "1.2.840.10008.1.2.4.80"


def frame_of(tmp_path: Path, pixels: Any, **attributes: Any) -> Frame:
    path = tmp_path / "IM1"
    write_image(path, pixels, **attributes)
    return read_frame(read_header(path).frames[0])


def source_of(path: Path) -> FrameSource:
    return read_header(path).frames[0]


def test_that_a_ct_slice_is_in_hounsfield_units(ct_series: CtSeries) -> None:
    frame = read_frame(source_of(ct_series.files[3]))

    assert frame.unit is Unit.HU
    assert frame.array.dtype == np.int16
    np.testing.assert_array_equal(frame.array, ct_series.hu[3])


def test_that_monochrome1_is_flagged_and_its_values_left(computed_radiograph: Path) -> None:
    frame = read_frame(source_of(computed_radiograph))

    assert frame.appearance.is_inverse
    np.testing.assert_array_equal(frame.array, np.arange(1024).reshape(32, 32))


def test_that_bits_above_the_stored_ones_are_dropped(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, np.array([[0x1005, 0xF00A]], np.uint16), BitsStored=12, HighBit=11)

    assert frame.array.tolist() == [[5, 10]]


def test_that_signed_values_of_twelve_bits_keep_their_sign(tmp_path: Path) -> None:
    frame = frame_of(
        tmp_path,
        np.array([[0x0FFF, 0x0800, 0x07FF]], np.uint16),
        BitsStored=12,
        HighBit=11,
        PixelRepresentation=1,
    )

    assert frame.array.tolist() == [[-1, -2048, 2047]]


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32])
def test_that_every_width_of_integers_is_read(tmp_path: Path, dtype: type) -> None:
    pixels: NDArray[Any] = np.array([[0, 1, 100], [7, 8, 127]], dtype)

    frame = frame_of(tmp_path, pixels, RescaleSlope=None, RescaleIntercept=None)

    np.testing.assert_array_equal(frame.array, pixels)


def test_that_float_pixels_are_read(tmp_path: Path) -> None:
    pixels = np.array([[0.5, -1.25], [3.0, 1e6]], np.float32)

    frame = frame_of(
        tmp_path,
        pixels,
        PixelData=None,
        FloatPixelData=pixels.tobytes(),
        BitsStored=None,
        HighBit=None,
        PixelRepresentation=None,
    )

    np.testing.assert_array_equal(frame.array, pixels)


def test_that_big_endian_is_read(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, np.array([[1, 258]], np.uint16), ExplicitVRBigEndian)

    frame = read_frame(source_of(path))

    assert frame.array.tolist() == [[1, 258]]


def test_that_rgb_stays_rgb(tmp_path: Path) -> None:
    pixels = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8)

    frame = frame_of(tmp_path, pixels)

    assert frame.is_colour
    np.testing.assert_array_equal(frame.array, pixels)


def test_that_colour_by_plane_is_put_together(tmp_path: Path) -> None:
    pixels = np.array([[[255, 1, 2], [3, 4, 5]]], np.uint8)

    frame = frame_of(
        tmp_path,
        pixels,
        PlanarConfiguration=1,
        PixelData=np.moveaxis(pixels, -1, 0).tobytes(),
    )

    np.testing.assert_array_equal(frame.array, pixels)


def test_that_ybr_becomes_rgb(tmp_path: Path) -> None:
    """PS3.3 C.7.6.3.1.2: Y 76, Cb 85, Cr 255 is pure red; Y 128 without chroma is grey."""
    frame = frame_of(
        tmp_path,
        np.array([[[76, 85, 255], [128, 128, 128]]], np.uint8),
        PhotometricInterpretation="YBR_FULL",
    )

    np.testing.assert_allclose(frame.array[0, 0], (255, 0, 0), atol=1)
    assert frame.array[0, 1].tolist() == [128, 128, 128]


def test_that_a_palette_becomes_rgb(tmp_path: Path) -> None:
    red = np.array([0, 65535, 0, 256], np.uint16)
    frame = frame_of(
        tmp_path,
        np.array([[0, 1, 2, 3]], np.uint8),
        PhotometricInterpretation="PALETTE COLOR",
        RedPaletteColorLookupTableDescriptor=[4, 0, 16],
        GreenPaletteColorLookupTableDescriptor=[4, 0, 16],
        BluePaletteColorLookupTableDescriptor=[4, 0, 16],
        RedPaletteColorLookupTableData=red.tobytes(),
        GreenPaletteColorLookupTableData=np.roll(red, 1).tobytes(),
        BluePaletteColorLookupTableData=bytes(8),
    )

    assert frame.array.dtype == np.uint8
    assert frame.array[0].tolist() == [[0, 1, 0], [255, 0, 0], [0, 255, 0], [1, 0, 0]]


def test_that_each_frame_of_a_cine_is_its_own(cine: Path) -> None:
    frames = read_header(cine).frames

    assert [int(read_frame(frame).array[0, 0]) for frame in frames] == [0, 10, 20, 30, 40]


def test_that_rle_gives_what_was_compressed(tmp_path: Path, ct_series: CtSeries) -> None:
    dataset = dcmread(ct_series.files[0])
    dataset.compress(RLELossless)
    dataset.save_as(tmp_path / "rle.dcm")

    frame = read_frame(source_of(tmp_path / "rle.dcm"))

    np.testing.assert_array_equal(frame.array, ct_series.hu[0])


def test_that_a_large_radiograph_is_read(large_radiograph: Callable[[], Path]) -> None:
    frame = read_frame(source_of(large_radiograph()))

    assert frame.shape == (4000, 3000)
    assert frame.array[3999, 2999] == 2999


def test_that_cut_pixels_are_named(truncated_file: Path) -> None:
    with pytest.raises(UndecodablePixels, match=r"CUT\.dcm is cut short: 1948 of 2048 bytes"):
        read_frame(source_of(truncated_file))


def test_that_a_file_that_is_gone_is_named(ct_series: CtSeries) -> None:
    source = source_of(ct_series.files[0])
    ct_series.files[0].unlink()

    with pytest.raises(UndecodablePixels, match=ct_series.files[0].name):
        read_frame(source)


def test_that_a_compression_without_decoder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    dataset = write_image(path, np.zeros((8, 8), np.uint16))
    dataset.file_meta.TransferSyntaxUID = MPEG2MPML
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.PixelData = b"\xfe\xff\x00\xe0" + bytes(4) + b"\xfe\xff\x00\xe0\x04\0\0\0" + bytes(4)
    dataset.save_as(path)

    with pytest.raises(UndecodablePixels, match=r"no decoder .*MPEG2") as caught:
        read_frame(source_of(path))

    assert "Export it uncompressed" in str(caught.value)


def test_that_damaged_compressed_pixels_are_told_from_unknown_ones(
    tmp_path: Path, ct_series: CtSeries
) -> None:
    dataset = dcmread(ct_series.files[0])
    dataset.compress(RLELossless)
    dataset.save_as(tmp_path / "rle.dcm")
    whole = (tmp_path / "rle.dcm").read_bytes()
    (tmp_path / "rle.dcm").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(UndecodablePixels, match="damaged"):
        read_frame(source_of(tmp_path / "rle.dcm"))


def test_that_threads_read_the_same_as_one(ct_series: CtSeries) -> None:
    sources = [source_of(file) for file in ct_series.files] * 4
    together = threading.Barrier(4)

    def read(part: int) -> list[int]:
        together.wait()
        return [int(read_frame(source).array[0, 0]) for source in sources[part::4]]

    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(read, range(4)))

    expected = [-1000 + 100 * (index % 20) for index in range(80)]
    assert parts == [expected[part::4] for part in range(4)]


def test_that_compressed_frames_are_read_from_their_fragments(tmp_path: Path) -> None:
    pixels = np.arange(2 * 64, dtype=np.int16).reshape(2, 8, 8) - 64
    coded = [jpeg_ls(pixels[0]), jpeg_ls(pixels[1])]
    fragments = [coded[0][:40], coded[0][40:], coded[1][:20], coded[1][20:]]
    path = tmp_path / "IM1"
    write_compressed(path, pixels, JPEG_LS, items(fragments), NumberOfFrames=2)
    frames = read_header(path).frames

    found = [read_frame(frame).array for frame in frames]

    np.testing.assert_array_equal(found, pixels)


def test_that_a_jpeg_xl_file_opens(tmp_path: Path) -> None:
    pixels = np.arange(64, dtype=np.int16).reshape(8, 8) - 32
    syntax = "1.2.840.10008.1.2.4.110"
    path = write_compressed(tmp_path / "IM1", pixels, syntax, items([jpeg_xl(pixels)]))

    frame = read_frame(source_of(path))

    assert frame.array.dtype == np.int16
    np.testing.assert_array_equal(frame.array, pixels)


def test_that_a_refused_codestream_names_file_cause_syntax_and_remedy(tmp_path: Path) -> None:
    pixels = np.arange(64, dtype=np.uint16).reshape(8, 8)
    cut = jpeg_ls(pixels)[:-10]
    path = write_compressed(tmp_path / "IM1", pixels, JPEG_LS, items([cut]))

    with pytest.raises(UndecodablePixels) as refusal:
        read_frame(source_of(path))

    assert str(refusal.value) == (
        "IM1 cannot be shown: its compressed image is cut short (JPEG-LS Lossless Image Compression). "
        "Copy it again, or export it uncompressed."
    )


def test_that_pydicoms_decoders_are_asked_where_ours_give_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = np.arange(64, dtype=np.uint16).reshape(8, 8)
    path = write_compressed(tmp_path / "IM1", pixels, JPEG_LS, items([jpeg_ls(pixels)]))

    def give_up(encoded: bytes) -> None:
        raise RuntimeError("no")

    is_first_choice = not read_frame(source_of(path)).is_second_choice
    monkeypatch.setattr(imagecodecs, "jpegls_decode", give_up)

    frame = read_frame(source_of(path))

    np.testing.assert_array_equal(frame.array, pixels)
    assert is_first_choice
    assert frame.is_second_choice


def test_that_a_slice_read_into_a_volume_says_that_another_decoder_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = np.arange(64, dtype=np.uint16).reshape(8, 8)
    path = write_compressed(tmp_path / "IM1", pixels, JPEG_LS, items([jpeg_ls(pixels)]))
    source, volume = source_of(path), np.zeros((2, 8, 8), np.uint16)

    def give_up(encoded: bytes) -> None:
        raise RuntimeError("no")

    as_usual = read_into(volume, 0, source)
    monkeypatch.setattr(imagecodecs, "jpegls_decode", give_up)

    leniently = read_into(volume, 1, source)

    assert (as_usual, leniently) == (False, True)
    np.testing.assert_array_equal(volume[1], pixels)


def test_that_compressed_palette_colour_is_rgb(tmp_path: Path) -> None:
    ramp = np.array([0, 65535], np.uint16).tobytes()
    pixels = np.eye(8, dtype=np.uint8)
    channels = {
        f"{colour}PaletteColorLookupTable{part}": value
        for colour in ("Red", "Green", "Blue")
        for part, value in (("Descriptor", [2, 0, 16]), ("Data", ramp))
    }
    coded = items([jpeg_lossless(pixels)])
    path = tmp_path / "IM1"
    write_compressed(
        path,
        pixels,
        "1.2.840.10008.1.2.4.70",
        coded,
        PhotometricInterpretation="PALETTE COLOR",
        **channels,
    )

    frame = read_frame(source_of(path))

    np.testing.assert_array_equal(frame.array, np.repeat(pixels[..., None] * 255, 3, axis=2))


def test_that_a_size_no_image_has_is_refused(tmp_path: Path) -> None:
    pixels = np.zeros((8, 8), np.uint16)
    path = tmp_path / "IM1"
    write_compressed(path, pixels, JPEG_LS, items([jpeg_ls(pixels)]), Rows=65535, Columns=65535)

    with pytest.raises(UndecodablePixels, match="IM1 cannot be shown: its header tells of 65535"):
        read_frame(source_of(path))
