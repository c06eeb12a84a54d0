"""The study browser: live, clickable, and honest about what it had to leave out."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.acquisition import Phase
from medviewer.domain.study import FileProblem, Patient, Study
from medviewer.gui.main_window import MainWindow
from medviewer.gui.plain_text import literal
from medviewer.gui.study_texts import date_text, study_text
from medviewer.gui.thumbnail_icons import THUMBNAIL_PX, thumbnail_icon
from medviewer.words import message
from tests.gui.canvas.samples import ct_study
from tests.gui.rows import child, current, row

pytestmark = pytest.mark.gui

PROBLEM = FileProblem(Path("/cd/IM0001"), message("Test", "The file ends before its image does."))


def test_that_a_study_reads_as_patient_date_and_description() -> None:
    study = dataclasses.replace(ct_study(), patient=Patient("1", "王^小东"))

    assert study_text(study) == "王^小东\n2026-01-31 · CT Thorax"


def test_that_a_study_without_date_and_description_has_one_line() -> None:
    study = dataclasses.replace(ct_study(), study_date="", study_description="")

    assert study_text(study) == "Muster, Erika"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("20260131", "2026-01-31"),
        ("2026.01.31", "2026-01-31"),
        ("", ""),
        ("2026", "2026"),
        ("00000000", ""),
        ("２０２６０１３１", "２０２６０１３１"),
    ],
)
def test_that_a_date_is_only_rewritten_when_it_is_one(written: str, shown: str) -> None:
    assert date_text(written) == shown


def test_that_studies_appear_while_a_scan_runs_and_grow(window: MainWindow) -> None:
    library, tree = window.desk.session.library, window.browser.tree
    small = ct_study((4, 64, 48))
    library.update(is_scanning=True, studies=(small,))
    before = child(tree, 0).text(0)

    library.update(studies=(ct_study((20, 64, 48)),))

    assert before == "CT 3 · Thorax 2.5 B60f\n4 images · CHEST"
    assert child(tree, 0).text(0) == "CT 3 · Thorax 2.5 B60f\n20 images · CHEST"
    assert tree.topLevelItemCount() == 1
    assert row(tree, 0).childCount() == 1


def test_that_rows_stand_in_the_studys_order_however_they_were_found(window: MainWindow) -> None:
    """Keys and layouts go by the study's order; a scan finds series as they lie on the disk."""
    library, tree = window.desk.session.library, window.browser.tree
    whole = ct_study()
    [second] = whole.series
    [stack] = second.display_sets
    first = dataclasses.replace(
        second,
        series_instance_uid="1.0",
        series_number=1,
        display_sets=(
            dataclasses.replace(stack, display_set_id="1.0:0", series_instance_uid="1.0"),
        ),
    )
    library.update(is_scanning=True, studies=(whole,))

    library.update(studies=(dataclasses.replace(whole, series=(first, second)),))

    texts = [child(tree, place).text(0).split(" · ")[0] for place in range(2)]
    assert texts == ["CT 1", "CT 3"]


def test_that_a_click_shows_the_series(window: MainWindow) -> None:
    study = ct_study()
    window.desk.session.library.update(studies=(study,))
    tree = window.browser.tree
    place = tree.visualItemRect(child(tree, 0)).center()

    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert window.desk.session.viewport.value.display_set == study.series[0].display_sets[0]


def test_that_enter_shows_the_series(window: MainWindow) -> None:
    window.desk.session.library.update(studies=(ct_study(),))
    tree = window.browser.tree
    tree.setCurrentItem(child(tree, 0))

    QTest.keyClick(tree, Qt.Key.Key_Return)

    assert window.desk.session.viewport.value.display_set is not None


def test_that_the_series_shown_is_highlighted(read_window: MainWindow) -> None:
    assert current(read_window.browser.tree).text(0).startswith("CT 3")


def test_that_closing_everything_empties_the_browser(read_window: MainWindow) -> None:
    read_window.desk.registry.run("file.close_all")

    assert read_window.browser.tree.topLevelItemCount() == 0
    assert not read_window.browser.tree.isVisible()


def test_that_a_left_out_file_is_named_with_its_reason(window: MainWindow) -> None:
    problems = window.browser.problems
    was_hidden = problems.isHidden()

    window.desk.session.library.update(problems=(PROBLEM,))

    assert was_hidden
    assert problems.isVisible()
    assert problems.heading.text() == "1 problem with files"
    assert problems.list.item(0).text() == "IM0001\nThe file ends before its image does."


def test_that_the_list_of_problems_folds_away(window: MainWindow) -> None:
    window.desk.session.library.update(problems=(PROBLEM,))

    QTest.mouseClick(window.browser.problems.heading, Qt.MouseButton.LeftButton)

    assert not window.browser.problems.list.isVisible()


def test_that_a_problem_can_be_copied_whole(window: MainWindow) -> None:
    window.desk.session.library.update(problems=(PROBLEM,))
    lines = window.browser.problems.list
    lines.item(0).setSelected(True)

    QTest.keySequence(lines, QKeySequence(QKeySequence.StandardKey.Copy))

    assert QGuiApplication.clipboard().text() == (
        f"{PROBLEM.path}: The file ends before its image does."
    )


def test_that_a_thumbnail_is_centred_on_black() -> None:
    wide = np.full((10, 40), 200, np.uint8)

    picture = thumbnail_icon(wide).pixmap(40, 40).toImage()

    assert picture.pixelColor(20, 20).red() == 200
    assert picture.pixelColor(20, 2).red() == 0


def other_study() -> Study:
    study = ct_study()
    (series,) = study.series
    (shown,) = series.display_sets
    other = dataclasses.replace(
        series, display_sets=(dataclasses.replace(shown, display_set_id="o"),)
    )
    return dataclasses.replace(study, study_instance_uid="9.9", series=(other,))


def test_that_the_keys_go_to_the_image_once_a_series_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.desk.session.library.update(studies=(ct_study(),))
    tree = window.browser.tree
    tree.setFocus()
    place = tree.visualItemRect(child(tree, 0)).center()

    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    before = window.desk.session.viewport.value.index
    qtbot.waitUntil(window.actions_by_id["view.next_image"].isEnabled)
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Down)

    assert not tree.hasFocus()
    assert window.desk.session.viewport.value.index == before + 1


def test_that_the_highlight_returns_to_the_series_shown(read_window: MainWindow) -> None:
    read_window.desk.session.library.update(studies=(ct_study(), other_study()))
    tree = read_window.browser.tree
    tree.setFocus()
    for _ in range(2):
        QTest.keyClick(tree, Qt.Key.Key_Down)
    walked_to = current(tree)

    read_window.viewport.setFocus()

    assert walked_to is child(tree, 0, under=1)
    assert not walked_to.font(0).bold()
    assert current(tree) is child(tree, 0)
    assert current(tree).font(0).bold()


def test_that_a_tiny_picture_takes_a_whole_thumbnail() -> None:
    sizes = thumbnail_icon(np.full((3, 3), 200, np.uint8)).availableSizes()

    assert [(size.width(), size.height()) for size in sizes] == [(60, 60)]


def test_that_a_stack_that_turns_out_to_be_two_passes_is_listed_as_two(window: MainWindow) -> None:
    study = ct_study()
    [stack] = study.series[0].display_sets
    half = stack.count // 2
    passes = tuple(
        dataclasses.replace(stack, display_set_id=f"{stack.display_set_id}.{i}", frames=frames)
        for i, frames in enumerate((stack.frames[:half], stack.frames[half:]))
    )
    split = dataclasses.replace(
        study, series=(dataclasses.replace(study.series[0], display_sets=passes),)
    )
    library = window.desk.session.library
    library.replace(dataclasses.replace(library.value, studies=(study,)))
    window.desk.session.show(study, stack)

    library.replace(dataclasses.replace(library.value, studies=(split,)))

    shown = window.desk.session.viewport.value.display_set
    assert row(window.browser.tree, 0).childCount() == 2
    assert shown == passes[1]  # the middle image is the first of the second pass


def test_that_a_tag_in_a_name_stays_a_text() -> None:
    hostile = "<img src='file:///etc/hostname'>\n2026"

    assert literal(hostile) == "&lt;img src=&#x27;file:///etc/hostname&#x27;&gt;<br>2026"
    assert literal("Doe, Jane\nslices < 5 mm") == "Doe, Jane\nslices < 5 mm"


@pytest.mark.parametrize(("count", "rows"), [(7, 7), (8, 1)])
def test_that_many_phases_share_one_row(window: MainWindow, count: int, rows: int) -> None:
    study = ct_study()
    [one] = study.series[0].display_sets
    phases = tuple(
        dataclasses.replace(
            one,
            display_set_id=f"{one.display_set_id}.{index}",
            label=f"{one.label} {index} s".strip(),
            phase=Phase(one.display_set_id, index, count, f"{index} s"),
        )
        for index in range(count)
    )
    whole = dataclasses.replace(
        study, series=(dataclasses.replace(study.series[0], display_sets=phases),)
    )
    tree = window.browser.tree

    window.desk.session.library.update(studies=(whole,))
    window.desk.session.show(whole, phases[3])

    assert row(tree, 0).childCount() == rows
    assert current(tree) is child(tree, min(3, rows - 1))
    assert ("8 phases" in child(tree, 0).text(0)) == (rows == 1)


def test_that_the_series_keep_room_above_a_list_of_problems(window: MainWindow) -> None:
    window.resize(1024, 577)
    problems = tuple(dataclasses.replace(PROBLEM, path=Path(f"/cd/{n}")) for n in range(50))

    window.desk.session.library.update(studies=(ct_study(),), problems=problems)
    window.browser.problems.list.grab()

    assert window.browser.tree.height() >= 3 * THUMBNAIL_PX


def test_that_the_list_stays_where_it_was_scrolled_to(read_window: MainWindow) -> None:
    """A report opened in a window of its own takes the focus; the next one is beside it in the list."""
    first = ct_study()
    many = tuple(dataclasses.replace(other_study(), study_instance_uid=f"9.{i}") for i in range(40))
    read_window.desk.session.library.update(studies=(first, *many))
    tree = read_window.browser.tree
    bar = tree.verticalScrollBar()
    tree.setFocus()
    tree.setCurrentItem(row(tree, 40))
    bar.setValue(bar.maximum())
    left_at = bar.value()

    read_window.viewport.setFocus()

    assert left_at > 0
    assert bar.value() == left_at
