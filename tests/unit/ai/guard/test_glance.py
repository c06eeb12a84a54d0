"""A glance: which slices, which greys, and the square picture made of them."""

import numpy as np
import pytest

from medviewer.ai.guard.glance import glance_at
from medviewer.ai.guard.opinion import Opinion, together
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import ImageStack, Volume
from medviewer.words import message


def volume(array: np.ndarray, unit: Unit = Unit.HU) -> Volume:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 1.0, 1.0)
    return Volume(array, VolumeGeometry(plane, (0, 0, 1.0), array.shape), unit)


def test_that_a_long_series_is_looked_at_in_nine_slices_of_its_middle() -> None:
    array = np.arange(101)[:, None, None] * np.ones((1, 4, 4))

    seen = glance_at(volume(array)).values[:, 0, 0]

    assert seen.tolist() == [10, 20, 30, 40, 50, 60, 70, 80, 90]


def test_that_ct_is_seen_through_a_window_of_soft_tissue() -> None:
    array = np.array([-1000.0, 40.0, 1000.0]).reshape(1, 1, 3)

    greys = glance_at(volume(array)).greys.ravel()

    assert greys == pytest.approx([0.0, 0.5, 1.0], abs=0.01)


def test_that_a_radiograph_is_seen_as_its_curve_shows_it() -> None:
    curve = ToneCurve(VoiWindow(50.0, 100.0), is_inverted=True)
    stack = ImageStack(np.array([[[0.0, 100.0]]]), (None,), Unit.NONE, (curve,))

    greys = glance_at(stack).greys.ravel()

    assert greys == pytest.approx([1.0, 0.0], abs=0.01)


def test_that_missing_values_count_as_zero() -> None:
    array = np.full((1, 4, 4), np.nan)

    assert not glance_at(volume(array)).values.any()


def test_that_a_picture_keeps_an_oblong_image_whole() -> None:
    array = np.full((1, 40, 20), 500.0)

    [picture] = glance_at(volume(array)).pictures(8)

    assert picture.shape == (8, 8)
    assert (picture[:, 2:6] == 1).all()
    assert not picture[:, :2].any()


def test_that_a_reason_to_refuse_is_not_also_a_warning() -> None:
    one, other = message("Test", "one"), message("Test", "other")

    joined = together([Opinion(warnings=(one, other)), Opinion(refusals=(one,))])

    assert joined == Opinion(refusals=(one,), warnings=(other,))
