"""`medviewer://` links: identifiers of a study that another program (a RIS) asks us to open, no more.

    medviewer://open?study=UID[&series=UID][&accession=…][&patient=ID][&node=NAME]

A link comes from anywhere. It names no path, no host and no option; what is not in this grammar is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from urllib.parse import unquote_to_bytes

from medviewer.errors import LinkRefused
from medviewer.words import Message, message

SCHEME = "medviewer"
LONGEST = 2048  # characters; the longest that means anything is shorter
TARGET = re.compile(rf"{SCHEME}://open/?\?(?P<query>[^#]*)", re.IGNORECASE)
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# PS3.5 §9.1; components with leading zeros are refused there, but images with such UIDs exist.
UID = re.compile(r"[0-9]{1,62}(\.[0-9]{1,62})+")
UID_LENGTH = 64
# A backslash separates values, * and ? match many studies (PS3.4 C.2.2.2.4): a link names one.
MANY_VALUED = re.compile(r"[\\*?\x00-\x1f\x7f-\x9f]")
ID_LENGTH = 64  # VR LO
ACCESSION_LENGTH = 16  # VR SH
NODE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class StudyLink:
    """What a link names; "" where it does not.

    Attributes:
        node: the name of an archive as the reader has entered it.
    """

    study: str
    series: str = ""
    accession: str = ""
    patient: str = ""
    node: str = ""


NAMES = tuple(field.name for field in fields(StudyLink))


def is_link(word: str) -> bool:
    """Whether a word of a command line is meant as a link, well formed or not."""
    return word[: len(SCHEME) + 1].lower() == f"{SCHEME}:"


def read_link(text: str) -> StudyLink:
    """The link that `text` is.

    Raises:
        LinkRefused: it is none, or says more than a link may.
    """
    if len(text) > LONGEST:
        raise _refused(message("Link", "it is longer than {count} characters", count=LONGEST))
    match = TARGET.fullmatch(text) if text.isascii() else None
    if match is None:
        raise _refused(message("Link", "it does not read medviewer://open?study=…"))
    values: dict[str, str] = {}
    for part in match["query"].split("&"):
        name, _, written = part.partition("=")
        if name not in NAMES:
            raise _refused(
                message("Link", "“{name}” is nothing that a link may say", name=_cut(name))
            )
        if name in values:
            raise _refused(message("Link", "“{name}” is said twice", name=name))
        values[name] = _value(name, written)
    if "study" not in values:
        raise _refused(message("Link", "it names no study"))
    return StudyLink(**values)


def _value(name: str, written: str) -> str:
    """Percent-decoded, once; a plus sign is a plus sign."""
    if ESCAPE.search(written):
        raise _unusable(name)
    try:
        value = unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unusable(name) from error
    if not value.strip() or not FITS[name](value):
        raise _unusable(name)
    return value


def _is_uid(value: str) -> bool:
    return len(value) <= UID_LENGTH and UID.fullmatch(value) is not None


def _is_text(longest: int) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        return (
            len(value) <= longest
            and value.isprintable()  # nothing that turns the writing direction, or hides
            and MANY_VALUED.search(value) is None
        )

    return fits


FITS: dict[str, Callable[[str], bool]] = {
    "study": _is_uid,
    "series": _is_uid,
    "accession": _is_text(ACCESSION_LENGTH),
    "patient": _is_text(ID_LENGTH),
    "node": _is_text(NODE_LENGTH),
}


def _cut(name: str) -> str:
    shown = "".join(letter if letter.isprintable() else "·" for letter in name)
    return shown if len(shown) <= 24 else f"{shown[:24]}…"


def _unusable(name: str) -> LinkRefused:
    return _refused(message("Link", "what it says as “{name}” is no such thing", name=name))


def _refused(why: Message) -> LinkRefused:
    return LinkRefused(
        message(
            "Link",
            "This link was not followed: {why}. Ask for one of the form "
            "medviewer://open?study=UID, with series, accession, patient and node if wanted.",
            why=why,
        )
    )
