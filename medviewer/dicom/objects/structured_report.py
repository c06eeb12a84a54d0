"""Reads a structured report of any class and writer into its tree (PS3.3 C.17).

file → root → items, depth first, capped → coordinates joined with their images → measured groups
"""

from dataclasses import dataclass, field
from pathlib import Path

from pydicom.dataset import Dataset

from medviewer.dicom.objects.measured_groups import measured_groups
from medviewer.dicom.objects.object_file import (
    code,
    evidence,
    parse_object,
    references,
    stamp,
    whole_numbers,
)
from medviewer.dicom.reading.attributes import first_item, items, numbers, text, uid
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.content_tree import (
    ContentItem,
    ItemPath,
    StructuredReport,
    ValueType,
    VerifyingObserver,
)
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.person_names import readable_name
from medviewer.domain.spatial_coordinates import GraphicType, SpatialCoordinates
from medviewer.errors import UnreadableFile
from medviewer.words import Message, message

EVIDENCE = (
    "CurrentRequestedProcedureEvidenceSequence",
    "PertinentOtherEvidenceSequence",
)
KEYWORDS = (
    "ContentDate",
    "ContentTime",
    "CompletionFlag",
    "VerificationFlag",
    "PreliminaryFlag",
    "VerifyingObserverSequence",
    "PredecessorDocumentsSequence",
    *EVIDENCE,
    "ValueType",
    "ConceptNameCodeSequence",
    "ContinuityOfContent",
    "ContentTemplateSequence",
    "ContentSequence",
    "DocumentTitle",
    "SeriesDescription",
)
OWN_DOCUMENT = ("document_kind", "99MEDVIEWER")  # `dicom.derived.codes`, which loads highdicom's
MOST_ITEMS = 50_000  # a dose report of a long intervention has 20 000
DEEPEST = 60  # levels; templates end at about 12
MOST_POINTS = 200_000  # numbers of one shape
HALF_PIXEL = 0.5  # from the corner of the first pixel, where SCOORD counts from, to its centre
LANGUAGE = (
    ("121049", "DCM"),
    ("121051", "DCM"),
)  # of content item and descendants; equivalent meanings'

TEXT_OF = {
    ValueType.TEXT: "TextValue",
    ValueType.PNAME: "PersonName",
    ValueType.UIDREF: "UID",
    ValueType.DATETIME: "DateTime",
    ValueType.DATE: "Date",
    ValueType.TIME: "Time",
}
POINTING = (ValueType.IMAGE, ValueType.COMPOSITE, ValueType.WAVEFORM)


def read_report(path: Path) -> StructuredReport:
    """Read one report. Runs in any thread.

    Raises:
        UnreadableFile: damaged, gone, or without content.
    """
    parsed = parse_object(path, KEYWORDS)
    with without_warnings():
        return report_of(parsed.dataset)


def report_of(dataset: Dataset) -> StructuredReport:
    """The report a data set holds."""
    tree = _Tree()
    root = tree.item(dataset, 0)
    if not root.children and not root.name.is_known:
        raise UnreadableFile(
            message("Objects", "The report has no content. Ask for it again where it was written.")
        )
    return StructuredReport(
        sop_instance_uid=uid(dataset, "SOPInstanceUID"),
        title=str(root.name)
        or text(dataset, "DocumentTitle")
        or text(dataset, "SeriesDescription"),
        root=root,
        status=text(dataset, "CompletionFlag"),
        verification=text(dataset, "VerificationFlag"),
        preliminary=text(dataset, "PreliminaryFlag"),
        template_id=root.template_id,
        content_date_time=stamp(dataset, "ContentDate", "ContentTime"),
        language=next((str(each.code) for each in root.named(*LANGUAGE)), ""),
        manufacturer=text(dataset, "Manufacturer"),
        observers=tuple(map(_observer, items(dataset, "VerifyingObserverSequence"))),
        evidence=evidence(dataset, *EVIDENCE),
        predecessors=evidence(dataset, "PredecessorDocumentsSequence"),
        groups=measured_groups(root),
        notes=tuple(tree.notes),
        is_own=any(item.name.matches(OWN_DOCUMENT) for item in root.walk()),
    )


def _observer(item: Dataset) -> VerifyingObserver:
    return VerifyingObserver(
        readable_name(text(item, "VerifyingObserverName")),
        text(item, "VerifyingOrganization"),
        text(item, "VerificationDateTime"),
    )


@dataclass(slots=True)
class _Tree:
    """Counts the items read, so that a hostile file ends somewhere."""

    count: int = 0
    notes: list[Message] = field(default_factory=list)

    def item(self, dataset: Dataset, depth: int) -> ContentItem:
        self.count += 1
        kind = _value_type(dataset, is_root=depth == 0)
        children = self._children(dataset, depth)
        measured = first_item(dataset, "MeasuredValueSequence") or Dataset()
        value_code = code(dataset, "ConceptCodeSequence")
        is_pointing = kind in POINTING
        return ContentItem(
            kind,
            relationship=text(dataset, "RelationshipType"),
            name=code(dataset, "ConceptNameCodeSequence"),
            text=_text(dataset, kind),
            code=value_code,
            numbers=_numbers(measured),
            unit=code(measured, "MeasurementUnitsCodeSequence"),
            qualifier=code(dataset, "NumericValueQualifierCodeSequence"),
            coordinates=_coordinates(dataset, kind, children),
            references=references(dataset, "ReferencedSOPSequence") if is_pointing else (),
            target=_target(dataset) if kind is ValueType.BY_REFERENCE else None,
            template_id=_template(dataset),
            observed_at=text(dataset, "ObservationDateTime"),
            children=children,
        )

    def _children(self, dataset: Dataset, depth: int) -> tuple[ContentItem, ...]:
        below = items(dataset, "ContentSequence")
        if depth >= DEEPEST and below:
            self._note(
                message("Objects", "The report is nested deeper than {most} levels.", most=DEEPEST)
            )
            return ()
        found = []
        for each in below:
            if self.count >= MOST_ITEMS:
                self._note(
                    message(
                        "Objects",
                        "The report has more than {most} items; the rest is left out.",
                        most=MOST_ITEMS,
                    )
                )
                break
            found.append(self.item(each, depth + 1))
        return tuple(found)

    def _note(self, note: Message) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _value_type(dataset: Dataset, *, is_root: bool) -> ValueType:
    stated = text(dataset, "ValueType").upper()
    if stated in ValueType.__members__:
        return ValueType[stated]
    if whole_numbers(dataset, "ReferencedContentItemIdentifier"):
        return ValueType.BY_REFERENCE
    return ValueType.CONTAINER if is_root else ValueType.UNKNOWN


def _text(dataset: Dataset, kind: ValueType) -> str:
    keyword = TEXT_OF.get(kind)
    if keyword is None:
        return ""
    told = text(dataset, keyword)
    return readable_name(told) if kind is ValueType.PNAME else told


def _numbers(measured: Dataset) -> tuple[float, ...]:
    """The exact value where the file has one beside its sixteen digits (PS3.3 C.18.1)."""
    return numbers(measured, "NumericValue") or numbers(measured, "FloatingPointValue")


def _target(dataset: Dataset) -> ItemPath:
    """Numbers of the items on the way down; the file counts from 1, and its root is the first 1."""
    stated = whole_numbers(dataset, "ReferencedContentItemIdentifier")
    return tuple(max(number - 1, 0) for number in stated[1:])


def _template(dataset: Dataset) -> str:
    template = first_item(dataset, "ContentTemplateSequence")
    return "" if template is None else text(template, "TemplateIdentifier")


def _coordinates(
    dataset: Dataset, kind: ValueType, children: tuple[ContentItem, ...]
) -> SpatialCoordinates | None:
    if kind not in (ValueType.SCOORD, ValueType.SCOORD3D):
        return None
    stated = text(dataset, "GraphicType").upper()
    shape = GraphicType[stated] if stated in GraphicType.__members__ else GraphicType.UNKNOWN
    flat = numbers(dataset, "GraphicData")[:MOST_POINTS]
    if kind is ValueType.SCOORD3D:
        points = tuple(zip(flat[::3], flat[1::3], flat[2::3], strict=False))
        space = uid(dataset, "ReferencedFrameOfReferenceUID")
        return SpatialCoordinates(shape, points, True, space)
    pixels = zip(flat[::2], flat[1::2], strict=False)
    centred = tuple((column - HALF_PIXEL, row - HALF_PIXEL, 0.0) for column, row in pixels)
    return SpatialCoordinates(shape, centred, image=_image_below(children))


def _image_below(children: tuple[ContentItem, ...]) -> ObjectReference | None:
    """The image a shape was SELECTED FROM."""
    found = (ref for each in children if each.value_type in POINTING for ref in each.references)
    return next(found, None)
