"""Structured content (PS3.15 E.3.4): names, free text, dates and what describes the subject leave an SR.

Codes and numbers stay: they are what the document is kept for. References get the UIDs of what they refer to.
"""

from pydicom.dataset import Dataset

# Texts that name software or a method (PS3.16 TID 4019), by code of DCM: they stay.
TEXTS_THAT_STAY = frozenset(("111001", "111003"))  # Algorithm Name, Algorithm Version
TRACKING_IDENTIFIER = "112039"  # has to stay apart from others of the document
SUBJECT = frozenset(
    ("121028", "121029", "121030", "121031")
)  # UID, name, ID, birth date (TID 1007)
CHARACTERISTICS = frozenset(("121032", "121033"))  # sex, age


def concept_code(item: Dataset) -> str:
    """The code of a content item's concept name where DCM coded it; "" else."""
    name = item.get("ConceptNameCodeSequence")
    first = name[0] if name else Dataset()
    return str(first.get("CodeValue", "")) if first.get("CodingSchemeDesignator") == "DCM" else ""


def is_about_subject(item: Dataset, *, keeps_characteristics: bool) -> bool:
    """Whether a content item says who the subject is, and has to go as a whole."""
    code = concept_code(item)
    return code in SUBJECT or (code in CHARACTERISTICS and not keeps_characteristics)
