"""Everything shipped is found, and everything written goes where the reader says."""

import stat
import tomllib
from pathlib import Path

import pytest

from medviewer import paths

ROOT = Path(__file__).parents[2]


def test_that_resources_are_those_of_the_checkout() -> None:
    assert paths.resources() == ROOT / "resources"


def test_that_a_wheel_takes_every_resource_along() -> None:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = described["tool"]["setuptools"]["data-files"]
    of_resources = {target for target in packed if "/resources" in target}

    shipped = {
        str(file.parent.relative_to(ROOT))
        for file in (ROOT / "resources").rglob("*")
        if file.is_file() and file.parent.name != "help"  # pictures of the README
    }

    assert {target.removeprefix("share/medviewer/") for target in of_resources} == shipped
    assert "CHANGELOG.md" in packed["share/medviewer"]


def test_that_one_variable_moves_everything_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path))

    written = (paths.settings_file().parent, paths.log_folder(), paths.data_folder())

    assert all(folder.is_relative_to(tmp_path) for folder in written)


def test_that_the_data_folder_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path))

    assert stat.S_IMODE(paths.data_folder().stat().st_mode) == 0o700


def test_that_resources_of_a_users_own_installation_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / ".local/lib/python3.11/site-packages/medviewer/paths.py"
    shipped = tmp_path / ".local/share/medviewer/resources"
    for folder in (module.parent, shipped):
        folder.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(module))

    assert paths.resources() == shipped


def test_that_a_frozen_program_starts_again_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", "/usr/lib/medviewer/medviewer")

    assert paths.program() == ("/usr/lib/medviewer/medviewer", ())


def test_that_an_installed_program_starts_again_as_a_module(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.executable", "/usr/bin/python3")

    assert paths.program() == ("/usr/bin/python3", ("-m", "medviewer"))
