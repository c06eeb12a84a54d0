"""Objects of a study, opened from the list of studies."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from medviewer.domain.dicom_object import DicomObject
from medviewer.gui.documents.key_objects_window import KeyObjectsWindow
from medviewer.gui.documents.paged_window import PagedWindow
from medviewer.gui.documents.report_window import ReportWindow
from medviewer.gui.documents.waveform_window import WaveformWindow
from medviewer.gui.main_window import MainWindow
from medviewer.imaging.ecg_paper import CHEST_ORDER
from tests.gui.canvas.samples import ct_study
from tests.phantoms.documents import encapsulated, pdf
from tests.phantoms.reports import coded, content, image, report, write_object
from tests.phantoms.waveforms import channel, multiplex_group, recording


def folder_of_one_report(folder: Path) -> Path:
    text = content("TEXT", coded("121071", "DCM", "Finding"), TextValue="No nodule was seen")
    write_object(folder / "sr.dcm", report(text))
    return folder


def test_that_a_folder_of_nothing_but_a_report_opens_and_shows_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])

    qtbot.waitUntil(lambda: bool(window.documents.windows))
    [shown] = window.documents.windows.values()
    assert isinstance(shown, ReportWindow)
    assert "No nodule was seen" in shown.page.toPlainText()
    assert window.browser.tree.topLevelItemCount() == 1


def test_that_a_closed_report_opens_again_by_a_double_click(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    next(iter(window.documents.windows.values())).close()
    qtbot.waitUntil(lambda: not window.documents.windows)

    study_row = window.browser.tree.topLevelItem(0)
    assert study_row is not None
    window.browser.tree.itemDoubleClicked.emit(study_row.child(0), 0)

    qtbot.waitUntil(lambda: bool(window.documents.windows))


def test_that_closing_the_study_closes_its_report(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])
    qtbot.waitUntil(lambda: bool(window.documents.windows))

    session = window.desk.session
    session.close_studies(frozenset(study.key for study in session.library.value.studies))

    qtbot.waitUntil(lambda: not window.documents.windows)


def test_that_key_images_that_are_open_can_be_marked_in_one_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    study = ct_study()
    frames = study.series[0].display_sets[0].frames
    uids = [frames[place].instance.sop_instance_uid for place in (2, 5)]
    picked = report(*map(image, uids), sop_class="1.2.840.10008.5.1.4.1.1.88.59")
    path = write_object(tmp_path / "ko.dcm", picked)
    listed = DicomObject(path, str(picked.SOPInstanceUID), str(picked.SOPClassUID), "", "KO")
    series = replace(study.series[0], objects=(listed,))
    session = window.desk.session
    session.library.update(studies=(replace(study, series=(series,)),))

    session.objects.open(study.key, listed.sop_instance_uid)
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    [shown] = window.documents.windows.values()
    assert isinstance(shown, KeyObjectsWindow)
    shown.mark_all.click()

    marks = session.annotations.value.of(study.key).key_marks
    assert [mark.sop_instance_uid for mark in marks] == uids
    session.history.undo()
    assert session.annotations.value.of(study.key).key_marks == ()


def test_that_a_recording_is_drawn_and_measured_between_its_cursors(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    samples = np.zeros((5000, 2), np.int16)
    path = tmp_path / "ecg.dcm"
    write_object(path, recording(multiplex_group(samples, [channel("Lead I"), channel("Lead II")])))
    window.open_places([path])

    qtbot.waitUntil(lambda: bool(window.documents.windows))

    [shown] = window.documents.windows.values()
    assert isinstance(shown, WaveformWindow)
    shown.canvas.put_cursors(25.0, 50.0)  # 25 mm are a second
    assert shown.told.text().startswith("Δ 1000 ms · 60/min")


def test_that_pages_are_turned_and_not_beyond_the_last(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([encapsulated(tmp_path / "doc.dcm", pdf("one", "two"))])
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    [shown] = window.documents.windows.values()
    assert isinstance(shown, PagedWindow)

    shown.turn_on()
    shown.turn_on()

    qtbot.waitUntil(lambda: shown.page is not None and shown.page.words.strip() == "two")
    assert shown.place.text() == "Page 2 of 2"


def test_that_a_report_on_paper_says_whose_it_is_and_that_nobody_verified_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    [shown] = window.documents.windows.values()
    assert isinstance(shown, ReportWindow)

    paper = shown.printed().toPlainText()

    assert paper.startswith("Phantom, Report")
    assert "Nobody has verified this report." in paper
    assert "No nodule was seen" in paper


def test_that_twelve_leads_can_be_laid_out_three_by_four(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    leads = [channel(f"Lead {name}") for name in CHEST_ORDER]
    path = tmp_path / "ecg.dcm"
    write_object(path, recording(multiplex_group(np.zeros((5000, 12), np.int16), leads)))
    window.open_places([path])
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    [shown] = window.documents.windows.values()
    assert isinstance(shown, WaveformWindow)

    shown.layouts.setCurrentIndex(1)

    assert len(shown.canvas.strips) == 13  # lead II in full below


def test_that_each_of_several_objects_of_a_series_has_a_row_that_opens_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in (1, 2):
        words = content("TEXT", coded("121071", "DCM", "Finding"), TextValue=f"Report {number}")
        dataset = report(words)
        dataset.SOPInstanceUID, dataset.InstanceNumber = f"1.2.3.{number}", number
        write_object(tmp_path / f"{number}.dcm", dataset)
    window.open_places([tmp_path])
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    tree = window.browser.tree
    study_row = tree.topLevelItem(0)
    assert study_row is not None
    series_row = study_row.child(0)
    assert series_row is not None

    tree.itemDoubleClicked.emit(series_row.child(1), 0)

    qtbot.waitUntil(lambda: len(window.documents.windows) == 2)
    texts = {
        shown.page.toPlainText().count("Report 2")
        for shown in window.documents.windows.values()
        if isinstance(shown, ReportWindow)
    }
    assert texts == {0, 1}
    assert series_row.childCount() == 2
