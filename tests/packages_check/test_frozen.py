"""The frozen folder runs on a file system without Python, and where nothing but its libraries is."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packages_check.built import BUILD, frozen_folder, package
from tests.packages_check.debian_root import DebianRoot
from tests.packages_check.started import started

pytestmark = pytest.mark.slow

MAY_BE_MISSING = ("libwayland-", "libcups.")  # Qt then takes X, and prints into files


@pytest.fixture(scope="module")
def frozen() -> Path:
    return frozen_folder()


@pytest.fixture(scope="module")
def root(frozen: Path, debian_without_python: DebianRoot, study: Path) -> DebianRoot:
    """A Debian without Python, with the frozen folder and a study in it."""
    folder = debian_without_python.folder
    shutil.copytree(frozen, folder / "opt/medviewer", symlinks=True)
    shutil.copytree(study, folder / "root/study")
    return debian_without_python


@pytest.mark.timeout(1800)
def test_that_there_is_no_python_where_it_is_started(root: DebianRoot) -> None:
    assert root.run("sh", "-c", "command -v python3 python").returncode != 0


@pytest.mark.timeout(600)
def test_that_every_library_finds_what_it_is_linked_with(root: DebianRoot) -> None:
    inside = "/opt/medviewer/_internal"

    told = root.run(
        *("find", inside, "-name", "*.so*", "-type", "f", "-exec", "ldd", "{}", "+"),
        LD_LIBRARY_PATH=inside,
    )

    lines = [line.split() for line in told.stdout.splitlines()]
    missing = {words[0] for words in lines if words[-2:] == ["not", "found"]}
    assert len(lines) > 100
    assert {name for name in missing if not name.startswith(MAY_BE_MISSING)} == set()


@pytest.mark.timeout(600)
def test_that_the_window_opens_a_study_without_python(root: DebianRoot) -> None:
    command = root.command(
        "/opt/medviewer/medviewer", "/root/study", DISPLAY="", QT_QPA_PLATFORM="xcb"
    )

    with started(command) as screen:
        screen.wait_for_window()
        screen.wait_for_image()

        if shutil.which("xdotool"):
            assert "MedViewer" in screen.titles()
        ended = root.run(
            *("timeout", "60", "/opt/medviewer/medviewer", "/root/study"),
            DISPLAY=screen.display,
            QT_QPA_PLATFORM="xcb",
        )
        assert ended.returncode == 0, "the second start did not hand over to the first"
        assert "An error nobody foresaw" not in log_of(root)


@pytest.mark.timeout(900)
def test_that_the_ai_answers_and_every_document_is_written_without_python(
    root: DebianRoot,
) -> None:
    ended = root.run(
        *("/opt/medviewer/medviewer", "analyze", "/root/study", "--out", "/root/out"),
        *("--bundle", "all"),
        QT_QPA_PLATFORM="offscreen",
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    written = root.folder / "root/out"
    findings = json.loads((written / "findings.json").read_text("utf-8"))
    assert any(result["findings"] for result in findings["results"])
    for name in ("report.pdf", "report.docx", "fhir.json", "objects"):
        assert (written / name).exists()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("verb", ["selftest", "models", "audit"])
def test_that_verbs_run_without_python(root: DebianRoot, verb: str) -> None:
    words = {"models": ["models", "verify"], "audit": ["audit", "verify"]}.get(verb, [verb])

    ended = root.run("/opt/medviewer/medviewer", *words, QT_QPA_PLATFORM="offscreen")

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.timeout(600)
def test_that_the_appdir_starts_by_what_an_appimage_starts() -> None:
    folder = BUILD / "MedViewer.AppDir"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there (make appimage)")

    ended = subprocess.run(
        [folder / "AppRun", "--version"], capture_output=True, text=True, check=False
    )

    assert ended.stdout.startswith("MedViewer ")


def test_that_an_appimage_shows_its_version() -> None:
    image = package("MedViewer-*.AppImage", "appimage")

    ended = subprocess.run(
        [image, "--appimage-extract-and-run", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stdout.startswith("MedViewer ")


def log_of(root: DebianRoot) -> str:
    logs = (root.folder / "root/.local/state/medviewer/log").glob("*.log")
    return "".join(log.read_text("utf-8") for log in logs)
