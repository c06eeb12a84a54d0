"""Modality values in float64, and their extremes and mean, against numbers worked out by hand."""

import numpy as np
import pytest

from medviewer.dicom.pixels.source_values import ValueSummary, joined, modality_values, summarize
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.study import Rescale

GREY = np.array([[0, 10], [20, 30]], np.int16)


def test_that_values_are_rescaled_without_a_limit() -> None:
    values = modality_values(np.array([[65535]], np.uint16), Rescale(1.0, -1024.0))

    assert values.tolist() == [[64511.0]]


def test_that_a_summary_is_of_modality_values() -> None:
    assert summarize(GREY, Rescale(2.0, -5.0)) == ValueSummary(-5.0, 55.0, 100.0, 4)


def test_that_a_falling_rescale_swaps_the_ends() -> None:
    found = summarize(GREY, Rescale(-1.0, 0.0))

    assert found is not None
    assert (found.low, found.high, found.mean) == (-30.0, 0.0, -15.0)


def test_that_a_mean_of_many_large_values_is_exact() -> None:
    pixels = np.full((4096, 4096), 4_000_000_001, np.uint32)

    found = summarize(pixels, Rescale())

    assert found is not None
    assert found.mean == 4_000_000_001


def test_that_a_modality_lut_takes_the_place_of_slope_and_intercept() -> None:
    table = LookupTable(10, 16, np.array([7, 100, 1000], "<u2").tobytes())  # inputs 10, 11, 12

    assert modality_values(GREY, Rescale(lut=table)).tolist() == [[7.0, 7.0], [1000.0, 1000.0]]
    assert summarize(GREY, Rescale(lut=table)) == ValueSummary(7.0, 1000.0, 2014.0, 4)


def test_that_what_is_no_number_does_not_count() -> None:
    pixels = np.array([[np.nan, 1.0], [np.inf, 3.0]], np.float32)

    assert summarize(pixels, Rescale()) == ValueSummary(1.0, 3.0, 4.0, 2)
    assert summarize(pixels[:, :1], Rescale()) is None


def test_that_colour_counts_every_sample_and_is_not_rescaled() -> None:
    rgb = np.array([[[1, 2, 3], [4, 5, 9]]], np.uint8)

    assert summarize(rgb, Rescale(2.0, 100.0)) == ValueSummary(1.0, 9.0, 24.0, 6)


@pytest.mark.parametrize("swapped", [False, True])
def test_that_frames_without_a_number_do_not_change_a_summary(swapped: bool) -> None:
    some = summarize(GREY, Rescale())

    assert (joined(None, some) if swapped else joined(some, None)) == some


def test_that_summaries_join_as_their_frames_would() -> None:
    whole = summarize(GREY, Rescale())

    assert joined(summarize(GREY[:1], Rescale()), summarize(GREY[1:], Rescale())) == whole
