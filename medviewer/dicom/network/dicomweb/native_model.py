"""The Native DICOM Model (PS3.19 A.1), XML in which some servers answer, as DICOM JSON (PS3.18 annex F).

Text of a server: a document type (and with it every entity) is refused, depth and size are capped.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from medviewer.dicom.network.dicomweb.dicom_json import JsonDataset

ROOT, ATTRIBUTE, ITEM, VALUE = "NativeDicomModel", "DicomAttribute", "Item", "Value"
MOST_BYTES = 8 << 20  # an answer about a hundred files has some 100 kB
DEEPEST = 32  # elements in one another; an answer to a STOW has eight


class NotNativeModel(ValueError):  # noqa: N818 - told in a sentence by who asked
    """The text is something else, or more than a data set needs."""


def data_set(body: bytes) -> JsonDataset:
    """The one data set of a document.

    Raises:
        NotNativeModel: no XML, or XML of something else.
    """
    if len(body) > MOST_BYTES:
        raise NotNativeModel
    root = _tree(body)
    if root.tag != ROOT:
        raise NotNativeModel
    return _attributes(root)


def _tree(body: bytes) -> Element:
    building, depth = TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NotNativeModel
        building.start(_local(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        building.end(_local(name))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = building.data
    try:
        parser.Parse(body, True)
        return building.close()
    except (expat.ExpatError, AssertionError, LookupError) as error:
        raise NotNativeModel from error


def _refuse(*_: object) -> None:
    raise NotNativeModel


def _local(name: str) -> str:
    """The name without its namespace: some servers forget it."""
    return name.rpartition(" ")[2]


def _attributes(parent: Element) -> dict[str, object]:
    return {
        one.get("tag", "").upper(): {"vr": one.get("vr", ""), "Value": _values(one)}
        for one in parent.findall(ATTRIBUTE)
    }


def _values(attribute: Element) -> list[object]:
    items = [_attributes(item) for item in attribute.findall(ITEM)]
    return [*items, *((value.text or "").strip() for value in attribute.findall(VALUE))]
