"""Values come back as they were, and nothing else ever comes out of a file."""

import json
import math

import pytest

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage
from medviewer.domain.study_annotations import KeyMark, StudyAnnotations, UserCalibration
from medviewer.domain.study_journal import KeptLayout, KeptPresentation, StudyJournal
from medviewer.domain.voi import VoiFunction, VoiLut, VoiWindow
from medviewer.store import plain_json
from medviewer.store.plain_json import NotPlainError, from_plain, to_plain

PLANE = ImagePlane((1.5, -2.0, 3.25), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.7, 0.6)
LENGTH = Measurement(
    "a",
    MeasurementKind.LENGTH,
    ReferencedImage("1.2", "1.2.1:0", "1.2.1.5", 3, PLANE),
    ((0.1, 0.2, 0.3), (4.0, 5.0, 6.0)),
    "右上叶 nodule",
)
LUT = VoiLut(LookupTable(-5, 12, b"\x00\x01\x02\x03"))
JOURNAL = StudyJournal(
    StudyAnnotations(
        "1.2", (LENGTH,), (KeyMark("1.2.1:0", "1.2.1.5", 3),), (UserCalibration("d", "s", 0, 0.25),)
    ),
    presentations=(
        KeptPresentation("a", VoiWindow(40.5, 400, VoiFunction.SIGMOID), is_inverted=True),
        KeptPresentation("b", lut=LUT, unit="SUVbw"),
    ),
    layout=KeptLayout(),
)


def through_json(value: object) -> object:
    return json.loads(json.dumps(to_plain(value), allow_nan=False))


def test_that_a_journal_comes_back_as_it_was() -> None:
    assert from_plain(StudyJournal, through_json(JOURNAL)) == JOURNAL


def test_that_a_field_of_a_later_version_is_passed_over() -> None:
    plain = {**to_plain(KeyMark("a", "b")), "colour": "red"}

    assert from_plain(KeyMark, plain) == KeyMark("a", "b")


def test_that_a_field_that_is_missing_takes_its_default() -> None:
    plain = {"display_set_id": "a", "sop_instance_uid": "b"}

    assert from_plain(KeyMark, plain) == KeyMark("a", "b", 0)


@pytest.mark.parametrize(
    "damage",
    [
        {"kind": "spell"},
        {"points": [[1.0, 2.0]]},
        {"points": [[math.inf, 0.0, 0.0]]},
        {"points": [[math.nan, 0.0, 0.0]]},
        {"points": [[True, 0.0, 0.0]]},
        {"points": "abc"},
        {"image": None},
        {"image": []},
        {"measurement_id": 5},
        {"label": "x" * (plain_json.LONGEST_TEXT + 1)},
        {"points": [[0.0, 0.0, 10.0**300]]},
    ],
)
def test_that_what_is_no_measurement_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(NotPlainError):
        from_plain(Measurement, {**to_plain(LENGTH), **damage})


def test_that_a_value_without_what_it_needs_is_refused() -> None:
    with pytest.raises(NotPlainError):
        from_plain(KeyMark, {"display_set_id": "a"})


def test_that_too_long_a_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_json, "MOST_ITEMS", 1)

    with pytest.raises(NotPlainError):
        from_plain(Measurement, to_plain(LENGTH))
