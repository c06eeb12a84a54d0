"""The transcribed table against the dictionary, and rows of each kind against PS3.15."""

import pytest
from pydicom.datadict import dictionary_has_tag, keyword_for_tag

from medviewer.dicom.deidentifying.table import Action, load_table
from medviewer.domain.deidentification import DeidentificationOptions

ROWS = 653  # of PS3.15 2026d table E.1-1, without private attributes, curves and overlays


def test_that_every_row_is_there_under_its_own_name() -> None:
    table = load_table()

    wrong = {
        tag: row.keyword
        for tag, row in table.items()
        if dictionary_has_tag(tag) and keyword_for_tag(tag) != row.keyword
    }

    assert (len(table), wrong) == (ROWS, {})


@pytest.mark.parametrize(
    ("tag", "actions"),
    [
        (0x00100010, (Action.EMPTY,)),  # Patient's Name
        (0x00100020, (Action.EMPTY, Action.DUMMY)),  # Patient ID: Z/D
        (0x00080018, (Action.UID,)),
        (0x0008002A, (Action.REMOVE, Action.EMPTY, Action.DUMMY)),  # Acquisition DateTime
        (0x00082112, (Action.REMOVE, Action.EMPTY, Action.UID)),  # Source Image Sequence: X/Z/U*
        (0x0040A730, (Action.DUMMY,)),  # Content Sequence
        (0x00104000, (Action.REMOVE,)),  # Patient Comments
    ],
)
def test_that_a_row_says_what_the_standard_says(tag: int, actions: tuple[Action, ...]) -> None:
    assert load_table()[tag].actions == actions


def test_that_dates_are_shifted_before_a_device_is_retained() -> None:
    calibrated = load_table()[0x00181200]  # Date of Last Calibration
    both = DeidentificationOptions(shifts_dates=True, keeps_device=True)

    assert calibrated.actions_under(both) == (Action.SHIFT,)
    assert calibrated.actions_under(DeidentificationOptions(keeps_device=True)) == (Action.KEEP,)
    assert calibrated.actions_under(DeidentificationOptions()) == (Action.REMOVE,)
