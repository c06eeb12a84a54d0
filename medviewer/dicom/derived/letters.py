"""Text from readers and files as DICOM's text values may hold it: whoever reads it must not be misled."""

import re

SHORT, LONG = 16, 64  # letters of SH and LO, PS3.5 table 6.2-1
NOT_IN_ONE_LINE = re.compile(r"[\x00-\x1f\x7f\\]")  # the backslash parts values
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")  # line ends and tabs may stay


def plain_text(value: str, longest: int) -> str:
    """One line of at most so many letters."""
    return NOT_IN_ONE_LINE.sub(" ", value).strip()[:longest].strip()


def free_text(value: str) -> str:
    """Lines of text (UT, LT, ST)."""
    return NOT_IN_TEXT.sub(" ", value).strip()
