"""Images that a model made stand under a banner, and no name typed signs them."""

from dataclasses import replace

import pytest

from medviewer.domain.study import Study
from medviewer.errors import ReportError
from medviewer.gui.main_window import MainWindow
from medviewer.gui.viewport_grid import ViewportGrid
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui


def shown(window: MainWindow, study: Study) -> ViewportGrid:
    session = window.desk.session
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    grid = window.viewport
    assert isinstance(grid, ViewportGrid)
    return grid


def made() -> Study:
    study = ct_study()
    return replace(study, series=(replace(study.series[0], is_synthetic=True),))


def test_that_the_banner_stands_while_synthetic_images_are_on_screen(window: MainWindow) -> None:
    grid = shown(window, made())
    is_told = grid.synthetic.isVisibleTo(window)
    words = grid.synthetic.text()

    patient = ct_study()
    window.desk.session.show(patient, patient.series[0].display_sets[0])

    assert is_told
    assert "SYNTHETIC" in words
    assert not grid.synthetic.isVisibleTo(window)


def test_that_a_synthetic_study_cannot_be_signed(window: MainWindow) -> None:
    shown(window, made())
    writing = window.desk.session.writing

    [reason] = writing.what_is_open()

    assert "synthetic" in str(reason)
    with pytest.raises(ReportError, match="synthetic"):
        writing.sign("Dr A")
