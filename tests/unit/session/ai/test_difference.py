"""Two answers compared: matched by distance, each finding once."""

import dataclasses

import pytest

from medviewer.domain.finding import Finding
from medviewer.session.ai.difference import difference
from tests.gui.canvas.samples import finding


def at(finding_id: str, x_mm: float, diameter_mm: float = 8.0) -> Finding:
    return dataclasses.replace(
        finding(finding_id), center_lps_mm=(x_mm, 0.0, 0.0), diameter_mm=diameter_mm
    )


def of_image(finding_id: str, index: int = 0) -> Finding:
    return dataclasses.replace(
        finding(finding_id),
        center_lps_mm=None, center_voxel=None, box_lps_mm=None, box_voxel=None, diameter_mm=None,
        image_index=index,
    )  # fmt: skip


def test_that_the_nearest_pair_is_matched_first() -> None:
    found = difference((at("a", 0.0), at("b", 3.0)), (at("c", 4.0),))

    assert [(p.first.finding_id, p.apart_mm) for p in found.both] == [("b", 1.0)]
    assert [f.finding_id for f in found.only_first] == ["a"]
    assert found.only_second == ()


@pytest.mark.parametrize(
    ("apart_mm", "diameter_mm", "pairs"),
    [(5.0, 4.0, 1), (5.1, 4.0, 0), (11.5, 23.0, 1), (11.6, 23.0, 0)],
)
def test_that_two_findings_are_one_within_half_the_larger_diameter_but_5_mm(
    apart_mm: float, diameter_mm: float, pairs: int
) -> None:
    found = difference((at("a", 0.0, diameter_mm),), (at("b", apart_mm, 4.0),))

    assert len(found.both) == pairs


def test_that_findings_of_one_whole_image_are_one() -> None:
    found = difference((of_image("a"), of_image("b", 1)), (of_image("c"),))

    assert [(p.first.finding_id, p.apart_mm) for p in found.both] == [("a", None)]
    assert [f.finding_id for f in found.only_first] == ["b"]


def test_that_a_place_and_a_whole_image_are_not_matched() -> None:
    assert difference((at("a", 0.0),), (of_image("b"),)).both == ()
