"""Text as it is compared and searched: without its dress of case, accents and delimiters."""

import unicodedata

DELIMITERS = str.maketrans("^=,_", "    ")  # of a person name's components and groups, PS3.5 6.2.1


def without_accents(text: str) -> str:
    """Without case, accents and blanks at the ends; delimiters stay."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """Text as it is searched: without case, accents, delimiters and repeated blanks.

    `Müller^Jürgen` becomes `muller jurgen`; Chinese stays as it is; full-width letters become plain ones.
    """
    plain = unicodedata.normalize("NFKC", without_accents(text))
    return " ".join(plain.translate(DELIMITERS).split())


def search_terms(words: str) -> tuple[str, ...]:
    """What all has to be found, in any order."""
    return tuple(folded(words).split())
