"""Everything that leaves the program is told the trail, with whose it is and without where it went."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.audit import AuditEntry
from medviewer.domain.bundle import BundleKind
from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.study import Patient, Study
from medviewer.domain.study_ledger import LesionMatch, MatchMethod
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.bundle.bundle_order import BundleOutcome
from medviewer.session.bundle.exporting import ExportState
from medviewer.session.context.document_identity import contradictions
from medviewer.session.context.headings import NotesPart
from medviewer.session.context.intake import Offer
from medviewer.session.session import Session
from medviewer.session.sharing.audit_watch import AuditWatch
from medviewer.store.audit_trail import AuditTrail
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui
MATCH = LesionMatch(("new",), "2.25.7", MatchMethod.HAND)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    session.audit.use(tmp_path / "audit.sqlite3", tmp_path / "audit.anchor")
    AuditWatch(session)
    yield session
    session.shut_down()


@pytest.fixture
def opened(session: Session) -> Study:
    shown = study(series("1.1"))
    session.library.update(studies=(shown,))
    session.show(shown, shown.series[0].display_sets[0])
    return shown


def entries(session: Session, folder: Path, qtbot: QtBot) -> tuple[AuditEntry, ...]:
    qtbot.waitUntil(lambda: not session.audit.is_behind)
    return AuditTrail(folder / "audit.sqlite3", folder / "audit.anchor").all_entries()


def test_that_a_session_file_is_an_export_of_each_study_in_it(
    session: Session, opened: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    session.reading.write(impression="No change.")
    with qtbot.waitSignal(session.session_files.written):
        session.session_files.write(tmp_path / "Doe Jane.mvsession")

    [entry] = entries(session, tmp_path, qtbot)

    assert (entry.kind, entry.study_instance_uid) == ("export", opened.study_instance_uid)
    assert entry.facts["kinds"] == "session_file"
    assert "Doe" not in str(entry)


def test_that_pictures_are_an_export_of_their_study(
    session: Session, opened: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    session.pictures.written.emit(opened.series[0].display_sets[0].display_set_id)

    [entry] = entries(session, tmp_path, qtbot)

    assert (entry.facts["kinds"], entry.study_instance_uid) == (
        "pictures",
        opened.study_instance_uid,
    )


def test_that_a_match_that_comes_back_from_the_journal_is_told_once(
    session: Session, opened: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    ledger = session.longitudinal.ledger
    ledger.confirm({opened.key: (MATCH,)})
    kept = ledger.value.of(opened.key)
    session.library.update(studies=())
    session.library.update(studies=(opened,))
    ledger.bring_back(opened.key, kept)

    told = entries(session, tmp_path, qtbot)

    assert [entry.facts["decision"] for entry in told] == ["matched"]


def test_that_an_export_is_told_and_its_report_is_kept_for_the_next(
    session: Session, opened: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    sent = ObjectReference("1.2.3", "1.2.4", study_instance_uid=opened.study_instance_uid)
    outcome = BundleOutcome(tmp_path, (BundleKind.SR,), ("sr.dcm",))
    session.exporting.replace(ExportState(is_running=True, study=opened))

    session.exporting._on_finished(replace(outcome, report=sent))

    assert session.signing.value.of(opened.key).sent == sent
    [entry] = entries(session, tmp_path, qtbot)
    assert entry.facts["kinds"] == "sr"


def test_that_a_document_taken_over_against_its_patient_is_told_without_its_words(
    session: Session, opened: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    document = ClinicalDocument("Smith order.json", Patient("PAT-9", "Ann Smith"), "secret history")
    against = contradictions(document, replace(opened, patient=Patient("PAT-1", "Jane Doe")))
    offer = Offer(opened.key, document, against)

    session.clinical.intake.take(offer, frozenset(NotesPart), is_confirmed=True)

    [entry] = entries(session, tmp_path, qtbot)
    assert (entry.kind, entry.facts["contradictions"]) == ("decision", 2)
    assert not any(word in str(entry) for word in ("Smith", "secret", "order.json"))
