"""The form of a finding that is changed, and what the list and the status bar say of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.domain.finding import ReviewState
from medviewer.gui.findings_table import CONFIDENCE, DECISION, SIZE, WHAT
from medviewer.gui.main_window import MainWindow
from medviewer.gui.status_bar import StatusBar
from tests.gui.canvas.samples import finding, result

pytestmark = pytest.mark.gui


def edit(window: MainWindow) -> None:
    window.desk.registry.run("findings.select", finding_id="f1")
    window.desk.registry.run("findings.edit")
    QApplication.processEvents()


def test_that_the_form_is_there_only_while_a_finding_is_changed(
    analysed_window: MainWindow,
) -> None:
    form = analysed_window.findings.form
    seen = [form.isVisible()]

    edit(analysed_window)
    seen.append(form.isVisible())
    analysed_window.desk.registry.run("view.reset")

    assert [*seen, form.isVisible()] == [False, True, False]


def test_that_a_name_typed_and_enter_are_the_readers_word(analysed_window: MainWindow) -> None:
    edit(analysed_window)
    field = analysed_window.findings.form.name
    field.selectAll()

    QTest.keyClicks(field, "A {granuloma}")
    QTest.keyClick(field, Qt.Key.Key_Return)

    state = analysed_window.desk.session.reading.value
    review = state.review_of("f1")
    assert review.state is ReviewState.EDITED
    assert review.revised is not None
    assert str(review.revised.name) == "A {granuloma}"
    assert str(state.findings[0].name) == "lung nodule"


def test_that_a_finding_of_a_whole_image_can_be_called_something_else(
    read_window: MainWindow,
) -> None:
    whole = replace(
        finding("whole"),
        center_lps_mm=None,
        center_voxel=None,
        box_lps_mm=None,
        box_voxel=None,
        diameter_mm=None,
        image_index=4,
    )
    read_window.desk.session.analysis._keep(result(whole))
    read_window.desk.registry.run("findings.select", finding_id="whole")
    read_window.desk.registry.run("findings.edit")

    QTest.keyClicks(read_window.findings.form.name, " of the left base")
    read_window.desk.registry.run("findings.edit")

    revised = read_window.desk.session.reading.value.review_of("whole").revised
    assert revised is not None
    assert str(revised.name) == "lung nodule of the left base"
    assert revised.box_voxel is None


def test_that_escape_in_a_field_leaves_the_finding(analysed_window: MainWindow) -> None:
    edit(analysed_window)
    field = analysed_window.findings.form.site

    QTest.keyClicks(field, "somewhere else")
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert not analysed_window.desk.session.reading.value.review_of("f1").is_decided
    assert not analysed_window.desk.session.finding_edits.value.is_on


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_that_keys_are_the_images_again_once_a_field_was_left(
    analysed_window: MainWindow, key: Qt.Key
) -> None:
    edit(analysed_window)
    field = analysed_window.findings.form.name
    field.setFocus()

    QTest.keyClick(field, key)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert analysed_window.viewport.isAncestorOf(focused)


def test_that_another_label_brings_its_name(analysed_window: MainWindow) -> None:
    edit(analysed_window)
    form = analysed_window.findings.form
    at = form.label.findData("other")

    form.label.setCurrentIndex(at)
    form.label.activated.emit(at)
    analysed_window.desk.registry.run("findings.edit")

    revised = analysed_window.desk.session.reading.value.review_of("f1").revised
    assert revised is not None
    assert (revised.label, str(revised.name)) == ("other", "finding")


def test_that_the_list_shows_the_finding_as_read_and_what_was_proposed(
    analysed_window: MainWindow,
) -> None:
    edit(analysed_window)
    QTest.keyClicks(analysed_window.findings.form.site, ", apex")
    analysed_window.desk.registry.run("findings.edit")

    item = analysed_window.findings.table.topLevelItem(0)

    assert item is not None
    assert item.text(WHAT) == "lung nodule\nright upper zone, apex"
    assert "As proposed: lung nodule, right upper zone, 9.0 mm" in item.toolTip(WHAT)
    assert item.text(DECISION) == "edited"


def test_that_a_readers_own_finding_is_listed_without_a_score(read_window: MainWindow) -> None:
    read_window.desk.registry.run("findings.add", corners=((10.0, 20.0), (19.0, 33.0)))
    read_window.desk.registry.run("findings.edit")

    item = read_window.findings.table.topLevelItem(0)

    assert item is not None
    assert [item.text(column) for column in (SIZE, CONFIDENCE, DECISION)] == [
        "10 × 7 mm",
        "–",
        "added by reader",
    ]


def test_that_the_status_bar_counts_what_is_undecided(analysed_window: MainWindow) -> None:
    (bar,) = analysed_window.findChildren(StatusBar)
    label = bar.undecided
    before = label.text()

    analysed_window.desk.registry.run("findings.select", finding_id="f1")
    analysed_window.desk.registry.run("findings.accept")

    assert (before, label.text()) == ("2 findings undecided", "1 finding undecided")
