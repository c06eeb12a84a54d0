"""Clean Descriptors (PS3.15 E.3.5): of a description only words stay that describe images and name nobody.

Kept are the words of `resources/confidentiality/safe_words.txt` and small technical numbers: "T1", "B60s",
"1.5", "3D"; four digits in a row may be a year and go.
"""

import re
from pathlib import Path

from medviewer import paths

FILE = Path("confidentiality", "safe_words.txt")
TOKEN = re.compile(r"[^\s_,;:/()\[\]+-]+")
TECHNICAL = re.compile(r"[A-Za-z]{0,2}\d{1,3}(\.\d{1,2})?([A-Za-z]{0,2})")  # T2, b1000 is not one


class SafeWords:
    """Words that stay, whatever their case."""

    def __init__(self) -> None:
        text = (paths.resources() / FILE).read_text(encoding="utf-8")
        lines = (line for line in text.splitlines() if not line.startswith("#"))
        self._words = frozenset(word for line in lines for word in line.split())

    def clean(self, text: str) -> str:
        """The words that stay, with a space between them; "" where none does."""
        return " ".join(word for word in TOKEN.findall(text) if self.is_safe(word))

    def is_safe(self, word: str) -> bool:
        return word.casefold() in self._words or bool(TECHNICAL.fullmatch(word))
