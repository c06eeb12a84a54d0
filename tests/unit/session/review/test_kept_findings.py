"""Findings that come from a file lie within the images they speak of, or are left aside."""

from dataclasses import replace

import pytest

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import Finding, Review, ReviewState, SliceOutline, VoxelBox
from medviewer.session.review.kept_findings import fits, is_sound
from tests.gui.canvas.samples import SET_ID, ct_study, finding

STUDY = ct_study()  # 20 slices of 64 x 48


def own(**changes: object) -> AddedFinding:
    told = replace(finding().provenance, model_id="", reader="Dr. Li")
    return AddedFinding(replace(finding(), provenance=told, **changes), SET_ID)  # type: ignore[arg-type]


def test_that_a_finding_within_the_images_comes_back() -> None:
    assert fits(own(), STUDY)


@pytest.mark.parametrize(
    "changes",
    [
        {"center_voxel": (20, 2, 3)},
        {"center_voxel": None, "image_index": -1},
        {"box_voxel": VoxelBox((0, 0, 0), (0, 64, 3))},
        {"box_voxel": VoxelBox((-1, 0, 0), (0, 6, 3))},
        {"outlines": (SliceOutline(3, ((1.0, 1e9),)),)},
        {"outlines": (SliceOutline(3, ((float("nan"), 1.0),)),)},
    ],
)
def test_that_one_beyond_them_does_not(changes: dict[str, object]) -> None:
    assert not fits(own(**changes), STUDY)


def test_that_a_models_finding_is_nobodys_own() -> None:
    assert not fits(AddedFinding(finding(), SET_ID), STUDY)


def test_that_images_that_are_not_there_hold_nothing() -> None:
    assert not fits(replace(own(), display_set_id="9.9"), STUDY)


def edited(revised: Finding) -> Review:
    return Review("f1", ReviewState.EDITED, "Dr. Li", "2026-01-02", None, revised)


def test_that_an_edit_within_its_series_is_sound() -> None:
    assert is_sound(edited(finding("f1")), STUDY)


def test_that_an_edit_beyond_its_series_or_of_another_finding_is_not() -> None:
    beyond = replace(finding("f1"), box_voxel=VoxelBox((0, 0, 0), (99, 3, 3)))

    assert not is_sound(edited(beyond), STUDY)
    assert not is_sound(edited(finding("f2")), STUDY)


def test_that_an_edit_in_a_series_that_is_not_open_waits() -> None:
    elsewhere = replace(
        finding("f1"), provenance=replace(finding().provenance, series_instance_uid="9.9")
    )

    assert is_sound(edited(elsewhere), STUDY)
