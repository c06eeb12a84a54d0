"""The follow-up panel on two examinations of one patient, with a lesion in both."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.study import Rescale, Study
from medviewer.domain.tracking import tracking_uid
from medviewer.domain.volume import Unit
from medviewer.gui.follow_up.panel import FollowUpPanel
from medviewer.gui.follow_up.table import FollowUpTable
from medviewer.gui.main_window import MainWindow
from medviewer.gui.tree_rows import rows_of
from medviewer.session.drawing.annotations import reference_to
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui


def examination(uid: str, date: str) -> Study:
    """The sample CT under another UID and date."""
    study = ct_study(rescale=Rescale(unit=Unit.HU))
    [part] = study.series
    [shown] = part.display_sets
    frames = tuple(
        replace(f, instance=replace(f.instance, frame_of_reference_uid="1.2.99"))
        for f in shown.frames
    )
    own = replace(shown, display_set_id=f"{uid}.1:0", series_instance_uid=f"{uid}.1", frames=frames)
    series = replace(part, series_instance_uid=f"{uid}.1", display_sets=(own,))
    return replace(study, study_instance_uid=uid, study_date=date, series=(series,))


PRIOR, CURRENT = examination("1.8", "20250101"), examination("1.9", "20250411")


def measure(window: MainWindow, study: Study, name: str, length_mm: float) -> None:
    """Across the middle of slice 8."""
    shown = study.series[0].display_sets[0]
    image = reference_to(study, shown, 8)
    ends = tuple((side * length_mm / 2, 0.0, -80.0) for side in (-1, 1))
    drawn = Measurement(name, MeasurementKind.LENGTH, image, ends, "Nodule <b>")
    window.desk.session.annotations.add(drawn)


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> FollowUpPanel:
    session = window.desk.session
    session.library.update(studies=(PRIOR, CURRENT))
    session.viewports.lay_out(1, 2)
    for cell, study in zip(session.viewports.visible(), (CURRENT, PRIOR), strict=True):
        cell.show(study, study.series[0].display_sets[0])
    measure(window, PRIOR, "old", 8.0)
    measure(window, CURRENT, "new", 12.0)
    window.desk.registry.run("view.follow_up")
    panel = window.follow_up.panel
    qtbot.waitUntil(lambda: not session.longitudinal.is_behind)
    return panel


def settle(panel: FollowUpPanel, qtbot: QtBot) -> None:
    longitudinal = panel._desk.session.longitudinal
    qtbot.waitUntil(lambda: not longitudinal.is_behind)


def texts(table: FollowUpTable, row: int) -> list[str]:
    return [rows_of(table)[row].text(column) for column in range(table.columnCount())]


def heading(table: FollowUpTable, column: int) -> str:
    return table.headerItem().text(column)


def test_that_every_examination_has_a_column_under_its_date(panel: FollowUpPanel) -> None:
    assert [heading(panel.table, column) for column in (3, 4)] == ["2025-01-01", "2025-04-11"]


def test_that_a_proposed_match_is_one_row_with_a_question_mark(panel: FollowUpPanel) -> None:
    assert texts(panel.table, 0) == [
        "1",
        "Nodule <b>",
        "–",
        "8.0 mm",
        "12.0 mm",
        "grown, +50 %",
        "≈ 57 d",  # ln 2 · 100 / (3 · ln 1.5) = 69.31 / 1.216
        "? one frame of reference, 0.0 mm apart",
    ]
    assert len(rows_of(panel.table)) == 1


def test_that_confirming_takes_the_question_away_and_undoing_brings_it_back(
    panel: FollowUpPanel, qtbot: QtBot
) -> None:
    desk = panel._desk
    desk.registry.run("follow_up.select", tracking_uid=tracking_uid("old"))
    desk.registry.run("follow_up.confirm")
    settle(panel, qtbot)
    confirmed = texts(panel.table, 0)[-1]

    desk.registry.run("edit.undo")
    settle(panel, qtbot)

    assert confirmed.startswith("✓")
    assert texts(panel.table, 0)[-1].startswith("?")


def test_that_lesions_that_are_not_the_same_are_two_rows(
    panel: FollowUpPanel, qtbot: QtBot
) -> None:
    panel._desk.registry.run("follow_up.select", tracking_uid=tracking_uid("old"))
    panel._desk.registry.run("follow_up.separate")
    settle(panel, qtbot)

    assert len(rows_of(panel.table)) == 2
    assert texts(panel.table, 1)[5] == "new"


def test_that_a_target_brings_the_sums_and_the_response(panel: FollowUpPanel, qtbot: QtBot) -> None:
    panel._desk.registry.run("follow_up.select", tracking_uid=tracking_uid("old"))
    panel._desk.registry.run("follow_up.role_target")
    settle(panel, qtbot)

    assert texts(panel.table, 0)[2] == "target"
    assert texts(panel.table, 1)[3:5] == ["8.0 mm", "12.0 mm"]
    assert texts(panel.table, 2)[3:5] == ["baseline", "SD"]  # 50 %, but only 4 mm more
    assert "at least 10 mm" in panel.remarks.text()


def test_that_the_trend_has_the_lesion_in_hand_and_the_sum(
    panel: FollowUpPanel, qtbot: QtBot
) -> None:
    panel._desk.registry.run("follow_up.select", tracking_uid=tracking_uid("old"))
    panel._desk.registry.run("follow_up.role_target")
    settle(panel, qtbot)

    lesion, total = panel.plot.curves
    assert lesion.points == ((0, 8.0), (100, 12.0))
    assert total.is_sum


def test_that_a_click_on_a_row_shows_the_lesion_in_both(panel: FollowUpPanel) -> None:
    session = panel._desk.session
    for cell in session.viewports.visible():
        cell.scroll_to(0)

    panel.table.setCurrentItem(rows_of(panel.table)[0])

    assert [cell.value.index for cell in session.viewports.visible()] == [8, 8]


def test_that_a_lesion_s_menu_offers_the_other_baseline(panel: FollowUpPanel) -> None:
    panel._desk.registry.run("follow_up.select", tracking_uid=tracking_uid("old"))

    panel._fill_menu()

    titles = [action.text() for action in panel.lesion_menu.actions() if action.menu() is not None]
    assert titles == ["Baseli&ne"]


def test_that_a_label_from_a_file_is_no_markup_in_a_tooltip(panel: FollowUpPanel) -> None:
    assert rows_of(panel.table)[0].toolTip(1) == "Nodule &lt;b&gt;"


def test_that_an_empty_panel_says_what_will_stand_there(window: MainWindow) -> None:
    assert "Shift+D" in window.follow_up.panel.empty.text()
