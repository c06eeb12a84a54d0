"""Only embeddable TrueType fonts are taken, and nothing is raised where there are none."""

import struct
from pathlib import Path

import pytest

from medviewer.domain.typeface import FontFile
from medviewer.imaging.fonts import find_fonts, is_embeddable


def font_bytes(fs_type: int, outlines: bytes = b"glyf", start: int = 0) -> bytes:
    """A table directory with an OS/2 table behind it; enough for the licence bits to be read."""
    os2_at = start + 12 + 2 * 16
    directory = b"\x00\x01\x00\x00" + struct.pack(">HHHH", 2, 0, 0, 0)
    directory += struct.pack(">4sLLL", b"OS/2", 0, os2_at, 96)
    directory += struct.pack(">4sLLL", outlines, 0, os2_at + 96, 0)
    return directory + struct.pack(">HhHHH", 4, 500, 400, 5, fs_type) + bytes(86)


@pytest.mark.parametrize(
    ("fs_type", "expected"),
    [
        (0x0000, True),  # installable
        (0x0004, True),  # preview and print
        (0x0008, True),  # editable
        (0x0002, False),  # restricted licence
        (0x0104, False),  # may not be subsetted
        (0x0208, False),  # bitmaps only
    ],
)
def test_that_the_licence_bits_decide(tmp_path: Path, fs_type: int, expected: bool) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(font_bytes(fs_type))

    assert is_embeddable(FontFile(path)) is expected


def test_that_postscript_outlines_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.otf"
    path.write_bytes(font_bytes(0, outlines=b"CFF "))

    assert not is_embeddable(FontFile(path))


def test_that_a_font_in_a_collection_is_read_by_its_index(tmp_path: Path) -> None:
    header = b"ttcf" + struct.pack(">LLLL", 0x00010000, 2, 20, 20 + 140)
    first = font_bytes(0x0002, start=20)
    path = tmp_path / "a.ttc"
    path.write_bytes(header + first + font_bytes(0x0000, start=20 + len(first)))

    assert len(first) == 140
    assert not is_embeddable(FontFile(path, 0))
    assert is_embeddable(FontFile(path, 1))


@pytest.mark.parametrize("content", [b"", b"not a font", b"ttcf\x00"])
def test_that_a_broken_font_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(content)

    assert not is_embeddable(FontFile(path))


def test_that_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert not is_embeddable(FontFile(tmp_path / "gone.ttf"))


def test_that_the_next_candidate_is_taken_where_the_first_may_not_be_embedded(
    tmp_path: Path,
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "wqy-microhei.ttc").write_bytes(font_bytes(0x0002))
    allowed = tmp_path / "deep" / "DroidSansFallbackFull.ttf"
    allowed.write_bytes(font_bytes(0))

    assert find_fonts([tmp_path]).cjk == FontFile(allowed)


def test_that_without_fonts_the_notices_name_the_packages(tmp_path: Path) -> None:
    fonts = find_fonts([tmp_path, tmp_path / "missing"])

    assert (fonts.latin, fonts.bold, fonts.cjk) == (None, None, None)
    words = " ".join(map(str, fonts.notices))
    assert "fonts-dejavu-core" in words
    assert "fonts-wqy-microhei" in words
