"""No patient stands on two sides, and calibration is the same for every member of an ensemble."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.ai.training.division import Division, DivisionPlan, divide
from medviewer.errors import InputError
from tests.unit.ai.training.sample_sets import samples_at

BY_BLOCKS = DivisionPlan("blocks", selection=0.2, calibration=0.2, blocks=10, gap=3)
BY_GROUPS = DivisionPlan("groups", selection=0.2, calibration=0.2)


def parts(division: Division) -> list[set[int]]:
    return [set(part.order) for part in (division.fit, division.selection, division.calibration)]


def test_that_groups_are_never_split_over_two_parts() -> None:
    groups = [index // 3 for index in range(90)]
    division = divide(samples_at(list(range(90)), groups=groups), BY_GROUPS)

    found = [set(part.groups) for part in (division.fit, division.selection, division.calibration)]

    assert found[0] | found[1] | found[2] == set(range(30))
    assert sum(len(each) for each in found) == 30


def test_that_every_part_gets_its_share_of_the_rarer_label() -> None:
    labels = [int(index % 5 == 0) for index in range(100)]

    division = divide(samples_at(list(range(100)), labels=labels), BY_GROUPS)

    assert division.calibration.labels.sum() == 4
    assert division.selection.labels.sum() == 4
    assert division.fit.labels.sum() == 12


@pytest.mark.parametrize("member", range(4))
def test_that_blocks_of_two_parts_are_never_nearer_than_the_gap(member: int) -> None:
    fit, selection, calibration = parts(divide(samples_at(list(range(100))), BY_BLOCKS, member))

    for one, other in ((fit, selection), (fit, calibration), (selection, calibration)):
        assert min(abs(a - b) for a in one for b in other) >= BY_BLOCKS.gap


def test_that_members_rotate_the_selection_and_share_the_calibration() -> None:
    samples = samples_at(list(range(100)))

    found = [parts(divide(samples, BY_BLOCKS, member)) for member in range(4)]

    assert len({frozenset(each[2]) for each in found}) == 1
    assert len({frozenset(each[1]) for each in found}) == 4


def test_that_a_listing_sorted_by_label_is_cut_within_each_label() -> None:
    labels = [index // 100 for index in range(200)]
    plan = replace(BY_BLOCKS, by_label=True)

    division = divide(samples_at(list(range(200)), labels=labels), plan)

    assert np.bincount(division.calibration.labels).tolist() == [20, 20]


def test_that_what_is_left_out_is_in_no_part() -> None:
    plan = replace(BY_BLOCKS, leave_out=((40, 49),))

    found = parts(divide(samples_at(list(range(100))), plan))

    assert not set.union(*found) & set(range(40, 50))


def test_that_ranges_are_taken_as_written_with_gaps_about_them() -> None:
    plan = DivisionPlan(
        "ranges", gap=3, selection_ranges=((20, 29),), calibration_ranges=((60, 64), (80, 84))
    )

    fit, selection, calibration = parts(divide(samples_at(list(range(100))), plan))

    assert selection == set(range(20, 30))
    assert calibration == set(range(60, 65)) | set(range(80, 85))
    # A gap of 3 drops two positions on each side of a range.
    near = {18, 19, 30, 31, 58, 59, 65, 66, 78, 79, 85, 86}
    assert fit == set(range(100)) - selection - calibration - near


def test_that_a_division_with_an_empty_part_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be divided"):
        divide(samples_at([0, 1], groups=[0, 0]), BY_GROUPS)
