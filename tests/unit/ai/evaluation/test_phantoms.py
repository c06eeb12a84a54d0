"""Counting hits and misses on a scan whose truth is known."""

import pytest

from medviewer.ai.evaluation.phantoms import (
    ScanCounts,
    counts_of,
    free_response,
    marks_at,
    routine_specs,
    scan_marks,
    summarised,
    wilson_interval,
)
from medviewer.ai.figures.froc import ScanMarks
from medviewer.domain.finding import Finding, PatientBox, Provenance, VoxelBox
from medviewer.imaging.phantom import PhantomNodule
from medviewer.words import message


def finding_at(x: float) -> Finding:
    return Finding(
        finding_id=str(x),
        label="lung_nodule",
        name=message("Test", "Nodule"),
        site=message("Test", "Lung"),
        center_lps_mm=(x, 0.0, 0.0),
        center_voxel=(0, 0, 0),
        box_lps_mm=PatientBox((0, 0, 0), (0, 0, 0)),
        box_voxel=VoxelBox((0, 0, 0), (0, 0, 0)),
        diameter_mm=1.0,
        confidence=0.9,
        is_calibrated=False,
        sop_instance_uids=(),
        provenance=Provenance("m", "1", "", "", "", ""),
    )


def test_that_a_hit_lies_within_the_radius_and_small_nodules_are_neither_asked_for_nor_false() -> (
    None
):
    nodules = [PhantomNodule((0, 0, 0), 10.0), PhantomNodule((50, 0, 0), 5.0)]

    counts = counts_of(scan_marks(nodules, [finding_at(4.9), finding_at(-5.1), finding_at(50.0)]))

    assert counts == ScanCounts(counted=1, found=1, false_positives=1)


@pytest.mark.parametrize(
    ("centers", "expected"),
    [
        ([], ScanCounts(2, 0, 0)),
        ([[5.1, 0.0, 0.0]], ScanCounts(2, 0, 1)),
        ([[0.0, 0.0, 0.0], [50.0, 0.0, 2.0]], ScanCounts(2, 2, 0)),
        ([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], ScanCounts(2, 1, 0)),  # two looks at one nodule
        ([[0.0, 50.0, 0.0]], ScanCounts(2, 0, 0)),  # found, but too small to be counted
    ],
)
def test_that_a_nodule_is_found_once_and_small_ones_are_not_counted(
    centers: list[list[float]], expected: ScanCounts
) -> None:
    nodules = [
        PhantomNodule((0.0, 0.0, 0.0), 10.0),
        PhantomNodule((50.0, 0.0, 0.0), 6.0),
        PhantomNodule((0.0, 50.0, 0.0), 5.0),
    ]

    assert counts_of(marks_at(nodules, centers, [1.0] * len(centers))) == expected


def test_that_marks_of_small_nodules_are_neither_asked_for_nor_false() -> None:
    nodules = [PhantomNodule((0, 0, 0), 10.0), PhantomNodule((50, 0, 0), 5.0)]

    marks = scan_marks(nodules, [finding_at(4.9), finding_at(-5.1), finding_at(50.0)])

    assert marks == ScanMarks((0.9,), (0.9,))


def test_that_the_curve_is_stated_at_seven_rates_and_as_their_mean() -> None:
    metrics = free_response((ScanMarks((0.9, 0.2), (0.5,)),) * 4)

    # Four scans: below 1 false positive a scan the bar is .5 and half is found, from 1 on all.
    assert [metric.value for metric in metrics[:7]] == [0.5, 0.5, 0.5, 1, 1, 1, 1]
    assert metrics[7].value == pytest.approx(11 / 14, abs=1e-3)
    assert "not patients" in metrics[7].data


def test_that_no_false_positive_still_leaves_room_for_some() -> None:
    sensitivity, rate = summarised([ScanCounts(5, 5, 0)] * 10)

    assert sensitivity.value == 1.0
    assert sensitivity.low == pytest.approx(0.929, abs=0.001)  # 50 / (50 + 1.96²)
    assert (rate.value, rate.high) == (0.0, 0.3)  # rule of three: 3 / 10


def test_that_an_interval_is_wilsons() -> None:
    # Newcombe 1998, table I: 81 of 263 → 0.2553 to 0.3662.
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_that_phantoms_for_a_card_differ_and_repeat() -> None:
    specs = routine_specs(4)

    assert specs == routine_specs(4)
    assert len({spec.noise_hu for spec in specs}) == 4
    assert all(spec.shape[0] * spec.slice_mm == pytest.approx(300) for spec in specs)
