"""What the .deb and the AppImage put on a desktop: entry, type of file, page for `man`, icons."""

import argparse
import configparser
import runpy
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from medviewer.__main__ import VERBS, parser_for

ROOT = Path(__file__).parents[3]
LINUX = ROOT / "packaging" / "linux"


def test_that_the_desktop_offers_it_for_dicom_and_for_links() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign,assignment]  # names keep their case
    entry.read(LINUX / "medviewer.desktop", encoding="utf-8")

    desktop = entry["Desktop Entry"]

    assert desktop["MimeType"] == "application/dicom;x-scheme-handler/medviewer;"
    assert desktop["Exec"] == "medviewer %U"
    assert desktop["Icon"] == "medviewer"


def test_that_dicom_is_known_by_its_name_and_by_its_first_bytes() -> None:
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    root = ElementTree.parse(LINUX / "medviewer.xml").getroot()

    globs = {glob.get("pattern") for glob in root.findall(".//m:glob", names)}
    match = root.find(".//m:match", names)

    assert "*.dcm" in globs
    assert match is not None
    assert (match.get("offset"), match.get("value")) == ("128", "DICM")


@pytest.fixture(scope="module")
def page() -> str:
    written: str = "\n".join(runpy.run_path(str(ROOT / "packaging" / "man_page.py"))["page"]())
    return written


def test_that_the_page_for_man_has_every_verb_with_its_options(page: str) -> None:
    for verb in VERBS:
        assert f".SS {verb}\n" in page
    assert "\\-\\-bundle" in page
    assert "usage:" not in page


def test_that_the_page_for_man_has_what_a_verb_can_do(page: str) -> None:
    section = page.partition(".SS models import\n")[2].partition(".SS ")[0]

    assert section.startswith("Take in ONNX, weights, or a MONAI Bundle.\n")
    assert "\n\\-\\-card CARD\nits model card (TOML)" in section


def test_that_a_long_usage_goes_on_below_its_first_option(page: str) -> None:
    first, second = page.partition("medviewer analyze ")[2].split("\n")[:2]

    assert first.startswith("[\\-h]")
    assert second.startswith(" " * len("medviewer analyze ") + "[")


def test_that_every_option_of_every_verb_says_what_it_is_for() -> None:
    parsers = [parser_for(verb) for verb in VERBS]
    dumb = []

    while parsers:
        for action in parsers.pop()._actions:
            if isinstance(action, argparse._SubParsersAction):
                parsers += action.choices.values()
            elif not action.help:
                dumb.append(action.option_strings or action.dest)

    assert dumb == []


def test_that_icons_have_the_sizes_desktops_ask_for(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "packaging" / "icons.py", tmp_path], check=True)

    for size in (16, 32, 48, 256):
        with Image.open(tmp_path / f"hicolor/{size}x{size}/apps/medviewer.png") as icon:
            assert icon.size == (size, size)
            assert icon.getchannel("A").getextrema()[1] == 255  # something is drawn
    with Image.open(tmp_path / "medviewer.ico") as icon:
        assert (256, 256) in icon.info["sizes"]
