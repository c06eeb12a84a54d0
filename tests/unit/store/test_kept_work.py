"""Segments and models' answers come back from plain JSON as they were, and nothing worse than they."""

import base64
import json
import zlib
from typing import Any

import numpy as np
import pytest

from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.model_card import AttentionPatch
from medviewer.domain.segmentation import PackedMask, Segment
from medviewer.domain.study_annotations import KeyMark, StudyAnnotations
from medviewer.domain.study_journal import StudyJournal
from medviewer.session.ai.kept_answers import kept_answers
from medviewer.session.ai.result_sets import ResultSet
from medviewer.store.journal import sound
from medviewer.store.plain_json import NotPlainError, from_plain, to_plain
from medviewer.words import Message, message
from tests.gui.canvas.samples import finding, patch_on, result

MASK = np.zeros((30, 20), np.bool_)
MASK[10:20, 5:15] = True
SEGMENT = Segment("s", "1", "1.2", "d", (30, 20), 0.5, colour=2).with_masks({4: MASK})
[ANSWER] = kept_answers([ResultSet(result(finding(), attention=(patch_on("f1", 9),)))])


def through_json(value: object) -> Any:
    return json.loads(json.dumps(to_plain(value), allow_nan=False))


def journal(**parts: object) -> StudyJournal:
    return StudyJournal(StudyAnnotations("1.2", key_marks=(KeyMark("d", "i"),)), **parts)  # type: ignore[arg-type]


def test_that_a_segment_comes_back_pixel_by_pixel() -> None:
    [segment] = sound(through_json(journal(segments=(SEGMENT,)))).journal.segments  # type: ignore[union-attr]

    assert segment == SEGMENT
    assert np.array_equal(segment.mask(4), MASK)
    assert segment.volume_ml == pytest.approx(100 * 0.5 / 1000)


def test_that_a_size_is_counted_anew_not_believed() -> None:
    plain = through_json(journal(segments=(SEGMENT,)))
    plain["segments"][0]["slices"][0][1]["voxels"] = 10**9

    [segment] = sound(plain).journal.segments  # type: ignore[union-attr]

    assert segment.voxel_count == 100


@pytest.mark.parametrize("shape", [[30, 21], [0, 20], [-30, -20], [1 << 20, 1 << 20]])
def test_that_a_mask_of_another_shape_is_left_out(shape: list[int]) -> None:
    plain = through_json(journal(segments=(SEGMENT,)))
    plain["segments"][0]["shape"] = shape

    salvage = sound(plain)

    assert salvage.journal == journal()
    assert salvage.lost == 1


def test_that_no_more_is_unpacked_than_an_image_holds() -> None:
    bomb = PackedMask(zlib.compress(bytes(50 << 20)), 0)

    assert bomb.unpacked((8, 8)).shape == (8, 8)


def test_that_an_answer_comes_back_with_its_maps() -> None:
    back: KeptAnswer = from_plain(KeptAnswer, through_json(ANSWER))

    assert back == ANSWER
    assert back.findings == (finding(),)
    assert back.attention[0].contributions.dtype == np.float32
    assert np.array_equal(back.attention[0].contributions, patch_on("f1", 9).contributions)


@pytest.mark.parametrize("shape", [[2, 3], [2], [], [0, 4], [-2, -2], [1 << 15, 1 << 15]])
def test_that_a_map_of_another_size_is_refused(shape: list[int]) -> None:
    plain = through_json(patch_on("f1", 9))
    plain["contributions"]["shape"] = shape
    if shape == [2]:
        plain["contributions"]["cells"] = base64.b64encode(b"no zlib").decode()

    with pytest.raises(NotPlainError):
        from_plain(AttentionPatch, plain)


def test_that_a_message_keeps_its_values_and_what_is_nested_in_them() -> None:
    said = message("A", "{count} of {what}", count=3, what=message("B", "{x}", x=1.5))

    back = from_plain(Message, through_json(said))

    assert back == said
    assert str(back) == "3 of 1.5"


@pytest.mark.parametrize("text", ["{x:9999999999}", "{x.__class__}", "{x[0]}", "{x!r}", "{y}", "{"])
def test_that_a_message_that_would_do_more_than_tell_is_refused(text: str) -> None:
    with pytest.raises(NotPlainError):
        from_plain(Message, {"context": "A", "text": text, "values": {"x": "a"}})


def test_that_what_is_damaged_costs_only_itself() -> None:
    plain = through_json(journal(segments=(SEGMENT,), answers=(ANSWER,)))
    plain["annotations"]["key_marks"].append({"display_set_id": 5})
    plain["answers"][0]["findings"] = "none"
    plain["layout"] = {"rows": "many"}

    salvage = sound(plain)

    assert salvage.journal == journal(segments=(SEGMENT,))
    assert salvage.lost == 3
