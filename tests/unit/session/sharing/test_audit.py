"""The session's pen: off the GUI thread, patient with a trail that cannot be written, told once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.audit import AuditEvent, AuditFilter, AuditKind
from medviewer.jobs.runner import JobRunner
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.session.sharing.audit import Audit
from medviewer.settings import Settings
from medviewer.store.audit_trail import AuditTrail

pytestmark = pytest.mark.gui


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def audit(runner: JobRunner, messages: Messages) -> Audit:
    return Audit(runner, Preferences(Settings(), file=None), messages)


def trail_of(folder: Path) -> AuditTrail:
    return AuditTrail(folder / "audit.sqlite3", folder / "audit.anchor")


def use(audit: Audit, folder: Path) -> None:
    trail = trail_of(folder)
    audit.use(trail.file, trail.anchor_file)


def event(subject: str) -> AuditEvent:
    return AuditEvent(AuditKind.DECISION, "1.2", subject=subject)


def test_that_events_are_written_in_their_order(audit: Audit, tmp_path: Path, qtbot: QtBot) -> None:
    use(audit, tmp_path)

    for number in range(5):
        audit.note(event(str(number)))
    qtbot.waitUntil(lambda: not audit.is_behind)

    entries = trail_of(tmp_path).all_entries()
    assert [entry.subject for entry in entries] == ["0", "1", "2", "3", "4"]
    assert all(entry.happened_at.endswith("+00:00") for entry in entries)


def test_that_nothing_waits_where_no_trail_is_kept(audit: Audit) -> None:
    audit.note(event("1"))

    assert not audit.is_behind


def test_that_a_trail_that_cannot_be_written_is_told_once_and_loses_nothing(
    audit: Audit, messages: Messages, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "gone"
    use(audit, folder)
    for subject in ("1", "2"):
        with qtbot.waitSignal(audit.changed):
            audit.note(event(subject))
    was_behind, problem = audit.is_behind, audit.problem

    folder.mkdir()
    audit.note(event("3"))
    qtbot.waitUntil(lambda: not audit.is_behind)

    assert len(messages.history) == 1
    assert (was_behind, problem is not None, audit.problem) == (True, True, None)
    assert [e.subject for e in trail_of(folder).all_entries()] == ["1", "2", "3"]


def test_that_what_waits_is_written_when_the_program_ends(
    audit: Audit, runner: JobRunner, tmp_path: Path
) -> None:
    use(audit, tmp_path)
    audit.note(event("1"))
    audit.note(event("2"))
    runner.shut_down()

    audit.write_rest()

    assert {e.subject for e in trail_of(tmp_path).all_entries()} == {"1", "2"}


def test_that_the_computers_user_is_named_only_where_asked(
    runner: JobRunner,
    messages: Messages,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    preferences = Preferences(Settings(), file=None)
    audit = Audit(runner, preferences, messages)
    use(audit, tmp_path)

    audit.note(event("1"))
    qtbot.waitUntil(lambda: not audit.is_behind)
    preferences.update(audit_user="on")
    audit.note(event("2"))
    qtbot.waitUntil(lambda: not audit.is_behind)

    assert [e.os_user for e in trail_of(tmp_path).all_entries()] == ["", "kim"]


def test_that_questions_are_answered_by_signals(audit: Audit, tmp_path: Path, qtbot: QtBot) -> None:
    use(audit, tmp_path)
    audit.note(event("1"))

    with qtbot.waitSignal(audit.listed) as listed:
        audit.list_entries(AuditFilter())
    with qtbot.waitSignal(audit.checked) as checked:
        audit.check()

    assert [entry.subject for entry in listed.args[0]] == ["1"]
    assert checked.args[0].is_whole


def test_that_a_table_is_written_with_formulas_as_text(
    audit: Audit, tmp_path: Path, qtbot: QtBot
) -> None:
    use(audit, tmp_path)
    audit.note(AuditEvent(AuditKind.EXPORT, reader="=1+1"))

    with qtbot.waitSignal(audit.exported):
        audit.export(AuditFilter(), tmp_path / "trail.csv")

    lines = (tmp_path / "trail.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("number,happened_at_utc,kind,reader")
    assert lines[1].split(",")[3] == "'=1+1"
