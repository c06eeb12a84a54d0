"""What is new is told once, after an update."""

from pathlib import Path

import pytest

from medviewer import __version__, paths
from medviewer.session.preferences import Preferences
from medviewer.session.support.update_notes import UpdateNotes
from medviewer.settings import Settings

LOG = f"# Changes\n\n## {__version__} — unreleased\n- New.\n\n## 0.0.1 — 2026-01-01\n- Old.\n"


@pytest.fixture(autouse=True)
def change_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "CHANGELOG.md"
    file.write_text(LOG, encoding="utf-8")
    monkeypatch.setattr(paths, "change_log", lambda: file)
    return file


def notes(last_version: str) -> UpdateNotes:
    return UpdateNotes(Preferences(Settings(last_version=last_version), file=None))


def test_that_a_first_start_tells_nothing_and_is_remembered() -> None:
    told = notes("")

    assert told.take_news() == ()
    assert told.take_news() == ()


def test_that_after_an_update_the_new_version_is_told_once() -> None:
    told = notes("0.0.1")

    assert [each.version for each in told.take_news()] == [__version__]
    assert told.take_news() == ()


def test_that_a_change_log_that_is_missing_is_no_news(change_log: Path) -> None:
    change_log.unlink()

    assert notes("0.0.1").take_news() == ()


def test_that_the_change_log_that_is_shipped_names_the_version_that_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()

    assert notes("").all[0].version == __version__
