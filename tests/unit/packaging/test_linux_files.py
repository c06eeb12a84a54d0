"""What the .deb and the AppImage put on a desktop: entry, type of file, page for `man`, icons."""

import configparser
import runpy
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from medviewer.__main__ import VERBS

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


def test_that_the_page_for_man_has_every_verb_with_its_options() -> None:
    page = "\n".join(runpy.run_path(str(ROOT / "packaging" / "man_page.py"))["page"]())

    for verb in VERBS:
        assert f".SS {verb}\n" in page
    assert "\\-\\-bundle" in page
    assert "usage:" not in page


def test_that_icons_have_the_sizes_desktops_ask_for(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "packaging" / "icons.py", tmp_path], check=True)

    for size in (16, 32, 48, 256):
        with Image.open(tmp_path / f"hicolor/{size}x{size}/apps/medviewer.png") as icon:
            assert icon.size == (size, size)
            assert icon.getchannel("A").getextrema()[1] == 255  # something is drawn
    with Image.open(tmp_path / "medviewer.ico") as icon:
        assert (256, 256) in icon.info["sizes"]
