"""What an item of a sequence is about: a code's meaning, a segment's label, what a report says."""

from medviewer.dicom.tag_tree.attribute_values import LINE_BYTES, line_of
from medviewer.dicom.tag_tree.elements import Element, Walk
from medviewer.domain.attribute_tree import Coding

CONCEPT_NAME = 0x0040A043  # a sequence of one code: what the item says something of (PS3.3 C.17.3)
VALUES = {
    0x00080104: "LO",  # Code Meaning
    0x0040A160: "UT",  # Text Value
    0x0040A30A: "DS",  # Numeric Value
    0x0040A123: "PN",  # Person Name
    0x00620005: "LO",  # Segment Label
    0x30060026: "LO",  # ROI Name
    0x300A00C2: "LO",  # Beam Name
    0x00209056: "SH",  # Stack ID
}
CODE_MEANING = 0x00080104
LONGEST_BYTES = 16 * 1024  # a longer item is not read through for its title
SEPARATOR = ": "


def title_of(walk: Walk, item: Element, coding: Coding) -> str:
    """`Finding: Mass` from a report's content item, `Liver` from a segment; "" where nothing says."""
    if item.length > LONGEST_BYTES:
        return ""
    parts = []
    for element in walk.elements(item.offset, item.offset + item.length, coding):
        if element.tag in VALUES:
            parts.append(_words(walk, element, coding))
        elif element.tag == CONCEPT_NAME:
            parts.insert(0, _meaning(walk, element, coding))
    return SEPARATOR.join(part for part in parts if part)


def _meaning(walk: Walk, sequence: Element, coding: Coding) -> str:
    """The code meaning of a sequence's first item."""
    end = sequence.offset + sequence.length
    for item in walk.items(sequence.offset, end, coding):
        for element in walk.elements(item.offset, item.offset + item.length, coding):
            if element.tag == CODE_MEANING:
                return _words(walk, element, coding)
        break
    return ""


def _words(walk: Walk, element: Element, coding: Coding) -> str:
    value = walk.read(element.offset, min(element.length, LINE_BYTES))
    return str(line_of(VALUES[element.tag], value, element.length, coding).text)
