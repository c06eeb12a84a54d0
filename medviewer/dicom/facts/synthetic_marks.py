"""Whether a header says that its image was made by a model and shows no patient (`domain.synthetic`)."""

from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import items, private_value, text, texts
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.synthetic import (
    CODE_VALUE,
    IMAGE_TYPE_VALUE,
    PRIVATE_CREATOR,
    is_made_person,
    is_marked,
)

PRIVATE_GROUP = 0x0099
CREATOR_TAG = PRIVATE_GROUP << 16 | 0x0010  # the first block: our writers use no other
SYNTHETIC_TAGS = frozenset({CREATOR_TAG})
SYNTHETIC_KEYWORDS = ("DerivationDescription", "DerivationCodeSequence")
DESCRIPTIONS = ("SeriesDescription", "StudyDescription", "DerivationDescription")


@recalled
def is_synthetic(dataset: Dataset) -> bool:
    """Any one sign is enough."""
    return (
        is_made_person(text(dataset, "PatientID"), text(dataset, "PatientName"))
        or IMAGE_TYPE_VALUE in texts(dataset, "ImageType")
        or any(is_marked(text(dataset, keyword)) for keyword in DESCRIPTIONS)
        or _is_coded(dataset)
        or _names_creator(dataset)
    )


def _is_coded(dataset: Dataset) -> bool:
    codes = items(dataset, "DerivationCodeSequence")
    return any(text(code, "CodeValue") == CODE_VALUE for code in codes)


def _names_creator(dataset: Dataset) -> bool:
    value = private_value(dataset, CREATOR_TAG)
    letters = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    return letters.strip("\0 ").upper() == PRIVATE_CREATOR
