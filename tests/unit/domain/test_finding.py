"""What stands with the reader: edits, own findings, what may be told of how sure a model is."""

from dataclasses import replace

import pytest

from medviewer.domain.finding import (
    Finding,
    Provenance,
    Review,
    ReviewState,
    confidence_text,
    first_review,
)
from medviewer.words import message

PROPOSED = Finding(
    finding_id="f",
    label="lung_nodule",
    name=message("Test", "lung nodule"),
    site=message("Test", "left"),
    center_lps_mm=None,
    center_voxel=None,
    box_lps_mm=None,
    box_voxel=None,
    diameter_mm=8.0,
    confidence=0.87,
    is_calibrated=False,
    sop_instance_uids=(),
    provenance=Provenance("m", "1", "00", "1.2.1", "CPU", "2026-01-01T00:00:00+00:00"),
)
MOVED = replace(PROPOSED, diameter_mm=11.0)


def test_that_an_edit_is_read_in_place_of_what_was_proposed() -> None:
    assert Review("f", ReviewState.EDITED, revised=MOVED).as_read(PROPOSED) is MOVED


@pytest.mark.parametrize("state", [s for s in ReviewState if s is not ReviewState.EDITED])
def test_that_only_an_edited_finding_is_read_as_edited(state: ReviewState) -> None:
    assert Review("f", state, revised=MOVED).as_read(PROPOSED) is PROPOSED


def test_that_an_edit_of_another_series_is_not_read() -> None:
    told = replace(PROPOSED.provenance, series_instance_uid="9.9")
    elsewhere = replace(MOVED, provenance=told)

    assert Review("f", ReviewState.EDITED, revised=elsewhere).as_read(PROPOSED) is PROPOSED


def test_that_a_readers_own_finding_is_accepted_by_its_author_and_has_no_score() -> None:
    told = Provenance("", "", "", "1.2.1", "", "2026-01-02T00:00:00+00:00", "Dr. Li")
    own = replace(PROPOSED, provenance=told)

    assert first_review(own) == Review(
        "f", ReviewState.ACCEPTED, "Dr. Li", "2026-01-02T00:00:00+00:00"
    )
    assert confidence_text(own) == "–"


def test_that_nobody_has_decided_on_a_proposal() -> None:
    assert first_review(PROPOSED) == Review("f")
    assert confidence_text(PROPOSED) == "0.87"
