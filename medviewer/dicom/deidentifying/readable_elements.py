"""The elements of a data set that can be read, at every depth; broken ones do not hide the others."""

from collections.abc import Iterator

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException

# What pydicom raises where a value is not what its VR promises.
READING_ERRORS = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    IndexError,
    BytesLengthException,
)


def readable_elements(dataset: Dataset) -> Iterator[DataElement]:
    """Every element but the sequences themselves."""
    for tag in list(dataset.keys()):
        try:
            element = dataset[tag]
        except READING_ERRORS:
            continue
        if element.VR == "SQ":
            for item in element.value or ():
                yield from readable_elements(item)
        else:
            yield element
