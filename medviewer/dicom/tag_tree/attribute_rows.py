"""Reads the rows of the attribute tree: those on top of a file, those below one row, those of one frame.

A value is read as far as a line of it is shown; nothing here decodes pixels or follows a sequence that was
not asked for.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from medviewer.dicom.facts.csa_header import read_csa
from medviewer.dicom.tag_tree.attribute_file import META_CODING, opened, opened_at_places
from medviewer.dicom.tag_tree.attribute_names import block_of, is_private_creator, name_of
from medviewer.dicom.tag_tree.attribute_values import LINE_BYTES, ValueText, line_of, text_of
from medviewer.dicom.tag_tree.elements import MAX_DEPTH, NO_TAG, PIXEL_DATA, Element, Walk
from medviewer.dicom.tag_tree.item_titles import title_of
from medviewer.domain.attribute_tree import Attribute, AttributeFile, Coding, Place
from medviewer.progress import CancelToken
from medviewer.words import Message, message

CHARACTER_SET, PIXEL_REPRESENTATION = 0x00080005, 0x00280103
PER_FRAME_GROUPS = 0x52009230
MAX_ROWS = 100_000  # below one row; a list nobody reads to the end must not cost memory without end
COUNTED_BYTES = 1024 * 1024  # a longer sequence is counted when it is unfolded
CSA_CREATOR = "SIEMENS CSA HEADER"
CSA_HEADERS = ("[CSA Image Header Info]", "[CSA Series Header Info]")
TITLED_ITEMS = 500  # of a longer sequence only the first are read through for a title
BELOW = " ‹ "  # between a name and the sequence it stands in: the end of a long line is cut off
TEXT_BYTES = 1024 * 1024  # of a value shown in full


def read_file(path: Path, token: CancelToken) -> AttributeFile:
    """The rows on top.

    Raises:
        UnreadableFile: the file is gone, may not be read, or is not DICOM.
        Cancelled: the token was cancelled.
    """
    with opened(path, token) as file:
        meta = tuple(rows_of(file.walk, iter(file.meta), META_CODING))
        elements = file.walk.elements(file.start, file.size, file.coding)
        data_set = tuple(rows_of(file.walk, elements, file.coding))
        return AttributeFile(path, file.is_deflated, meta, data_set)


def read_below(file: AttributeFile, row: Attribute, token: CancelToken) -> tuple[Attribute, ...]:
    """The items of a sequence, the elements of an item, or the fragments of encapsulated pixels.

    Raises:
        UnreadableFile, Cancelled: as `read_file`.
    """
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        return tuple(rows_below(walk, row))


def read_value(file: AttributeFile, row: Attribute, token: CancelToken) -> str | Message:
    """A value in full, up to a megabyte of it.

    Raises:
        UnreadableFile, Cancelled: as `read_file`.
    """
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        value = walk.read(row.place.offset, min(row.place.length, TEXT_BYTES))
    return text_of(effective_vr(row), value, row.place.length, row.place.coding).text


def frame_places(file: AttributeFile, token: CancelToken) -> tuple[Place, ...]:
    """Where each frame's functional groups lie (PS3.3 C.7.6.16); () where the frames have none.

    Raises:
        UnreadableFile, Cancelled: as `read_file`.
    """
    groups = next((row for row in file.data_set if row.tag == PER_FRAME_GROUPS), None)
    if groups is None or not groups.has_rows:
        return ()
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        place = groups.place
        items = walk.items(place.offset, place.offset + place.length, place.coding)
        return tuple(
            Place(item.offset, item.length, place.coding)
            for item in islice(items, MAX_ROWS)
            if item.tag != NO_TAG
        )


def read_frame(file: AttributeFile, place: Place, token: CancelToken) -> tuple[Attribute, ...]:
    """One frame's functional groups without their nesting: `Image Position … ‹ Plane Position Sequence`.

    Raises:
        UnreadableFile, Cancelled: as `read_file`.
    """
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        item = Element(NO_TAG, "", place.offset, place.length, place.offset + place.length)
        return tuple(_flat(walk, item_row(1, item, place.coding), ""))


def rows_below(walk: Walk, row: Attribute, *, has_titles: bool = True) -> Iterator[Attribute]:
    """As `read_below`, in a file that is open; without titles where nobody looks at every item."""
    start, end, coding = row.place.offset, row.place.offset + row.place.length, row.place.coding
    if row.tag is None:
        yield from rows_of(walk, walk.elements(start, end, coding), coding)
        return
    if is_csa_header(row.name, row.creator):
        yield from _csa_rows(walk, row)
        return
    for number, item in enumerate(walk.items(start, end, coding), start=1):
        if number > MAX_ROWS:
            yield _rest_row(Place(item.offset, end - item.offset, coding))
            return
        if item.tag == NO_TAG:
            yield element_row(walk, item, coding, {})
        elif row.tag == PIXEL_DATA:
            yield item_row(number, item, coding, is_fragment=True)
        else:
            title = title_of(walk, item, coding) if has_titles and number <= TITLED_ITEMS else ""
            yield item_row(number, item, coding, title)


def rows_of(walk: Walk, elements: Iterator[Element], coding: Coding) -> Iterator[Attribute]:
    """A row for each element; those that say how later ones are to be read are heeded."""
    creators: dict[int, str] = {}
    for number, element in enumerate(elements):
        if number >= MAX_ROWS:
            yield _rest_row(Place(element.offset, element.length, coding))
            return
        row = element_row(walk, element, coding, creators)
        yield row
        if element.tag == CHARACTER_SET:
            coding = replace(coding, character_sets=tuple(str(row.value).split("\\")))
        elif element.tag == PIXEL_REPRESENTATION:
            coding = replace(coding, is_signed=row.value == "1")
        elif is_private_creator(element.tag):
            creators[block_of(element.tag)] = str(row.value)


def element_row(
    walk: Walk, element: Element, coding: Coding, creators: dict[int, str]
) -> Attribute:
    """What one element says of itself."""
    if element.tag == NO_TAG:
        return _unknown_row(walk, element, coding)
    name = name_of(element.tag, creators)
    vr = _known_vr(element.vr, name.vr, coding)
    is_csa = is_csa_header(name.name, name.creator) and element.length > 0
    has_rows = is_csa or _has_rows(walk, element, vr)
    is_sequence = has_rows and not is_csa
    below = walk.coding_below(element, coding) if is_sequence else coding
    line = _sequence_line(walk, element, below) if is_sequence else _line(walk, element, vr, coding)
    return Attribute(
        element.tag,
        element.vr or vr,
        line.multiplicity,
        name.name,
        name.keyword,
        line.text,
        Place(element.offset, element.length, below),
        line.is_whole,
        name.creator,
        has_rows,
        element.problem or line.problem,
    )


def item_row(
    number: int, item: Element, coding: Coding, title: str = "", *, is_fragment: bool = False
) -> Attribute:
    """A row for the `number`th item of a sequence, or fragment of encapsulated pixels."""
    return Attribute(
        None,
        "",
        None,
        message("Attributes", "Fragment {number}", number=number)
        if is_fragment
        else message("Attributes", "Item {number}", number=number),
        "",
        title or message("Attributes", "{length} bytes", length=f"{item.length:,}"),
        Place(item.offset, item.length, coding),
        has_rows=not is_fragment and item.length > 0,
        problem=item.problem,
    )


def effective_vr(row: Attribute) -> str:
    """The VR a row's value is read by: the dictionary's where the file only says UN."""
    if row.vr != "UN" or row.tag is None or not row.keyword:
        return row.vr
    return _known_vr("UN", name_of(row.tag, {}).vr, row.place.coding)


def _known_vr(written: str, known: str, coding: Coding) -> str:
    """The VR to read by: as written, or from the dictionary, its choices decided (PS3.5 annex A)."""
    if written and written != "UN":
        return written
    if known.startswith("US or SS"):
        return "SS" if coding.is_signed else "US"
    if known.startswith("OB or OW"):
        return "OW"
    return known[:2] or "UN"


def _has_rows(walk: Walk, element: Element, vr: str) -> bool:
    if element.length == 0:
        return False
    return vr == "SQ" or element.is_undefined or (vr in ("UN", "OB") and walk.is_sequence(element))


def _sequence_line(walk: Walk, element: Element, coding: Coding) -> ValueText:
    if element.length > COUNTED_BYTES:
        return ValueText(message("Attributes", "{length} bytes", length=f"{element.length:,}"))
    items = walk.items(element.offset, element.offset + element.length, coding)
    count = sum(item.tag != NO_TAG for item in items)
    if count == 1:
        return ValueText(message("Attributes", "1 item"))
    return ValueText(message("Attributes", "{count} items", count=count))


def _line(walk: Walk, element: Element, vr: str, coding: Coding) -> ValueText:
    if vr == "SQ":
        return ValueText(message("Attributes", "{count} items", count=0))
    value = walk.read(element.offset, min(element.length, LINE_BYTES))
    return line_of(vr, value, element.length, coding)


def _unknown_row(walk: Walk, element: Element, coding: Coding) -> Attribute:
    line = _line(walk, element, "OW", coding)
    return Attribute(
        None,
        "",
        None,
        message("Attributes", "Unreadable bytes"),
        "",
        line.text,
        Place(element.offset, element.length, coding),
        line.is_whole,
        problem=element.problem,
    )


def is_csa_header(name: str | Message, creator: str) -> bool:
    """Whether the value is Siemens' own list of named elements, which is unfolded like a sequence."""
    return creator == CSA_CREATOR and name in CSA_HEADERS


def _csa_rows(walk: Walk, row: Attribute) -> Iterator[Attribute]:
    """The named elements of a CSA header; those without a value are left out."""
    value = walk.read(row.place.offset, min(row.place.length, TEXT_BYTES))
    for name, items in read_csa(value).items():
        if items:
            yield Attribute(None, "", len(items), name, "", "\\".join(items), row.place)


def _rest_row(place: Place) -> Attribute:
    """Stands for everything after the last row listed."""
    name = message("Attributes", "The rest is not listed")
    why = message("Attributes", "More than {count} rows are of no use to a reader.", count=MAX_ROWS)
    return Attribute(None, "", None, name, "", "", place, problem=why)


def _flat(walk: Walk, row: Attribute, above: str) -> Iterator[Attribute]:
    """The leaves below a row, each followed by the names of the sequences above it."""
    below = list(rows_below(walk, row))
    for one in below:
        if not one.has_rows:
            yield replace(one, name=f"{one.name}{above}")
        elif above.count(BELOW) >= MAX_DEPTH:
            return
        elif one.tag is None and len(below) == 1:  # the only item goes without saying
            yield from _flat(walk, one, above)
        else:
            yield from _flat(walk, one, f"{BELOW}{one.name}{above}")
