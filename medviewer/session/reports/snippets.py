"""Phrases a reader writes often, by name: `.name` and Tab. Shipped ones, or the reader's own file."""

import logging
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medviewer import paths
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

FILE = "snippets.toml"
SHIPPED = "report_snippets.toml"
LARGEST_FILE_BYTES = 1 << 18
MOST_SNIPPETS = 500
LONGEST_TEXT = 5000
NAME = re.compile(r"[^\s.]{1,40}")
BEFORE_CURSOR = re.compile(r"(?:^|(?<=\s)|(?<=[，。；：、,;:]))\.([^\s.]{1,40})$")


@dataclass(frozen=True, slots=True)
class Snippet:
    """`language` is "" where it is on offer in every report."""

    name: str
    text: str
    language: str = ""


def snippets(folder: Path | None, language: str) -> tuple[Snippet, ...]:
    """Those on offer in a report of that language.

    Args:
        folder: the reader's settings; None for none.
    """
    own = folder / FILE if folder is not None else None
    file = own if own is not None and own.is_file() else paths.resources() / SHIPPED
    return tuple(s for s in _read(file) if s.language in ("", language))


def own_file(folder: Path) -> Path:
    """The reader's own file, made from the shipped one where there is none.

    Raises:
        OSError: the folder or the disk refused.
    """
    file = folder / FILE
    if not file.is_file():
        with whole_file(file, is_private=True) as temporary:
            temporary.write_bytes((paths.resources() / SHIPPED).read_bytes())
    return file


def typed_name(line: str) -> str:
    """The name a line ends with, as typed before the cursor: `.name`; "" where there is none."""
    found = BEFORE_CURSOR.search(line)
    return found[1] if found else ""


def find_snippet(found: tuple[Snippet, ...], name: str) -> Snippet | None:
    """By its name, or by the only one that begins so."""
    wanted = name.casefold()
    exact = [s for s in found if s.name.casefold() == wanted]
    beginning = [s for s in found if s.name.casefold().startswith(wanted)]
    if exact:
        return exact[0]
    return beginning[0] if len(beginning) == 1 else None


def _read(file: Path) -> tuple[Snippet, ...]:
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise ValueError("larger than any list of phrases")
        found = tomllib.loads(file.read_text(encoding="utf-8"))["snippet"][:MOST_SNIPPETS]
        read = (_snippet(each) for each in found)
        return tuple(snippet for snippet in read if snippet is not None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("The list of phrases was left out: %s", type(error).__name__)
        return ()


def _snippet(found: Any) -> Snippet | None:
    """None for an entry that is none: readers edit the file by hand."""
    if not isinstance(found, dict):
        return None
    name, text = found.get("name"), found.get("text")
    if not (isinstance(name, str) and NAME.fullmatch(name) and isinstance(text, str)):
        return None
    return Snippet(name, text[:LONGEST_TEXT], str(found.get("language", "")))
