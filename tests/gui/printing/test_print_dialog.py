"""Images on paper: pages, names, paper; read back from the PDF."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from medviewer.domain.study import Patient
from medviewer.gui.canvas.still_picture import StillPicture
from medviewer.gui.main_window import MainWindow
from medviewer.gui.printing.dialog import PrintDialog, Printed
from medviewer.gui.printing.pages import PrintOrder, pages_of
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui


@pytest.fixture
def shown(read_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The sample CT, painted."""
    session = read_window.desk.session
    qtbot.waitUntil(lambda: session.frame() is not None)
    qtbot.waitUntil(lambda: getattr(read_window.viewport, "canvas", None) is not None)
    return read_window


def written(dialog: PrintDialog, qtbot: QtBot, file: Path) -> str:
    with qtbot.waitSignal(dialog.print_ended):
        dialog.write_pdf(file)
    words = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(words.split())


def page_size(file: Path) -> tuple[int, int]:
    box = PdfReader(file).pages[0].mediabox
    return round(box.width), round(box.height)


def mark_key_images(window: MainWindow, indices: range) -> None:
    session = window.desk.session
    study, shown = session.viewport.value.study, session.viewport.value.display_set
    assert study is not None
    assert shown is not None
    for index in indices:
        mark = key_mark_of(reference_to(study, shown, index))
        session.annotations.toggle_key_image(study.key, mark)


def choose(dialog: PrintDialog, what: Printed) -> None:
    dialog.what.setCurrentIndex(dialog.what.findData(what.value))
    dialog.what.activated.emit(dialog.what.currentIndex())


def test_that_patient_and_date_stand_on_the_page(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PrintDialog(shown.desk, shown)

    text = written(dialog, qtbot, tmp_path / "a.pdf")

    assert "Muster, Erika" in text
    assert "4711" in text
    assert "2026-01-31" in text
    assert "Page 1 of 1" in text
    assert "Not a medical device" in text
    assert page_size(tmp_path / "a.pdf") == (595, 842)


def test_that_the_name_can_be_left_out_while_the_date_stays(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PrintDialog(shown.desk, shown)
    dialog.names.setChecked(False)

    text = written(dialog, qtbot, tmp_path / "b.pdf")

    assert not any(word in text for word in ("Muster", "4711", "1960", "A-1"))
    assert "2026-01-31" in text


def test_that_key_images_fill_pages_of_letter_paper(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    mark_key_images(shown, range(2, 7))
    dialog = PrintDialog(shown.desk, shown)
    choose(dialog, Printed.KEY_IMAGES)
    qtbot.waitUntil(lambda: len(dialog.order().pictures) == 5)
    dialog.per_page.setCurrentIndex(dialog.per_page.findData(4))
    dialog.paper.setCurrentIndex(1)

    text = written(dialog, qtbot, tmp_path / "c.pdf")

    assert "Page 2 of 2" in text
    assert page_size(tmp_path / "c.pdf") == (612, 792)


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_that_a_file_that_cannot_be_written_is_told(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PrintDialog(shown.desk, shown)

    with qtbot.waitSignal(dialog.print_ended):
        dialog.write_pdf(tmp_path / "no folder" / "d.pdf")

    assert dialog.state.text().startswith("Nothing was printed")
    assert dialog.pdf_button.isEnabled()


def test_that_two_patients_never_share_a_page(shown: MainWindow) -> None:
    dialog = PrintDialog(shown.desk, shown)
    [first] = dialog.order().pictures

    class Other:
        study = ct_study(patient=Patient("2", "Other"))

    object.__setattr__(Other.study, "study_instance_uid", "9.9")
    order = PrintOrder((first, first, Other(), first), per_page=4)  # type: ignore[arg-type]

    pages = pages_of(order)

    assert [len(page.pictures) for page in pages] == [2, 1, 1]
    assert [page.study.key for page in pages] == ["1.2", "9.9", "1.2"]


def test_that_the_image_is_copied_by_its_command(shown: MainWindow) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()

    shown.desk.registry.run("view.copy_full_image")

    copied = clipboard.image()
    assert (copied.width(), copied.height()) == (960, 640)


def test_that_what_is_on_the_screen_is_copied_in_the_screens_size(shown: MainWindow) -> None:
    canvas = shown.viewport.canvas  # type: ignore[attr-defined]  # the grid's
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()

    shown.desk.registry.run("view.copy_image")

    copied = clipboard.image()
    assert (copied.width(), copied.height()) == (canvas.width(), canvas.height())


def test_that_a_key_image_on_paper_says_nothing_of_cells_it_is_linked_to(
    shown: MainWindow, qtbot: QtBot
) -> None:
    mark_key_images(shown, range(2, 3))
    dialog = PrintDialog(shown.desk, shown)
    choose(dialog, Printed.KEY_IMAGES)
    qtbot.waitUntil(lambda: len(dialog.order().pictures) == 1)

    [picture] = dialog.order().pictures

    assert isinstance(picture, StillPicture)
    words = [line.text for line in picture.marks.corners.bottom_left]
    assert words == ["W 400  L 40", "Image 3 / 20"]
