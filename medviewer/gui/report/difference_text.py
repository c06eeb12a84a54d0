"""What differs between two texts, word by word, as HTML: struck out and underlined, never by colour alone."""

import difflib
import re
from html import escape

from medviewer.gui.theme import Colours

WORDS = re.compile(r"\s+|[\u2e80-\uffff]|[^\s\u2e80-\uffff]+")  # a Chinese character is a word
LONGEST = 20_000  # characters; beyond them the comparison takes noticeably long


def difference_html(before: str, now: str, colours: Colours) -> str:
    """The second text with what is gone of the first."""
    old, new = WORDS.findall(before[:LONGEST]), WORDS.findall(now[:LONGEST])
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    parts = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(_escaped(old[a:b]))
            continue
        if b > a:
            parts.append(f'<s style="color:{colours.red}">{_escaped(old[a:b])}</s>')
        if d > c:
            parts.append(f'<u style="color:{colours.green}">{_escaped(new[c:d])}</u>')
    return "".join(parts)


def _escaped(words: list[str]) -> str:
    return escape("".join(words)).replace("\n", "<br>")
