"""Finds the fonts that pictures and reports are set in: Latin, and Chinese/Japanese/Korean.

A font is taken only if its outlines are TrueType (reportlab embeds no others) and its licence bits
allow embedding a subset. Where none is found callers fall back to a bundled font and show the notice.
"""

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from medviewer.domain.typeface import FontFile, FontSet
from medviewer.words import Message, message

LATIN_NAMES = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "arial.ttf")
BOLD_NAMES = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "arialbd.ttf")
CJK_NAMES = (
    "wqy-microhei.ttc",  # Apache-2.0 or GPL-3 with font exception
    "DroidSansFallbackFull.ttf",  # Apache-2.0
    "NotoSansCJKsc-Regular.ttf",  # OFL-1.1, as are the next two; the usual .ttc has CFF outlines
    "NotoSansSC-Regular.ttf",
    "NotoSansSC[wght].ttf",
    "msyh.ttc",  # Windows; its licence bits decide
    "simhei.ttf",
    "Arial Unicode.ttf",  # macOS; its licence bits decide
)

# OS/2 fsType (OpenType specification): bits that forbid what a report needs.
RESTRICTED_LICENCE = 0x0002
NO_SUBSETTING = 0x0100
BITMAP_ONLY = 0x0200
FS_TYPE_OFFSET = 8  # in the OS/2 table


def find_fonts(folders: Sequence[Path] | None = None) -> FontSet:
    """Look for embeddable fonts in the system's font folders; never raises."""
    installed = _installed(system_folders() if folders is None else folders)
    latin = _first_usable(LATIN_NAMES, installed)
    cjk = _first_usable(CJK_NAMES, installed)
    return FontSet(latin, _first_usable(BOLD_NAMES, installed), cjk, _notices(latin, cjk))


def system_folders() -> tuple[Path, ...]:
    """Where Linux, macOS and Windows keep fonts; folders that do not exist are harmless."""
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    home = Path(os.path.expanduser("~"))
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
        windows,
    )


def is_embeddable(font: FontFile) -> bool:
    """Whether the outlines are TrueType and the licence bits allow embedding a subset."""
    try:
        with font.path.open("rb") as file:
            tables = _table_offsets(file.read(4096), font.index)
            if "glyf" not in tables or "OS/2" not in tables:
                return False
            file.seek(tables["OS/2"] + FS_TYPE_OFFSET)
            (fs_type,) = struct.unpack(">H", file.read(2))
    except (OSError, struct.error):
        return False
    return not fs_type & (RESTRICTED_LICENCE | NO_SUBSETTING | BITMAP_ONLY)


def _installed(folders: Iterable[Path]) -> dict[str, Path]:
    wanted = {*LATIN_NAMES, *BOLD_NAMES, *CJK_NAMES}
    found: dict[str, Path] = {}
    for path in _files(folders):
        if path.name in wanted:
            found.setdefault(path.name, path)
    return found


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        # os.walk skips what it may not read; Path.rglob raises.
        for place, _, names in os.walk(folder):
            yield from (Path(place) / name for name in names)


def _first_usable(names: Iterable[str], installed: dict[str, Path]) -> FontFile | None:
    candidates = (FontFile(installed[name]) for name in names if name in installed)
    return next((font for font in candidates if is_embeddable(font)), None)


def _table_offsets(head: bytes, index: int) -> dict[str, int]:
    """Tables of a font file, or of one font in a collection, by tag (OpenType: table directory)."""
    start = 0
    if head[:4] == b"ttcf":
        (start,) = struct.unpack_from(">L", head, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", head, start + 4)
    tables = {}
    for record in range(start + 12, start + 12 + 16 * count, 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", head, record)
        tables[tag.decode("latin-1")] = offset
    return tables


def _notices(latin: FontFile | None, cjk: FontFile | None) -> tuple[Message, ...]:
    notices = []
    if latin is None:
        notices.append(
            message(
                "Fonts",
                "The report's font was not found; a plainer one is used. Install fonts-dejavu-core.",
            )
        )
    if cjk is None:
        notices.append(
            message(
                "Fonts",
                "No font for Chinese, Japanese and Korean was found; such letters show as empty boxes in "
                "reports. Install fonts-wqy-microhei (Debian, Ubuntu) or fonts-droid-fallback.",
            )
        )
    return tuple(notices)
