"""Values that stand for what was taken out: valid in their VR, the same for everybody."""

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

REMOVED = "REMOVED"
DAY = "19000101"
DUMMIES: dict[str, object] = {
    "AE": REMOVED,
    "AS": "000Y",
    "CS": REMOVED,
    "DA": DAY,
    "DT": f"{DAY}000000",
    "LO": REMOVED,
    "LT": REMOVED,
    "PN": REMOVED,
    "SH": REMOVED,
    "ST": REMOVED,
    "TM": "000000",
    "UC": REMOVED,
    "UR": "urn:removed",
    "UT": REMOVED,
    "DS": "0",
    "IS": "0",
    "FL": 0.0,
    "FD": 0.0,
    "SS": 0,
    "SL": 0,
    "SV": 0,
    "US": 0,
    "UL": 0,
    "UV": 0,
    "AT": 0,
    "OB": b"\0\0",
    "OW": b"\0\0",
    "OD": b"\0" * 8,
    "OF": b"\0" * 4,
    "OL": b"\0" * 4,
    "OV": b"\0" * 8,
    "UN": b"\0\0",
}


def dummy_of(element: DataElement) -> DataElement:
    """The element with a value nobody can learn anything from; of a sequence one code that says so."""
    if element.VR == "SQ":
        return DataElement(element.tag, "SQ", Sequence([removed_code()]))
    return DataElement(element.tag, element.VR, DUMMIES.get(element.VR, ""))


def empty_of(element: DataElement) -> DataElement:
    value = Sequence() if element.VR == "SQ" else None
    return DataElement(element.tag, element.VR, value)


def removed_code() -> Dataset:
    code = Dataset()
    code.CodeValue = REMOVED
    code.CodingSchemeDesignator = "99MEDVIEWER"
    code.CodeMeaning = "Removed"
    return code


def is_code_sequence(element: DataElement) -> bool:
    """Whether its items are codes (PS3.3 table 8.8-1)."""
    return element.VR == "SQ" and any(
        "CodeValue" in item or "LongCodeValue" in item or "URNCodeValue" in item
        for item in element.value or ()
    )
