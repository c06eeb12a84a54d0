"""Words a user may see: marked where they are written, translated only where they are shown.

Folders without Qt write `mark("Context", "text")` or `message("Context", "text {n}", n=3)`.
`make translations` collects both with lupdate; `gui.translation` turns them into the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


def mark(context: str, text: str) -> str:
    """Return `text` unchanged; its only use is to be found by lupdate under `context`."""
    del context
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its values still apart, so that it can be translated after it has travelled.

    `values` may hold further messages; they are put into words the same way.
    """

    context: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence (command line, logs, JSON)."""
        return self.text.format(**{name: str(value) for name, value in self.values.items()})


def message(context: str, text: str, /, **values: object) -> Message:
    """Build a `Message`; `text` names its values in braces: `"{count} files"`."""
    return Message(context, text, values)


def read_words(file: Path) -> dict[tuple[str, str], str]:
    """Finished translations by context and English text."""
    words: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for entry in context.iter("message"):
            translation = entry.find("translation")
            if translation is not None and translation.text and not translation.get("type"):
                words[name, entry.findtext("source", "")] = translation.text
    return words
