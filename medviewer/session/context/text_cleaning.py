"""Text from outside, made fit to be shown and kept: no control characters, no surprise in its length."""

import re
from dataclasses import dataclass

from medviewer.words import Message, message

LONGEST_LINE = 2000  # characters; a paragraph has some hundred
LONGEST_TEXT = 50_000  # characters of a field; the longest discharge letters have a fifth of that
# Everything that neither shows nor breaks a line: C0, C1, lone surrogates, noncharacters, and what turns the
# direction of the text that follows it (marks for right-to-left words stay).
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text as it may be kept.

    Attributes:
        removed: how many characters that cannot be shown were taken out.
        cut: how many were too many.
    """

    text: str
    removed: int = 0
    cut: int = 0

    @property
    def notes(self) -> tuple[Message, ...]:
        """What the reader is told of it; nothing where nothing was changed."""
        told = []
        if self.removed:
            told.append(
                message(
                    "Context",
                    "{count} characters that cannot be shown were left out. If words are missing, the text "
                    "is not plain text: copy it from the program it was written with.",
                    count=self.removed,
                )
            )
        if self.cut:
            told.append(
                message(
                    "Context",
                    "The text is too long: its first {kept} characters were kept, {cut} were left out. Paste "
                    "only the part that matters.",
                    kept=len(self.text),
                    cut=self.cut,
                )
            )
        return tuple(told)


def cleaned(text: str, longest: int = LONGEST_TEXT) -> CleanText:
    """Line ends become one newline, endless lines several; `longest` characters are kept.

    Some milliseconds for a megabyte.
    """
    lines = LINE_ENDS.sub("\n", text)
    seen = UNSEEN.sub("", lines)
    removed = len(lines) - len(seen)
    kept = broken(seen[:longest])[:longest]
    return CleanText(kept, removed, max(len(seen) - longest, 0))


def broken(text: str) -> str:
    """With lines that a text field lays out at once: one of 50 000 letters takes it half a second a key."""
    parts: list[str] = []
    for line in text.split("\n"):
        start = 0
        while len(line) - start > LONGEST_LINE:
            blank = line.rfind(" ", start + 1, start + LONGEST_LINE)
            end = blank if blank > 0 else start + LONGEST_LINE
            parts.append(line[start:end])
            start = end + (blank > 0)
        parts.append(line[start:])
    return "\n".join(parts)
