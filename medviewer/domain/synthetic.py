"""How a study that shows no patient says so, and by which of its signs it is known.

Pictures made by a model carry several signs, each of which suffices: taking one away changes nothing.

    Patient ID SYN-…                     Patient's Name SYNTHETIC^…          Study and Series Description
    Image Type, value SYNTHETIC          Derivation Description and code     private creator
"""

import re

PATIENT_ID_PREFIX = "SYN-"
FAMILY_NAME = "SYNTHETIC"
MARK = "SYNTHETIC - NOT A PATIENT"  # in plain letters, for DICOM attributes and pixels
IMAGE_TYPE_VALUE = "SYNTHETIC"
PRIVATE_CREATOR = "MEDVIEWER SYNTHETIC"
CODE_VALUE = "SYNTHETIC_IMAGE"  # of our own scheme, in Derivation Code Sequence

OUR_ID = re.compile(rf"{PATIENT_ID_PREFIX}[0-9A-F]{{8,}}")


def is_made_person(patient_id: str, name: str) -> bool:
    """Whether ID or name is one that only a made picture has.

    Args:
        name: in DICOM's order or in the order it is read; a hospital's own ID may begin with SYN, so the
            whole form counts.
    """
    is_ours = OUR_ID.fullmatch(patient_id.strip().upper()) is not None
    words = re.split(r"[\^=\s,]+", name.strip().upper())
    return is_ours or FAMILY_NAME in words


def is_marked(text: str) -> bool:
    """Whether a description begins with the mark."""
    return text.strip().upper().startswith(MARK)


def with_mark(text: str, most: int = 64) -> str:
    """A description that begins with the mark, cut to what its VR holds (LO: 64 characters)."""
    if is_marked(text):
        return text[:most]
    return f"{MARK}; {text}"[:most] if text.strip() else MARK
