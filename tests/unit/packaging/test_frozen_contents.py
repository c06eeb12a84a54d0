"""What goes into a frozen build: all that is loaded by a name, nothing under the GPL, no system libraries."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
contents = runpy.run_path(str(ROOT / "packaging" / "frozen" / "contents.py"))
finish = runpy.run_path(str(ROOT / "packaging" / "frozen" / "finish.py"))

# The module of a codec is not always named after the function.
MODULES = {"dicomrle": "imcd"}


def test_that_every_codec_in_use_comes_along() -> None:
    code = "".join(file.read_text("utf-8") for file in (ROOT / "medviewer").rglob("*.py"))

    used = set(re.findall(r"imagecodecs\.(\w+?)_(?:de|en)code", code))

    assert {f"imagecodecs._{MODULES.get(codec, codec)}" for codec in used} <= set(
        contents["HIDDEN"]
    )


@pytest.mark.parametrize(
    ("place", "origin"),
    [
        ("numpy/_core/_multiarray_umath.so", "/usr/lib/python3/dist-packages/numpy/_core/_m.so"),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3"),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0"),
        ("lib-dynload/_bz2.so", "/usr/lib/python3.11/lib-dynload/_bz2.so"),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", "/venv/qtbase_zh_CN.qm"),
        ("torch/lib/libtorch_cpu.so", "/venv/torch/lib/libtorch_cpu.so"),
    ],
)
def test_that_what_the_program_needs_is_shipped(place: str, origin: str) -> None:
    assert contents["is_shipped"](place, origin)


@pytest.mark.parametrize(
    ("place", "origin"),
    [
        ("libreadline.so.8", "/lib/x86_64-linux-gnu/libreadline.so.8"),
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"),
        ("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0"),
        ("PySide6/Qt/translations/qtbase_de.qm", "/venv/qtbase_de.qm"),
        ("torch/test/cpp/test_api", "/venv/torch/test/cpp/test_api"),
        ("medviewer-0.1.0.dist-info/direct_url.json", "/venv/direct_url.json"),
    ],
)
def test_that_what_only_the_build_machine_needs_stays_there(place: str, origin: str) -> None:
    assert not contents["is_shipped"](place, origin)


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "GNU GPL 2",
    ],
)
def test_that_a_package_under_the_gpl_is_refused(tmp_path: Path, licence: str) -> None:
    described = tmp_path / "evil-1.0.dist-info" / "METADATA"
    described.parent.mkdir()
    described.write_text(f"Metadata-Version: 2.4\nName: evil\nLicense-Expression: {licence}\n")

    assert finish["forbidden_packages"](tmp_path) == [
        f"evil-1.0.dist-info may not be shipped: {licence}"
    ]


@pytest.mark.parametrize(
    "licence",
    ["MIT", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "Apache-2.0", "BSD-3-Clause AND MIT"],
)
def test_that_a_licence_that_asks_nothing_of_us_is_shipped(tmp_path: Path, licence: str) -> None:
    described = tmp_path / "good-1.0.dist-info" / "METADATA"
    described.parent.mkdir()
    described.write_text(f"Metadata-Version: 2.4\nName: good\nLicense-Expression: {licence}\n")

    assert finish["forbidden_packages"](tmp_path) == []


def test_that_a_library_under_the_gpl_is_refused(tmp_path: Path) -> None:
    (tmp_path / "libreadline.so.8").touch()

    assert finish["forbidden_libraries"](tmp_path) == [
        "libreadline.so.8 may not be shipped: it is under the GPL"
    ]


def test_that_nothing_of_ours_misses_what_is_left_out() -> None:
    rehearsal = ROOT / "packaging" / "frozen" / "rehearsal.py"

    ended = subprocess.run([sys.executable, rehearsal], capture_output=True, text=True, check=False)

    assert (ended.stdout, ended.returncode) == ("", 0), ended.stderr
