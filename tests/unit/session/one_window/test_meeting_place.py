"""Where windows of one user meet, and where they had better not."""

import stat
from pathlib import Path

import pytest

from medviewer.session.one_window.meeting_place import meeting_place


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("r")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_that_the_place_is_closed_to_other_users(runtime: Path) -> None:
    place = meeting_place()

    assert place is not None
    assert Path(place.address).parent == runtime / "medviewer"
    assert stat.S_IMODE((runtime / "medviewer").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["MEDVIEWER_HOME", "DISPLAY", "WAYLAND_DISPLAY"])
def test_that_another_home_or_screen_is_another_place(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    here = meeting_place()
    monkeypatch.setenv(name, "/elsewhere")

    assert here is not None
    there = meeting_place()
    assert there is not None
    assert there.address != here.address


def test_that_the_current_folder_makes_no_difference(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MEDVIEWER_HOME")
    here = meeting_place()
    monkeypatch.chdir(tmp_path)

    assert here == meeting_place()


def test_that_a_folder_that_others_may_enter_is_not_used(runtime: Path) -> None:
    (runtime / "medviewer").mkdir(mode=0o755)
    (runtime / "medviewer").chmod(0o755)

    assert meeting_place() is None


def test_that_a_link_to_a_folder_is_not_used(runtime: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (runtime / "medviewer").symlink_to(tmp_path)

    assert meeting_place() is None


def test_that_a_path_too_long_for_a_socket_is_not_used(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = runtime / ("d" * 120)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))

    assert meeting_place() is None
