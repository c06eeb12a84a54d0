"""De-identified copies from the window: options, boxes on the image, preview, what was done."""

from dataclasses import replace
from pathlib import Path

import pydicom
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.deidentification import PixelBox
from medviewer.gui.deidentify_dialog import DeidentifyDialog
from medviewer.gui.main_window import MainWindow
from tests.phantoms.identities import write_named_image

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(read_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> DeidentifyDialog:
    """Of the study shown, whose first file is one that names its patient."""
    original = tmp_path / "original" / "1.dcm"
    write_named_image(original)
    session = read_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    qtbot.waitUntil(lambda: session.frame() is not None)
    made = DeidentifyDialog(with_file(study, original), read_window.desk, read_window)
    made.show()
    qtbot.waitUntil(lambda: made.tree.topLevelItemCount() > 0)
    return made


def with_file(study, path: Path):  # type: ignore[no-untyped-def]  # a study in which all images are one file
    series = study.series[0]
    frames = tuple(
        replace(f, instance=replace(f.instance, path=path)) for f in series.display_sets[0].frames
    )
    shown = replace(series.display_sets[0], frames=frames)
    return replace(study, series=(replace(series, display_sets=(shown,)),))


def rows(dialog: DeidentifyDialog) -> dict[str, str]:
    items = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
    return {item.text(0): item.text(1) for item in items if item is not None}


def test_that_the_preview_names_attributes_and_no_value(dialog: DeidentifyDialog) -> None:
    told = rows(dialog)

    assert told["StudyDate"] == "emptied"
    assert told["SOPInstanceUID"] == "another UID"
    assert "Fernandez" not in str(told)


def test_that_an_option_changes_the_preview(dialog: DeidentifyDialog, qtbot: QtBot) -> None:
    dialog.checks["shifts_dates"].setChecked(True)

    qtbot.waitUntil(lambda: rows(dialog).get("StudyDate") == "shifted")


def test_that_a_box_drawn_on_the_image_is_one_of_its_series(dialog: DeidentifyDialog) -> None:
    assert dialog.picture is not None
    middle = dialog.picture.rect().center()

    QTest.mousePress(dialog.picture, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(dialog.picture, middle + QPoint(30, 20))
    QTest.mouseRelease(dialog.picture, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 20))

    (box,) = dialog.options().boxes
    assert isinstance(box, PixelBox)
    assert box.series_instance_uid
    assert box.bottom > box.top
    dialog.undo.click()
    assert dialog.options().boxes == ()


def test_that_copies_are_written_and_the_outcome_is_told(
    dialog: DeidentifyDialog, read_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sharing = read_window.desk.session.sharing

    sharing.deidentify(dialog.places(), tmp_path / "copies", dialog.options())
    qtbot.waitUntil(lambda: sharing.value.report is not None and not sharing.value.is_running)

    (copy,) = (tmp_path / "copies").rglob("*.dcm")
    assert pydicom.dcmread(copy).PatientIdentityRemoved == "YES"
    assert dialog.outcome.text().startswith("1 files written")
    assert dialog.begin.isEnabled()
