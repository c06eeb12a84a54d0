"""What the quota takes is not offered as if it were here."""

from pathlib import Path

import pytest

from medviewer import paths
from medviewer.session.hanging.whereabouts import Located
from medviewer.session.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path / "home"))
    return tmp_path


def told(session: Session, folder: Path) -> str:
    session.study_list.located.emit(1, Located((), 3, folder))
    return str(session.messages.history[-1].text)


def test_that_a_study_that_came_and_went_is_to_be_fetched_again(
    session: Session, home: Path
) -> None:
    said = told(session, paths.arrivals_folder() / "0f" / "1a")

    assert "Fetch it from the archive again" in said
    assert "drive" not in said


def test_that_a_study_from_a_stick_wants_its_drive(session: Session, home: Path) -> None:
    assert "Connect the drive" in told(session, home / "stick")


def test_that_the_list_of_studies_is_asked_anew_when_the_quota_took_some(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(session.study_list, "refresh", lambda: asked.append("refresh"))

    session.network.arrivals.removed.emit(())

    assert asked == ["refresh"]
