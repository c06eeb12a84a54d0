"""English words that Spanish ones stand for in the titles of codes: what lets a Spanish query find them.

Learnt by `packaging/spanish_words.py` from the mentions and codes of CodiEsp's training part (CLEF eHealth
2020, Miranda-Escalada et al., CC BY 4.0). Of 500 mentions of its `val` part the code is among the first ten
for 63 %, against 28 % by spelling alone; of 134 whose code no training mention has for 49 %, against 31 %.
"""

from pathlib import Path

from medviewer import paths
from medviewer.errors import InputError
from medviewer.words import message

SPANISH_FILE = "spanish_words.tsv"
MOST_BYTES = 8 * 2**20

Lexicon = dict[str, tuple[tuple[str, float], ...]]


def load_spanish_words(file: Path | None = None) -> Lexicon:
    """Folded Spanish words, each with English ones and how much they count, 0..1.

    Raises:
        InputError: the file is missing or damaged.
    """
    place = file or paths.codes() / SPANISH_FILE
    try:
        with place.open("rb") as opened:
            text = opened.read(MOST_BYTES).decode("utf-8")
        lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
        return {word: tuple(map(_meaning, meanings)) for word, *meanings in lines}
    except (OSError, ValueError) as error:
        raise InputError(
            message(
                "Codes",
                "The word list {file} cannot be read: {why}. Install MedViewer again.",
                file=place,
                why=str(error),
            )
        ) from error


def _meaning(text: str) -> tuple[str, float]:
    word, _, weight = text.partition(" ")
    return word, min(max(float(weight), 0.0), 1.0)
