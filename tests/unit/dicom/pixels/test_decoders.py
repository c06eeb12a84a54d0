"""One compressed frame into stored values or RGB."""

from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray

from medviewer.dicom.pixels.decoders import decode_frame
from medviewer.domain.study import PixelEncoding
from medviewer.errors import UndecodablePixels
from tests.phantoms.compressed_files import (
    htj2k,
    jpeg_2000,
    jpeg_lossless,
    jpeg_ls,
    jpeg_xl,
    rle,
    without_names,
)

Pixels = NDArray[Any]
ROOT = "1.2.840.10008.1.2."
LOSSLESS: tuple[tuple[str, Callable[[Pixels], bytes]], ...] = (
    ("5", rle),
    ("4.57", jpeg_lossless),
    ("4.70", jpeg_lossless),
    ("4.80", jpeg_ls),
    ("4.81", jpeg_ls),
    ("4.90", jpeg_2000),
    ("4.91", jpeg_2000),
    ("4.201", htj2k),
    ("4.202", htj2k),
    ("4.203", htj2k),
    ("4.110", jpeg_xl),
    ("4.112", jpeg_xl),
)
each_lossless = pytest.mark.parametrize(
    ("syntax", "encode"), LOSSLESS, ids=[s for s, _ in LOSSLESS]
)


def encoding_of(
    syntax: str, pixels: Pixels, photometric: str = "", bits_stored: int = 0
) -> PixelEncoding:
    bits = pixels.dtype.itemsize * 8
    samples = pixels.shape[2] if pixels.ndim == 3 else 1
    return PixelEncoding(
        transfer_syntax_uid=ROOT + syntax,
        samples_per_pixel=samples,
        photometric_interpretation=photometric or ("RGB" if samples == 3 else "MONOCHROME2"),
        bits_allocated=bits,
        bits_stored=bits_stored or bits,
        pixel_representation=int(pixels.dtype.kind == "i"),
    )


def decoded(
    syntax: str, encoded: bytes, pixels: Pixels, photometric: str = "", bits_stored: int = 0
) -> Pixels:
    encoding = encoding_of(syntax, pixels, photometric, bits_stored)
    return decode_frame(encoded, encoding, pixels.shape[0], pixels.shape[1])


def noise(dtype: str, *shape: int) -> Pixels:
    limits = np.iinfo(dtype)
    random = np.random.default_rng(7)
    return random.integers(limits.min, limits.max, shape, dtype, endpoint=True)


@each_lossless
@pytest.mark.parametrize("dtype", ["u1", "u2", "i2"])
def test_that_grey_without_loss_is_bit_exact(
    syntax: str, encode: Callable[[Pixels], bytes], dtype: str
) -> None:
    pixels = noise(dtype, 24, 40)

    found = decoded(syntax, encode(pixels), pixels)

    assert found.dtype == pixels.dtype
    assert found.flags.writeable
    np.testing.assert_array_equal(found, pixels)


@each_lossless
def test_that_rgb_without_loss_is_bit_exact(syntax: str, encode: Callable[[Pixels], bytes]) -> None:
    pixels = noise("u1", 24, 40, 3)

    found = decoded(syntax, encode(pixels), pixels)

    np.testing.assert_array_equal(found, pixels)


@each_lossless
@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9])
def test_that_a_cut_codestream_is_refused_with_a_cause(
    syntax: str, encode: Callable[[Pixels], bytes], keep: float
) -> None:
    pixels = noise("u2", 24, 40)
    whole = encode(pixels)

    with pytest.raises(UndecodablePixels) as refusal:
        decoded(syntax, whole[: int(len(whole) * keep)], pixels)

    assert str(refusal.value).startswith(("its ", "it "))


@each_lossless
def test_that_a_codestream_of_another_size_is_refused_before_decoding(
    syntax: str, encode: Callable[[Pixels], bytes]
) -> None:
    encoded = encode(noise("u2", 24, 40))

    with pytest.raises(UndecodablePixels):
        decoded(syntax, encoded, noise("u2", 24, 41))


@pytest.mark.parametrize("syntax", ["5", "4.50", "4.70", "4.80", "4.90", "4.201", "4.110", "8.1"])
@pytest.mark.parametrize("rubbish", [b"", b"\0" * 200, b"\xff\xd8", b"\xff" * 300])
def test_that_rubbish_is_refused(syntax: str, rubbish: bytes) -> None:
    with pytest.raises(UndecodablePixels):
        decoded(syntax, rubbish, noise("u2", 8, 8))


def test_that_rle_of_thirty_two_bits_is_bit_exact() -> None:
    pixels = noise("u4", 10, 10)

    found = decoded("5", rle(pixels), pixels)

    np.testing.assert_array_equal(found, pixels)


def smooth(dtype: str, highest: int) -> Pixels:
    ramp = np.linspace(0, highest, 64)
    return np.add.outer(ramp / 2, ramp / 2).astype(dtype)


@pytest.mark.parametrize("syntax", ["4.50", "4.51"])
def test_that_baseline_jpeg_is_within_two_grey_levels(syntax: str) -> None:
    pixels = smooth("u1", 255)

    found = decoded(syntax, bytes(imagecodecs.jpeg8_encode(pixels, 98)), pixels)

    np.testing.assert_allclose(found.astype(int), pixels, atol=2)


def test_that_jpeg_of_twelve_bits_is_within_two_grey_levels_of_its_eight() -> None:
    pixels = smooth("u2", 4095)
    encoded = bytes(imagecodecs.jpeg8_encode(pixels, 98, bitspersample=12))

    found = decoded("4.51", encoded, pixels, bits_stored=12)

    assert found.dtype == np.uint16
    np.testing.assert_allclose(found.astype(int), pixels, atol=2 * 16)


def test_that_near_lossless_jpeg_ls_stays_within_its_bound() -> None:
    pixels = noise("u2", 24, 40)

    found = decoded("4.81", jpeg_ls(pixels, near=3), pixels)

    np.testing.assert_allclose(found.astype(int), pixels, atol=3)


def test_that_a_lossy_htj2k_keeps_white_white() -> None:
    """A decoder that lets values wrap turns white next to black into black."""
    pixels = np.where(np.indices((64, 64)).sum(axis=0) % 7 < 3, 255, 0).astype(np.uint8)
    encoded = bytes(imagecodecs.htj2k_encode(pixels, 0.02, reversible=False))

    found = decoded("4.203", encoded, pixels)

    np.testing.assert_allclose(found.astype(int), pixels, atol=60)


RED = np.tile(np.array([230, 20, 20], np.uint8), (16, 16, 1))
RED_AS_YBR = np.tile(np.array([83, 93, 233], np.uint8), (16, 16, 1))  # PS3.3 C.7.6.3.1.2, by hand


@pytest.mark.parametrize("photometric", ["RGB", "YBR_FULL", "YBR_FULL_422"])
def test_that_a_jpeg_that_says_it_is_ycbcr_is_red_whatever_its_header_says(
    photometric: str,
) -> None:
    encoded = bytes(imagecodecs.jpeg8_encode(RED, 98, subsampling="422"))

    found = decoded("4.50", encoded, RED, photometric)

    np.testing.assert_allclose(found.astype(int), RED, atol=3)


@pytest.mark.parametrize("photometric", ["RGB", "YBR_FULL"])
def test_that_a_jpeg_without_hints_is_what_its_header_says(photometric: str) -> None:
    coded_as = "RGB" if photometric == "RGB" else "YCBCR"
    coded = imagecodecs.jpeg8_encode(
        RED, 98, colorspace="RGB", outcolorspace=coded_as, subsampling="444"
    )
    encoded = without_names(bytes(coded))

    found = decoded("4.50", encoded, RED, photometric)

    np.testing.assert_allclose(found.astype(int), RED, atol=3)


@pytest.mark.parametrize(
    ("syntax", "encode"),
    [("5", rle), ("4.70", lambda ybr: without_names(jpeg_lossless(ybr))), ("4.80", jpeg_ls)],
    ids=["rle", "jpeg", "jpeg-ls"],
)
def test_that_ybr_without_loss_becomes_rgb(syntax: str, encode: Callable[[Pixels], bytes]) -> None:
    found = decoded(syntax, encode(RED_AS_YBR), RED_AS_YBR, "YBR_FULL")

    np.testing.assert_allclose(found.astype(int), RED, atol=2)


@pytest.mark.parametrize("photometric", ["YBR_RCT", "RGB", "YBR_FULL"])
def test_that_jpeg_2000_with_a_component_transform_is_rgb(photometric: str) -> None:
    found = decoded("4.90", jpeg_2000(RED), RED, photometric)

    np.testing.assert_array_equal(found, RED)


def test_that_jpeg_2000_without_a_component_transform_is_what_its_header_says() -> None:
    coded = imagecodecs.jpeg2k_encode(RED_AS_YBR, 0, codecformat="J2K", reversible=True, mct=False)
    encoded = bytes(coded)

    found = decoded("4.90", encoded, RED_AS_YBR, "YBR_FULL")

    np.testing.assert_allclose(found.astype(int), RED, atol=2)


@pytest.mark.parametrize("syntax", ["4.90", "4.91"])
def test_that_a_sign_the_codestream_does_not_know_is_put_in_place(syntax: str) -> None:
    """13 bits of two's complement written as unsigned: 8191 is -1, 4096 is -4096."""
    written = np.array([[8191, 4096], [4095, 0]], np.uint16).repeat(8, 0).repeat(8, 1)
    coded = imagecodecs.jpeg2k_encode(
        written, 0, codecformat="J2K", reversible=True, bitspersample=13
    )
    encoded = bytes(coded)

    found = decoded(syntax, encoded, written.view(np.int16), bits_stored=13)

    assert found[::8, ::8].tolist() == [[-1, -4096], [4095, 0]]


def test_that_eight_bits_in_a_sixteen_bit_image_are_widened() -> None:
    pixels = noise("u1", 8, 8)

    found = decoded("4.80", jpeg_ls(pixels), pixels.astype(np.int16), bits_stored=16)

    assert found.dtype == np.int16
    np.testing.assert_array_equal(found, pixels)


def test_that_bits_above_the_stored_ones_are_dropped() -> None:
    pixels = np.full((8, 8), 0xF123, np.uint16)

    found = decoded("4.80", jpeg_ls(pixels), pixels, bits_stored=12)

    assert set(found.ravel().tolist()) == {0x123}


def test_that_more_bits_than_the_header_allows_are_refused() -> None:
    encoded = jpeg_ls(noise("u2", 8, 8))

    with pytest.raises(UndecodablePixels, match="16 bits a value where its header says 8"):
        decoded("4.80", encoded, noise("u1", 8, 8))


def test_that_colour_where_the_header_says_grey_is_refused() -> None:
    with pytest.raises(UndecodablePixels, match="3 samples a pixel where its header says 1"):
        decoded("4.80", jpeg_ls(RED), RED[..., 0])


def test_that_no_memory_is_taken_for_a_size_no_image_has() -> None:
    encoding = encoding_of("4.90", noise("u2", 8, 8))

    with pytest.raises(UndecodablePixels, match="65535×65535"):
        decode_frame(b"", encoding, 65535, 65535)


def test_that_single_bits_of_deflated_frames_are_unpacked() -> None:
    """PS3.5 section 8.1.1: the first pixel is the lowest bit. 0x35 is 1 0 1 0 1 1 0 0."""
    deflated = imagecodecs.deflate_encode(b"\x35\x01", raw=True)
    encoding = PixelEncoding(ROOT + "8.1", 1, "MONOCHROME2", 1, 1, 0)

    found = decode_frame(bytes(deflated), encoding, 3, 3)

    assert found.tolist() == [[1, 0, 1], [0, 1, 1], [0, 0, 1]]


def test_that_a_jpeg_recompressed_as_jpeg_xl_is_its_jpeg() -> None:
    jpeg = bytes(imagecodecs.jpeg8_encode(RED, 98, subsampling="444"))

    found = decoded("4.111", bytes(imagecodecs.jpegxl_encode_jpeg(jpeg)), RED, "YBR_FULL")

    np.testing.assert_allclose(found.astype(int), RED, atol=3)


def test_that_a_compression_without_decoder_is_refused() -> None:
    with pytest.raises(UndecodablePixels, match="no decoder"):
        decoded("4.100", b"\0\0\1\xb3", RED)


def test_that_subsampled_chroma_is_a_hint_by_itself() -> None:
    encoded = bytes(imagecodecs.jpeg8_encode(RED, 98, subsampling="422"))

    found = decoded("4.50", without_names(encoded), RED, "RGB")

    np.testing.assert_allclose(found.astype(int), RED, atol=3)


@pytest.mark.parametrize("offset", [0, 63, 60_000, 0xFF000054])
def test_that_rle_segments_beyond_the_frame_are_refused_before_the_codec_follows_them(
    offset: int,
) -> None:
    encoded = bytearray(rle(noise("u2", 8, 8)))
    encoded[8:12] = offset.to_bytes(4, "little")

    with pytest.raises(UndecodablePixels):
        decoded("5", bytes(encoded), noise("u2", 8, 8))


def test_that_rle_of_another_width_is_told_from_damage() -> None:
    encoded = rle(noise("u1", 8, 8))

    with pytest.raises(UndecodablePixels, match="not compressed the way its header says"):
        decoded("5", encoded, noise("u2", 8, 8))


def test_that_a_lossless_jpeg_whose_components_are_called_rgb_is_rgb() -> None:
    found = decoded("4.70", jpeg_lossless(RED), RED, "YBR_FULL")

    np.testing.assert_array_equal(found, RED)


@each_lossless
@pytest.mark.parametrize("dtype", ["u1", "u2", "i2"])
def test_that_grey_may_be_decoded_into_given_room(
    syntax: str, encode: Callable[[Pixels], bytes], dtype: str
) -> None:
    pixels, room = noise(dtype, 24, 40), np.zeros((24, 40), dtype)

    found = decode_frame(encode(pixels), encoding_of(syntax, pixels), 24, 40, room)

    np.testing.assert_array_equal(found, pixels)
    if syntax in ("5", "4.70", "4.80"):
        assert np.shares_memory(found, room)


def test_that_grey_under_a_colour_header_is_shown_grey() -> None:
    grey = np.arange(64, dtype=np.uint8).reshape(8, 8)
    told = PixelEncoding(ROOT + "4.80", 3, "RGB", 8, 8, 0)

    shown = decode_frame(bytes(imagecodecs.jpegls_encode(grey)), told, 8, 8)

    assert shown.tolist() == np.repeat(grey[..., None], 3, axis=2).tolist()
