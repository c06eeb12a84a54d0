"""The wheel and the source distribution: whole, and installed as pip and pipx do it."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.packages_check.built import BUILD, CHECKOUT, package

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed() -> Path:
    """The bin folder of a fresh environment with the wheel in it; kept for `make bench ONLY=packages`."""
    wheel = package("medviewer-*.whl", "wheel")
    folder = BUILD / "venv-wheel"
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    pinned = ["-c", str(CHECKOUT / "packaging/constraints.txt")]
    subprocess.run([*pip, *pinned, "torch"], check=True)
    subprocess.run([*pip, *pinned, str(wheel)], check=True)
    return folder / "bin"


@pytest.mark.timeout(1800)
def test_that_the_demo_runs_from_a_wheel(installed: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [installed / "medviewer", "demo", "--headless", "--out", tmp_path],
        cwd=tmp_path,
        env={**clean_environment(), "MEDVIEWER_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert (tmp_path / "report/report.pdf").is_file()


@pytest.mark.timeout(1800)
def test_that_pipx_installs_the_wheel(tmp_path: Path) -> None:
    wheel = package("medviewer-*.whl", "wheel")
    pipx = shutil.which("pipx")
    if pipx is None:
        pytest.skip("pipx is not installed (apt-get install pipx)")
    places = {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    constraints = f"-c {CHECKOUT / 'packaging/constraints.txt'}"

    subprocess.run(
        [pipx, "install", "--python", sys.executable, "--pip-args", constraints, wheel],
        env={**clean_environment(), **places},
        check=True,
    )
    shown = subprocess.run(
        [tmp_path / "bin/medviewer", "models", "list"],
        cwd=tmp_path,
        env={**clean_environment(), "MEDVIEWER_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "chest_ct_nodules" in shown.stdout


def test_that_the_source_distribution_has_all_that_a_checkout_has() -> None:
    sources = package("medviewer-*.tar.gz", "sdist")

    with tarfile.open(sources) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"Makefile", "README.md", "pyproject.toml", "packaging/setup.sh"} <= names
    assert {"tests/conftest.py", "resources/icons/medviewer.svg"} <= names


def test_that_the_wheel_has_the_models_and_nothing_of_the_tests() -> None:
    with zipfile.ZipFile(package("medviewer-*.whl", "wheel")) as archive:
        names = archive.namelist()

    assert any(name.endswith("models/chest_ct_nodules/weights.safetensors") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]


def clean_environment() -> dict[str, str]:
    """Ours without what points back into the checkout."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
