"""Settings survive a round trip, and a damaged file costs nothing but itself."""

from pathlib import Path

import pytest

from medviewer import settings
from medviewer.settings import Settings


def test_that_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    mine = Settings(reader='王 "Li" \\ 小明', theme="dark", last_folder="C:\\scans\x7f\n😀")

    settings.save(mine, file)

    assert settings.load(file) == mine


def test_that_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == Settings()


@pytest.mark.parametrize(
    "text", ["theme = ", "theme = 3", 'theme = "pink"', 'colour = "red"', "\x00"]
)
def test_that_what_cannot_be_used_keeps_its_default(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)

    assert settings.load(file) == Settings()


def test_that_saving_leaves_no_other_file_behind(tmp_path: Path) -> None:
    settings.save(Settings(), tmp_path / "settings.toml")

    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
