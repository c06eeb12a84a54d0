"""What a reader types, as an archive matches it (PS3.4 C.2.2.2): names by wildcards, dates as ranges."""

from datetime import date, timedelta

WILDCARDS = "*?"
SEPARATORS = str.maketrans(
    "^=,\\", "    "
)  # of a name's components; a backslash would make two values
FIRST_IDEOGRAPHIC = "\u2e80"  # from here on scripts are written without spaces between names


def name_pattern(typed: str) -> str:
    """A pattern that any Patient's Name (VR PN) holds which begins so, whatever separates its parts.

    A name in Chinese, Japanese or Korean letters stands in the second or third component group, and its
    family and given name are apart in some archives and together in others.
    """
    if any(letter in typed for letter in WILDCARDS):
        return typed.replace("\\", " ").strip()
    words = typed.translate(SEPARATORS).split()
    if not words:
        return ""
    if any(letter >= FIRST_IDEOGRAPHIC for letter in typed):
        return f"*{'*'.join(letter for word in words for letter in _parts(word))}*"
    return f"{'*'.join(words)}*"


def _parts(word: str) -> tuple[str, ...]:
    is_ideographic = any(letter >= FIRST_IDEOGRAPHIC for letter in word)
    return tuple(word) if is_ideographic else (word,)


def single_value(typed: str) -> str:
    """An identifier as typed; a backslash would make two of it."""
    return typed.replace("\\", " ").strip()


def days_back(today: date, days: int) -> str:
    """The range from so many days before today until today; 0: today alone."""
    if days <= 0:
        return f"{today:%Y%m%d}"
    return f"{today - timedelta(days=days):%Y%m%d}-{today:%Y%m%d}"


def between(one: date, other: date) -> str:
    """Both days and those between them, in either order."""
    first, last = sorted((one, other))
    return f"{first:%Y%m%d}" if first == last else f"{first:%Y%m%d}-{last:%Y%m%d}"
