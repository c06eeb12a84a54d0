"""Which font files pictures and reports are set in, and which letters need which of them."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from medviewer.domain.writing_direction import JOINED_SHAPES, in_visual_order
from medviewer.words import Message

FIRST_CJK_LETTER = 0x2E80  # CJK Radicals Supplement; kana, ideographs and Hangul all lie above


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font on this computer; `index` is its place in a collection (.ttc)."""

    path: Path
    index: int = 0


@dataclass(frozen=True, slots=True)
class FontSet:
    """Fonts that may be embedded. None stands for a bundled one; `notices` say what is missing."""

    latin: FontFile | None = None
    bold: FontFile | None = None
    cjk: FontFile | None = None
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one font can set."""

    text: str
    is_cjk: bool


def script_runs(text: str) -> tuple[Run, ...]:
    """Split text where it changes between Chinese, Japanese or Korean and everything else.

    The runs are drawn one after the other from the left, whatever direction they are read in.
    """
    runs = groupby(in_visual_order(text), key=_is_cjk)
    return tuple(Run("".join(letters), is_cjk) for is_cjk, letters in runs)


def _is_cjk(letter: str) -> bool:
    return ord(letter) >= FIRST_CJK_LETTER and letter not in JOINED_SHAPES
