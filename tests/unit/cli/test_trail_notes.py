"""Runs of the command line stand in the trail; where it cannot be written, the run goes on."""

import pytest

from medviewer import paths
from medviewer.cli.audit import trail
from medviewer.cli.trail_notes import note
from medviewer.domain.study import Patient, Study
from medviewer.session.sharing.audit_events import export_event
from medviewer.settings import Settings, save

STUDY = Study("1.2", Patient("P-17", "Doe Jane"))


def test_that_a_run_is_noted_under_the_readers_name() -> None:
    save(Settings(reader="Dr. Li"), paths.settings_file())

    note([export_event(STUDY, ("pdf",), 1, verb="analyze")])

    (entry,) = trail().entries()
    assert (entry.kind, entry.reader, entry.study_instance_uid) == ("export", "Dr. Li", "1.2")
    assert entry.facts == {"kinds": "pdf", "files": 1, "verb": "analyze"}


def test_that_a_trail_that_cannot_be_written_stops_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths.audit_file().mkdir()

    note([export_event(STUDY, ("pdf",), 1)])

    assert "not in the audit trail" in capsys.readouterr().err
