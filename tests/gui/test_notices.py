"""Notes pass, warnings and errors stay until they are read; progress can be stopped."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from medviewer.domain.study import Patient
from medviewer.gui.main_window import MainWindow
from medviewer.gui.notices import SHOWN
from medviewer.gui.status_bar import StatusBar
from medviewer.progress import Progress
from medviewer.words import message
from tests.gui.canvas.samples import ct_study, result

pytestmark = pytest.mark.gui

FULL = message("Test", "The disk is full. Free some space.")


def status_bar(window: MainWindow) -> StatusBar:
    bar = window.statusBar()
    assert isinstance(bar, StatusBar)
    return bar


def test_that_a_note_passes_in_the_status_bar(window: MainWindow) -> None:
    window.desk.session.messages.note(FULL)

    assert window.statusBar().currentMessage() == "The disk is full. Free some space."
    assert window.notices.isHidden()


def test_that_an_error_stays_until_dismissed(window: MainWindow) -> None:
    window.desk.session.messages.error(FULL)
    was_visible = window.notices.isVisible()

    QTest.mouseClick(window.notices.banners[0].close_button, Qt.MouseButton.LeftButton)

    assert was_visible
    assert window.notices.banners == []
    assert window.notices.isHidden()


def test_that_the_same_error_twice_is_one_notice(window: MainWindow) -> None:
    for _ in range(2):
        window.desk.session.messages.error(FULL)

    assert len(window.notices.banners) == 1


def test_that_many_notices_leave_room_for_the_image(window: MainWindow) -> None:
    for number in range(SHOWN + 2):
        window.desk.session.messages.warn(message("Test", "Warning {n}", n=number))

    shown = [banner.label.text() for banner in window.notices.banners if banner.isVisible()]

    assert shown == ["Warning 0", "Warning 1", "Warning 2"]


def test_that_a_notice_can_be_copied(window: MainWindow) -> None:
    window.desk.session.messages.error(FULL)

    QTest.mouseClick(window.notices.banners[0].copy_button, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == "The disk is full. Free some space."


def test_that_a_running_analysis_shows_its_stage_and_share(read_window: MainWindow) -> None:
    stage = message("Test", "Finding candidates")
    gauge = status_bar(read_window).analysis

    read_window.desk.session.analysis.update(waiting=1, progress=Progress(stage, 3, 4))

    assert gauge.isVisible()
    assert gauge.label.text() == "Finding candidates"
    assert gauge.bar.value() == 750  # of 1000
    read_window.actions_by_id.refresh()
    assert gauge.stop.isEnabled()


def test_that_a_running_registration_is_seen_until_it_ends(read_window: MainWindow) -> None:
    gauge, registering = status_bar(read_window).registering, read_window.desk.session.registering

    registering.update(is_running=True)
    at_first = gauge.bar.maximum()
    registering.update(progress=Progress(message("Registration", "Registering"), 1, 4))

    assert gauge.isVisible()
    assert at_first == 0  # Qt's sign for "busy"
    assert gauge.bar.value() == 250  # of 1000
    registering.update(is_running=False)
    assert gauge.isHidden()


def test_that_the_gauges_are_gone_when_nothing_runs(read_window: MainWindow) -> None:
    bar = status_bar(read_window)

    assert bar.analysis.isHidden()
    assert bar.scan.isHidden()
    assert bar.registering.isHidden()


def test_that_the_window_always_says_what_it_is_not(window: MainWindow) -> None:
    label = status_bar(window).intended_use

    assert label.isVisible()
    assert "Not a medical device" in label.text()


def test_that_a_reader_elsewhere_hears_that_an_analysis_is_done(read_window: MainWindow) -> None:
    session = read_window.desk.session
    other = dataclasses.replace(
        ct_study(), study_instance_uid="9.9", patient=Patient("2", "Other, Olaf")
    )
    session.library.update(studies=(ct_study(), other))
    answer = result()
    of_other = dataclasses.replace(
        answer, request=dataclasses.replace(answer.request, study_instance_uid="9.9")
    )

    session.analysis.result_added.emit(answer)
    of_shown = read_window.statusBar().currentMessage()
    session.analysis.result_added.emit(of_other)

    assert of_shown == ""
    assert read_window.statusBar().currentMessage() == "The analysis of Other, Olaf is done."


def test_that_a_stage_of_one_step_is_busy_until_the_next_counts(read_window: MainWindow) -> None:
    stage, analysis = message("Test", "Finding the lungs"), read_window.desk.session.analysis
    bar = status_bar(read_window).analysis.bar

    analysis.update(waiting=1, progress=Progress(stage, 0, 1))
    of_one_step = bar.maximum()
    analysis.update(progress=Progress(stage, 1, 4))

    assert of_one_step == 0  # Qt's sign for "busy"
    assert (bar.value(), bar.maximum()) == (250, 1000)
