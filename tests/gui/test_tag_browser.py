"""The tag browser in the window: listing, unfolding, searching, copying, following."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.dicom_object import DicomObject
from medviewer.gui.main_window import MainWindow
from medviewer.gui.tag_browser import TagBrowser
from medviewer.gui.tag_model import Column
from tests.gui.canvas.samples import ct_study
from tests.phantoms.attribute_files import attribute_file, multi_frame

Open = Callable[[list[Path]], TagBrowser]


@pytest.fixture
def open_browser(window: MainWindow, qtbot: QtBot) -> Open:
    """The browser open on images whose frames lie in the given files, the first one shown."""

    def opened(paths: list[Path]) -> TagBrowser:
        study = ct_study((len(paths), 8, 8))
        shown = study.series[0].display_sets[0]
        frames = tuple(
            replace(
                frame,
                instance=replace(frame.instance, path=path),
                frame_index=paths[:at].count(path),
            )
            for at, (frame, path) in enumerate(zip(shown.frames, paths, strict=True))
        )
        display_set = replace(shown, frames=frames)
        series = replace(study.series[0], display_sets=(display_set,))
        session = window.desk.session
        session.show(replace(study, series=(series,)), display_set)
        session.viewport.scroll_to(0)
        window.desk.registry.run("view.attributes")
        qtbot.waitUntil(lambda: session.tags.value.file is not None)
        return window.attributes.browser

    return opened


def cells(browser: TagBrowser, index: QModelIndex) -> tuple[str, str]:
    """Name and value of a row."""
    return (
        str(index.siblingAtColumn(Column.NAME).data()),
        str(index.siblingAtColumn(Column.VALUE).data()),
    )


def find(browser: TagBrowser, name: str, below: QModelIndex | None = None) -> QModelIndex:
    """The first row of that name among those that have been read."""
    above = below or QModelIndex()
    for row in range(browser.tree.rows.rowCount(above)):
        index = browser.tree.rows.index(row, 0, above)
        if index.siblingAtColumn(Column.NAME).data() == name:
            return index
        found = find(browser, name, index)
        if found.isValid():
            return found
    return QModelIndex()


def test_that_the_command_shows_and_hides_the_browser(
    window: MainWindow, open_browser: Open, tmp_path: Path
) -> None:
    open_browser([attribute_file(tmp_path / "a.dcm")])
    was_visible = window.attributes.isVisible()

    window.desk.registry.run("view.attributes")

    assert was_visible
    assert not window.attributes.isVisible()


def test_that_closing_the_dock_closes_the_browser(
    window: MainWindow, open_browser: Open, tmp_path: Path
) -> None:
    open_browser([attribute_file(tmp_path / "a.dcm")])

    window.attributes.close()

    assert not window.desk.session.tags.value.is_open


def test_that_a_sequence_is_read_when_it_is_unfolded(
    open_browser: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    browser = open_browser([attribute_file(tmp_path / "a.dcm")])
    sequence = find(browser, "Referenced Image Sequence")
    before = browser.tree.rows.rowCount(sequence)

    browser.tree.expand(sequence)
    qtbot.waitUntil(lambda: browser.tree.rows.rowCount(sequence) == 1)

    assert before == 0
    assert browser.tree.rows.index(0, 0, sequence).data() == "Item 1"


def test_that_a_search_goes_to_its_first_hit_and_enter_to_the_next(
    open_browser: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    browser = open_browser([attribute_file(tmp_path / "a.dcm", multi_frame)])
    current = browser.tree.currentIndex

    QTest.keyClicks(browser.search.field, "plane position sequence")
    qtbot.waitUntil(lambda: current().isValid())
    first = current()
    QTest.keyClick(browser.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current().isValid() and current() != first)

    assert cells(browser, first)[0].endswith("Plane Position Sequence")
    assert cells(browser, current())[0].endswith("Plane Position Sequence")
    assert browser.search.count.text() == "2 of 4"  # the frame's own, and three items


def test_that_what_was_unfolded_stays_so_in_the_next_image(
    window: MainWindow, open_browser: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [attribute_file(tmp_path / "a.dcm"), attribute_file(tmp_path / "b.dcm")]
    browser = open_browser(paths)
    sequence = find(browser, "Referenced Image Sequence")
    browser.tree.expand(sequence)
    qtbot.waitUntil(lambda: browser.tree.rows.rowCount(sequence) == 1)

    window.desk.session.viewport.scroll_to(1)
    qtbot.waitUntil(lambda: "b.dcm" in browser.title.text())
    other = find(browser, "Referenced Image Sequence")
    qtbot.waitUntil(lambda: browser.tree.rows.rowCount(other) == 1)

    assert browser.tree.isExpanded(other)


def test_that_the_frames_groups_follow_the_reader(
    window: MainWindow, open_browser: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = attribute_file(tmp_path / "a.dcm", multi_frame)
    browser = open_browser([path] * 3)
    name = "Image Position (Patient) ‹ Plane Position Sequence"

    browser.tree.setCurrentIndex(find(browser, name))
    window.desk.session.viewport.scroll_to(2)

    qtbot.waitUntil(lambda: cells(browser, find(browser, name))[1] == "0\\0\\2")
    assert browser.value.toPlainText().endswith("0\\0\\2")


def test_that_the_copy_key_copies_the_selected_rows(
    open_browser: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    browser = open_browser([attribute_file(tmp_path / "a.dcm")])
    browser.tree.setCurrentIndex(find(browser, "Rows"))

    with qtbot.waitSignal(browser._desk.session.tags.copied):
        QTest.keyClick(browser.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "(0028,0010) US 1 Rows: 2"


def test_that_the_chosen_value_is_shown_in_full(
    open_browser: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    comment = "word " * 200

    def with_comment(dataset: object) -> None:
        dataset.ImageComments = comment  # type: ignore[attr-defined]  # a pydicom data set

    browser = open_browser([attribute_file(tmp_path / "a.dcm", with_comment)])

    browser.tree.setCurrentIndex(find(browser, "Image Comments"))

    qtbot.waitUntil(lambda: browser.value.toPlainText().endswith(comment.strip()))


def test_that_a_damaged_value_says_why(open_browser: Open, tmp_path: Path) -> None:
    path = attribute_file(tmp_path / "a.dcm")
    path.write_bytes(path.read_bytes()[:-6])
    browser = open_browser([path])

    browser.tree.setCurrentIndex(find(browser, "Pixel Data"))

    assert "only 10 are left" in browser.value.toPlainText()


def test_that_an_object_nobody_can_show_lists_its_attributes_when_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = attribute_file(tmp_path / "report.dcm")
    listed = DicomObject(path, "1.2.9", "1.2.840.1", "RT Plan Storage", "RTPLAN")
    plan = replace(ct_study().series[0], display_sets=(), objects=(listed,))
    session = window.desk.session
    session.library.update(studies=(replace(ct_study(), series=(plan,)),))
    tree = window.browser.tree

    study_row = tree.topLevelItem(0)
    assert study_row is not None
    tree.itemDoubleClicked.emit(study_row.child(0), 0)

    tags = window.desk.session.tags
    qtbot.waitUntil(lambda: tags.value.file is not None)
    assert window.attributes.isVisible()
    assert tags.value.source is not None
    assert tags.value.source.path == path
    assert not tags.value.follows


def test_that_every_object_of_a_series_is_on_its_rows_menu(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [attribute_file(tmp_path / f"{name}.dcm") for name in ("first", "second")]
    objects = tuple(DicomObject(path, path.stem, "1.2", path.stem, "SR") for path in paths)
    study = ct_study()
    tree = window.browser.tree
    tree.take(
        (replace(study, series=(replace(study.series[0], display_sets=(), objects=objects),)),)
    )
    series_row = tree.itemBelow(tree.topLevelItem(0))  # type: ignore[arg-type]  # there is one
    menu = tree.menu_at(tree.visualItemRect(series_row).center())  # type: ignore[arg-type]
    assert menu is not None

    second = next(action for action in menu.actions() if "second" in action.text())
    second.trigger()

    tags = window.desk.session.tags
    qtbot.waitUntil(lambda: tags.value.file is not None and tags.value.file.path == paths[1])


def test_that_letters_typed_into_the_tree_begin_a_search(
    open_browser: Open, tmp_path: Path, window: MainWindow
) -> None:
    browser = open_browser([attribute_file(tmp_path / "1.dcm")])
    browser.tree.setFocus()
    overlays = window.desk.session.overlays.value

    QTest.keyClick(browser.tree, Qt.Key.Key_M)  # elsewhere: the attention map

    assert browser.search.field.text() == "m"
    assert window.desk.session.overlays.value == overlays


def test_that_no_attribute_is_shown_while_the_identity_is_hidden(
    open_browser: Open, tmp_path: Path, window: MainWindow
) -> None:
    browser = open_browser([attribute_file(tmp_path / "1.dcm")])

    window.desk.session.overlays.update(shows_identity=False)

    assert not browser.tree.isVisible()
    assert not browser.value.isVisible()
    assert "1.dcm" not in browser.title.text() + browser.title.toolTip()
