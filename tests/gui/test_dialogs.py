"""The pages and choices that open over the window."""

import dataclasses

import pytest
from PySide6.QtCore import Qt

from medviewer.gui.main_window import MainWindow
from medviewer.gui.series_choice_dialog import SERIES, SeriesChoiceDialog
from medviewer.gui.shortcut_page import page_html
from medviewer.gui.tree_rows import rows_of
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui


def test_that_the_shortcut_page_names_every_key(window: MainWindow) -> None:
    page = page_html(window.desk)

    assert all(
        f">{keys}<" in page
        for keys in ("F", "A", "Shift+I", "Ctrl+Y, Ctrl+Shift+Z", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9")
    )


def test_that_ticking_a_series_takes_the_tick_from_the_other(read_window: MainWindow) -> None:
    study = ct_study()
    thick = study.series[0].display_sets[0]
    second = dataclasses.replace(thick, display_set_id="1.2.1:1", label="second")
    series = dataclasses.replace(study.series[0], display_sets=(thick, second))
    study = dataclasses.replace(study, series=(series,))
    dialog = SeriesChoiceDialog(study, read_window.desk, read_window)
    rows = rows_of(dialog.lists["m"])
    unticked = next(row for row in rows if row.checkState(SERIES) is Qt.CheckState.Unchecked)

    unticked.setCheckState(SERIES, Qt.CheckState.Checked)

    assert len(rows) == 2
    assert [row.checkState(SERIES) for row in rows].count(Qt.CheckState.Checked) == 1
    assert set(dialog.choices().values()) == {unticked.data(SERIES, Qt.ItemDataRole.UserRole)}


def test_that_a_series_the_model_refuses_cannot_be_ticked(read_window: MainWindow) -> None:
    study = ct_study()
    mr = dataclasses.replace(study, series=(dataclasses.replace(study.series[0], modality="MR"),))

    dialog = SeriesChoiceDialog(mr, read_window.desk, read_window)

    (row,) = rows_of(dialog.lists["m"])
    assert row.data(SERIES, Qt.ItemDataRole.CheckStateRole) is None
    assert "MR" in row.text(2)
    assert not dialog.analyze_button.isEnabled()
