"""A reading comes back from the reports it was exported to: same places, sizes, decisions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.dicom.derived.measurement_reports import proposals_report, reader_report
from medviewer.dicom.derived.workbench import Workbench
from medviewer.dicom.objects.structured_report import read_report
from medviewer.domain.coding import CodeDecision
from medviewer.domain.finding import Finding, SliceOutline
from medviewer.domain.image_mark import MarkSet
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.study import Study
from medviewer.domain.tracking import Tracking
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.objects.objects import objects_of
from medviewer.session.objects.taking_over import TakingOver
from medviewer.session.session import Session
from tests.gui.canvas.samples import result
from tests.phantoms.codes import LONG_MEANING, NODULE, report_code
from tests.phantoms.recorded_readings import WEIGHTS, a_reading, opened
from tests.phantoms.series import write_ct
from tests.unit.jobs.worker_handlers import build_counter

pytestmark = pytest.mark.gui
CARD = replace(result().card, model_id="chest_ct_nodules", version="2.0", weights_sha256=WEIGHTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_ct(tmp_path / "ct", (8, 32, 32))
    return tmp_path / "ct"


@pytest.fixture
def reading(folder: Path) -> ReadingRecord:
    return a_reading(opened(folder), is_outlined=False)


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(build_counter), (CARD,))
    yield session
    session.shut_down()


def exported(reading: ReadingRecord, folder: Path) -> Study:
    """The study with its reports beside the images, as a wiped program opens it."""
    bench = Workbench(reading)
    proposals = proposals_report(bench)
    assert proposals is not None
    for name, dataset in (("report", reader_report(bench)), ("proposals", proposals)):
        dataset.save_as(folder / f"{name}.dcm", enforce_file_format=True)
    return opened(folder)


def take_over(session: Session, study: Study, qtbot: QtBot) -> None:
    session.library.update(studies=(study,))
    said = len(session.messages.history)
    TakingOver(session, study.key).start()
    qtbot.waitUntil(lambda: len(session.messages.history) > said)


def place(finding: Finding) -> tuple[object, ...]:
    return (
        finding.box_voxel,
        finding.center_voxel,
        finding.diameter_mm,
        finding.short_axis_mm,
        finding.label,
        str(finding.site),
        finding.provenance.model_id,
        finding.provenance.weights_sha256,
    )


def test_that_findings_come_back_where_they_were_with_their_decisions(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    take_over(session, exported(reading, folder), qtbot)

    state = session.reading.of_study(reading.study.key)
    back = {finding.finding_id: finding for finding in state.findings}
    for each in reading.findings:
        found = back[each.proposed.finding_id]
        review = state.review_of(found.finding_id)
        assert place(found) == place(each.proposed)
        assert place(review.as_read(found)) == place(each.finding)
        assert (review.state, review.reason) == (each.review.state, each.review.reason)
        if not found.provenance.is_by_reader:
            assert found.confidence == pytest.approx(each.proposed.confidence)
        assert found.center_lps_mm == pytest.approx(each.proposed.center_lps_mm, abs=1e-3)


def test_that_a_reports_marks_make_way_for_the_readers_own(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    study = exported(reading, folder)
    marks = session.objects.marks
    for each in (*objects_of(study), replace(objects_of(study)[0], sop_instance_uid="1.2.3")):
        marks.put(MarkSet(each.sop_instance_uid, study.key))

    take_over(session, study, qtbot)

    assert [each.object_uid for each in marks.value.sets] == ["1.2.3"]


def test_that_drawings_come_back_with_their_points_and_words(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    take_over(session, exported(reading, folder), qtbot)

    back = session.annotations.value.of(reading.study.key)
    for each in reading.measurements:
        found = back.find(each.measurement.measurement_id)
        assert found is not None
        assert (found.kind, found.label) == (each.measurement.kind, each.measurement.label)
        assert found.image == each.measurement.image
        np.testing.assert_allclose(found.points, each.measurement.points, atol=1e-3)


def test_that_all_of_it_is_undone_in_one_step_and_done_again(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    study = exported(reading, folder)
    take_over(session, study, qtbot)

    session.history.undo()

    empty = session.reading.of_study(study.key)
    assert (empty.findings, empty.reviews) == ((), ())
    assert session.annotations.value.of(study.key).is_empty
    session.history.redo()
    again = session.reading.of_study(study.key)
    assert len(again.findings) == len(reading.findings)


def test_that_taking_over_twice_changes_nothing(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    study = exported(reading, folder)
    take_over(session, study, qtbot)
    before = session.reading.of_study(study.key)

    take_over(session, study, qtbot)

    assert session.reading.of_study(study.key) == before
    session.history.undo()
    assert not session.history.can_undo


def test_that_an_outline_comes_back_on_its_slices(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    first = reading.findings[1]
    triangle = ((4.0, 3.0), (4.0, 6.0), (5.0, 5.0))
    lines = tuple(SliceOutline(index, triangle) for index in (2, 3))
    drawn = replace(first.proposed, outlines=lines)
    one = replace(first, proposed=drawn, finding=drawn)

    take_over(session, exported(replace(reading, findings=(one,)), folder), qtbot)

    [back] = session.reading.of_study(reading.study.key).findings
    assert [outline.slice_index for outline in back.outlines] == [2, 3]
    np.testing.assert_allclose(back.outlines[0].points, triangle, atol=1e-3)


def test_that_a_model_that_is_not_installed_is_told(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    other = replace(
        reading.findings[0].proposed,
        provenance=replace(reading.findings[0].proposed.provenance, model_version="9.9"),
    )
    one = replace(reading.findings[0], proposed=other, finding=other)

    take_over(session, exported(replace(reading, findings=(one,)), folder), qtbot)

    assert session.reading.of_study(reading.study.key).findings == ()
    assert "1 of its findings" in str(session.messages.history[-1].text)


def test_that_only_reports_of_our_own_offer_it(
    reading: ReadingRecord, folder: Path, shared_data: Path
) -> None:
    exported(reading, folder)

    assert read_report(folder / "report.dcm").is_own
    assert not read_report(shared_data / "dicom/sr_seg/highdicom/sr_document.dcm").is_own


def test_that_lesions_matched_to_earlier_ones_keep_their_tracking_uids(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    first, *others = reading.measurements
    matched = replace(first, tracking_uid="2.25.777")
    whole = replace(reading, measurements=(matched, *others))
    study = exported(whole, folder)

    take_over(session, study, qtbot)

    item = first.measurement.measurement_id
    ledger = session.longitudinal.ledger
    assert ledger.trackings_of(study.key) == (Tracking(item, "2.25.777"),)
    session.history.undo()
    assert ledger.trackings_of(study.key) == ()


def test_that_accepted_codes_come_back_and_what_was_decided_since_stays(
    session: Session, reading: ReadingRecord, folder: Path, qtbot: QtBot
) -> None:
    study = exported(reading, folder)
    session.library.update(studies=(study,))
    session.clinical.codes.propose(study.key, (report_code(LONG_MEANING),))
    key = (LONG_MEANING.scheme, LONG_MEANING.value)
    session.clinical.codes.decide(study.key, key, CodeDecision.REJECTED)

    take_over(session, study, qtbot)
    found = [(c.code, c.decision) for c in session.clinical.codes.value.of(study.key)]
    session.history.undo()

    assert found == [(LONG_MEANING, CodeDecision.REJECTED), (NODULE, CodeDecision.ACCEPTED)]
    assert [c.code for c in session.clinical.codes.value.of(study.key)] == [LONG_MEANING]
