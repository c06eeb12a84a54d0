"""Stored values become modality values, in a type that holds them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from medviewer.dicom.pixels.modality_values import common_dtype, modality_dtype, to_modality
from medviewer.domain.study import FrameSource, Instance, PixelEncoding, Rescale
from medviewer.domain.volume import Unit

HU = Unit.HU


def source(
    *, bits: int = 16, stored: int = 16, signed: bool = False, rescale: Rescale | None = None
) -> FrameSource:
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", bits, stored, int(signed))
    instance = Instance(Path("/nowhere"), "1", "2", 1, 4, 1, encoding, rescale=rescale or Rescale())
    return FrameSource(instance, 0, None)


@pytest.mark.parametrize(
    ("frame", "dtype"),
    [
        (source(bits=8, stored=8), np.uint8),
        (source(stored=12), np.int16),
        (source(stored=16), np.uint16),
        (source(stored=16, signed=True), np.int16),
        (source(stored=12, rescale=Rescale(1, -1024, HU)), np.int16),
        (source(stored=16, rescale=Rescale(1, -1024, HU)), np.int16),
        (source(stored=16, rescale=Rescale(1, -1024)), np.int32),
        (source(stored=16, rescale=Rescale(1, -32768)), np.int16),
        (source(stored=12, rescale=Rescale(0.5, 0, HU)), np.float32),
        (source(stored=12, rescale=Rescale(1, -0.5, HU)), np.float32),
        (source(bits=32, stored=32), np.uint32),
    ],
)
def test_that_the_smallest_type_that_holds_every_value_is_chosen(
    frame: FrameSource, dtype: type
) -> None:
    assert modality_dtype(frame) == dtype


def test_that_slices_of_two_types_share_one_that_holds_both() -> None:
    assert common_dtype({np.dtype(np.int16)}) == np.int16
    assert common_dtype({np.dtype(np.uint8), np.dtype(np.int16)}) == np.int16
    assert common_dtype({np.dtype(np.uint16), np.dtype(np.int16)}) == np.int32


def converted(frame: FrameSource, stored: NDArray[Any]) -> NDArray[Any]:
    out = np.empty(stored.shape, modality_dtype(frame))
    to_modality(stored.copy(), frame, out)
    return out


def test_that_the_intercept_is_added() -> None:
    frame = source(stored=12, rescale=Rescale(1, -1024, HU))

    values = converted(frame, np.array([[0, 1024, 4095]], np.uint16))

    assert values.tolist() == [[-1024, 0, 3071]]


def test_that_hu_beyond_int16_are_held_at_its_end() -> None:
    frame = source(stored=16, rescale=Rescale(1, -1024, HU))

    values = converted(frame, np.array([[0, 33791, 33792, 65535]], np.uint16))

    assert values.tolist() == [[-1024, 32767, 32767, 32767]]


def test_that_signed_padding_does_not_wrap_around() -> None:
    frame = source(signed=True, rescale=Rescale(1, -1024, HU))

    values = converted(frame, np.array([[-32768, -31744, 0, 32767]], np.int16))

    assert values.tolist() == [[-32768, -32768, -1024, 31743]]


def test_that_unsigned_values_beyond_int16_come_out_right_after_a_large_intercept() -> None:
    frame = source(stored=16, rescale=Rescale(1, -32768))

    values = converted(frame, np.array([[0, 32768, 65535]], np.uint16))

    assert values.tolist() == [[-32768, 0, 32767]]


def test_that_in_place_gives_the_same_as_apart() -> None:
    frame = source(stored=16, rescale=Rescale(1, -1024, HU))
    stored = np.array([[0, 1000, 40000, 65535]], np.uint16)
    apart = converted(frame, stored)

    to_modality(stored, frame, stored.view(np.int16))

    assert stored.view(np.int16).tolist() == apart.tolist()


def test_that_a_slope_gives_float_values() -> None:
    frame = source(stored=12, rescale=Rescale(0.25, 1.5))

    values = converted(frame, np.array([[0, 1, 4]], np.uint16))

    assert values.dtype == np.float32
    assert values.tolist() == [[1.5, 1.75, 2.5]]


def test_that_a_tiny_slope_is_not_dropped() -> None:
    values = converted(source(rescale=Rescale(1e-6, 0)), np.array([[2000]], np.uint16))

    assert values[0, 0] == pytest.approx(0.002)


def test_that_a_frame_s_own_rescale_goes_first() -> None:
    frame = FrameSource(source().instance, 0, None, (), Rescale(2.0, 0.0))

    assert converted(frame, np.array([[3]], np.uint16)).tolist() == [[6.0]]
