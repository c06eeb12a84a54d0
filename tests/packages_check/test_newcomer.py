"""A newcomer's path: a fresh Debian, `apt install ./medviewer.deb`, open a study, analyse, export."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packages_check.built import package
from tests.packages_check.debian_root import DebianRoot
from tests.packages_check.started import started

pytestmark = pytest.mark.slow


@pytest.fixture
def deb() -> Path:
    return package("medviewer_*.deb", "deb")


@pytest.mark.timeout(3000)
def test_that_a_newcomer_gets_from_the_package_to_a_report(
    deb: Path, debian: DebianRoot, study: Path
) -> None:
    shutil.copy(deb, debian.folder / "root/medviewer.deb")
    shutil.copytree(study, debian.folder / "root/study")

    debian.install("/root/medviewer.deb")

    version = debian.run("medviewer", "--version")
    assert version.stdout.startswith("MedViewer "), version.stderr
    offered = debian.run(
        "grep", "-r", "medviewer.desktop", "/usr/share/applications/mimeinfo.cache"
    )
    assert "application/dicom" in offered.stdout
    assert "x-scheme-handler/medviewer" in offered.stdout
    entry = debian.run("desktop-file-validate", "/usr/share/applications/medviewer.desktop")
    assert (entry.returncode, entry.stdout) == (0, "")
    with started(debian.command("medviewer", "/root/study", DISPLAY="")) as screen:
        screen.wait_for_window()
        screen.wait_for_image()
    ended = debian.run(
        *("medviewer", "analyze", "/root/study", "--out", "/root/out", "--bundle", "all"),
        QT_QPA_PLATFORM="offscreen",
    )
    assert ended.returncode == 0, ended.stderr
    results = json.loads((debian.folder / "root/out/findings.json").read_text("utf-8"))["results"]
    assert any(result["findings"] for result in results)
    assert (debian.folder / "root/out/report.pdf").read_bytes().startswith(b"%PDF")
    removed = debian.run("apt-get", "remove", "-y", "-qq", "medviewer")
    assert removed.returncode == 0, removed.stderr
    assert not (debian.folder / "usr/lib/medviewer").exists()


@pytest.mark.timeout(1800)
def test_that_lintian_finds_no_error_in_what_is_ours(deb: Path) -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not installed (apt-get install lintian)")

    told = subprocess.run(
        ["lintian", "--allow-root", "--tag-display-limit", "0", deb],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode in (0, 2), told.stderr  # 2: it found something, anybody's
    errors = [
        line
        for line in told.stdout.splitlines()
        if line.startswith("E:") and "usr/lib/medviewer/_internal/" not in line  # others' files
    ]
    assert errors == []
