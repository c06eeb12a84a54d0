"""Free-response figures counted by hand."""

import math

import numpy as np
import pytest

from medviewer.ai.figures.froc import ScanMarks, competition_metric, match_marks, sensitivities


def test_that_a_mark_inside_the_radius_is_a_hit() -> None:
    marks = np.array([[0.0, 0, 3], [0, 0, 4], [50, 0, 0]])
    lesions = np.array([[0.0, 0, 0], [0, 90, 0]])

    found = match_marks(marks, np.array([0.9, 0.8, 0.7]), lesions, np.array([3.0, 3.0]))

    assert found.lesion_scores == (0.9, -math.inf)  # the second lesion is missed
    assert found.false_scores == (0.8, 0.7)


def test_that_a_second_mark_on_a_lesion_is_no_false_positive() -> None:
    marks = np.array([[0.0, 0, 1], [0, 1, 0]])

    found = match_marks(marks, np.array([0.4, 0.6]), np.zeros((1, 3)), np.array([3.0]))

    assert found == ScanMarks((0.6,), ())


def test_that_scans_without_marks_or_lesions_are_counted() -> None:
    nothing = np.zeros((0, 3))

    assert match_marks(nothing, np.zeros(0), nothing, np.zeros(0)) == ScanMarks((), ())
    assert match_marks(nothing, np.zeros(0), np.zeros((1, 3)), np.ones(1)) == ScanMarks(
        (-math.inf,), ()
    )


def test_that_sensitivity_is_read_at_the_accepted_rate() -> None:
    # Two scans, three lesions scored .9, .5 and missed; false positives .7 and .3.
    scans = (ScanMarks((0.9, 0.5), (0.7,)), ScanMarks((-math.inf,), (0.3,)))

    # None accepted: above .7 one of three. One in two scans: above .3 two of three.
    assert sensitivities(scans, (0.0, 0.5, 1.0)) == pytest.approx((1 / 3, 2 / 3, 2 / 3))


def test_that_a_missed_lesion_stays_missed_however_many_are_accepted() -> None:
    assert competition_metric((ScanMarks((-math.inf,), ()),)) == 0.0


def test_that_the_competition_metric_is_the_mean_of_seven() -> None:
    # One lesion below one false positive, one scan: found only from 1 a scan on (4 of the 7 rates).
    assert competition_metric((ScanMarks((0.5,), (0.7,)),)) == pytest.approx(4 / 7)


def test_that_scans_without_lesions_have_no_sensitivity() -> None:
    assert math.isnan(competition_metric((ScanMarks((), (0.7,)),)))
