"""Which values of a sentence name nobody: words of the standard, small numbers, what the system says.

Everything else may be a path, an identifier or whatever somebody typed into a header.
"""

import errno
import os
import re
from functools import cache

from medviewer.ai.catalog import load_catalog
from medviewer.ai.remote.question import BODY_PARTS

# PS3.3 C.7.3.1.1.1, those that images have; C.7.6.1.1.2 Image Type; C.8.11.5 View Position; units.
MODALITIES = frozenset(
    {"CR", "CT", "DX", "ES", "IO", "MG", "MR", "NM", "OPT", "OT", "PT", "PX"}
) | {*("RF", "SC", "SM", "US", "XA", "XC")}
IMAGE_TYPES = frozenset({"ORIGINAL", "DERIVED", "PRIMARY", "SECONDARY", "AXIAL", "LOCALIZER"}) | {
    *("MPR", "MIP", "PROJECTION", "REFORMATTED", "MIXED", "OTHER")
}
VIEWS = frozenset({"AP", "PA", "LL", "RL", "LLD", "RLD", "LATERAL", "FRONTAL"})
UNITS = frozenset({"HU", "SUVbw", "CNTS", "BQML"})
WORDS = BODY_PARTS | MODALITIES | IMAGE_TYPES | VIEWS | UNITS
NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,3})?")  # millimetres, years; longer ones identify
BETWEEN = re.compile(r"[\s,/\\]+")


def names_nobody(value: object) -> bool:
    """Whether a value may be told where identifiers are hashed."""
    if isinstance(value, int | float):
        return True
    text = str(value)
    if text in _said_by_the_system() or text in _models():
        return True
    return all(word in WORDS or NUMBER.fullmatch(word) for word in BETWEEN.split(text))


@cache
def _said_by_the_system() -> frozenset[str]:
    return frozenset(map(os.strerror, errno.errorcode))


@cache
def _models() -> frozenset[str]:
    return frozenset(name for card in load_catalog() for name in (card.model_id, card.title))
