"""Structured reports (Comprehensive 3D SR, PS3.3 A.35.13; TID 1500): the reader's, and what AI proposed.

The reader's states what was confirmed, measured and written, and nothing that a machine alone says. The other
keeps every proposal with the decision on it, so that whoever reads it knows both; no signature verifies it.
"""

from collections.abc import Sequence

from highdicom import sr
from pydicom.dataset import Dataset

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.diagnosis_codes import diagnosis_items
from medviewer.dicom.derived.finding_groups import confirmed_groups, proposal_groups
from medviewer.dicom.derived.items import Group, text_item
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.measurement_groups import measurement_group, segment_group
from medviewer.dicom.derived.object_series import (
    SeriesKind,
    contributors,
    equipment,
    finish,
    moment_of,
    own_scheme,
    person,
)
from medviewer.dicom.derived.observers import observers
from medviewer.dicom.derived.predecessor import Predecessor
from medviewer.dicom.derived.response_groups import response_group
from medviewer.dicom.derived.result_groups import result_groups
from medviewer.dicom.derived.uids import DEVICE_UID
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.sign_off import SignOff

ORGANIZATION_UNKNOWN = "Not stated"  # Verifying Organization is type 1 (C.17.2)
TEMPLATE = "1500"


def reader_report(bench: Workbench, predecessors: Sequence[Predecessor] = ()) -> Dataset:
    """What the reader stands by: PARTIAL, PRELIMINARY, UNVERIFIED until it is signed."""
    record = bench.record
    groups: list[Group] = []
    for recorded in record.confirmed:
        bench.token.check()
        groups += confirmed_groups(bench, recorded)
    groups += [measurement_group(bench, each) for each in record.measurements]
    painted = (segment_group(bench, each) for each in record.segments)
    groups += [group for group in (*painted, response_group(record)) if group is not None]
    content = _content(bench, with_reader=True)
    _add_texts(content, bench)
    _evaluations(content).extend(diagnosis_items(record))
    written = _document(bench, SeriesKind.REPORT, content, record.sign_off, predecessors)
    return _with_groups(written, groups)


def proposals_report(bench: Workbench) -> Dataset | None:
    """Every proposal with its decision; None where no model said anything."""
    proposals = [f for f in bench.record.findings if not f.proposed.provenance.is_by_reader]
    groups: list[Group] = list(result_groups(bench))
    for recorded in proposals:
        bench.token.check()
        groups += proposal_groups(bench, recorded)
    if not groups:
        return None
    content = _content(bench, with_reader=False)
    written = _document(bench, SeriesKind.PROPOSALS, content, None, ())
    return _with_groups(written, groups)


def _content(bench: Workbench, *, with_reader: bool) -> sr.MeasurementReport:
    """Everything but the measurement groups: one stands for them, see `_with_groups`."""
    modality = bench.any_header().Modality
    kind = codes.READER_DOCUMENT if with_reader else codes.PROPOSALS_DOCUMENT
    content = sr.MeasurementReport(
        observation_context=sr.ObservationContext(*observers(bench, with_reader=with_reader)),
        procedure_reported=codes.PROCEDURES.get(modality, codes.ANY_PROCEDURE),
        imaging_measurements=[_stand_in()],
        title=codes.REPORT_TITLE,
        language_of_content_item_and_descendants=_language(bench),
    )
    _evaluations(content).append(
        sr.CodeContentItem(codes.DOCUMENT_KIND, kind, sr.RelationshipTypeValues.CONTAINS)
    )
    return content


def _stand_in() -> sr.MeasurementsAndQualitativeEvaluations:
    return sr.MeasurementsAndQualitativeEvaluations(sr.TrackingIdentifier(DEVICE_UID, "none"))


def _with_groups(written: Dataset, groups: Sequence[Group]) -> Dataset:
    """Put the groups in; without any, the text is the report (TID 1500, row 6, is conditional).

    The library asks for at least one, and copies and searches all it is given: 12 s for 200 findings.
    """
    (container,) = (
        item
        for item in written.ContentSequence
        if item.ConceptNameCodeSequence[0].CodeValue == codes.IMAGING_MEASUREMENTS.value
    )
    if groups:
        container.ContentSequence = [group[0] for group in groups]
    else:  # by identity: `remove` of highdicom's sequence (0.28.2) took the language away instead
        written.ContentSequence = [i for i in written.ContentSequence if i is not container]
    return written


def _language(bench: Workbench) -> sr.LanguageOfContentItemAndDescendants:
    language = bench.record.content.language
    return sr.LanguageOfContentItemAndDescendants(
        sr.CodedConcept.from_code(codes.LANGUAGES.get(language, codes.LANGUAGES["en"]))
    )


def _evaluations(content: sr.MeasurementReport) -> sr.ContentSequence:
    """The container of the report's own statements (TID 1500, rows 12 to 14), made when it is needed."""
    root = content[0]
    for item in root.ContentSequence:
        if item.name == codes.QUALITATIVE_EVALUATIONS:
            found: sr.ContentSequence = item.ContentSequence
            return found
    container = sr.ContainerContentItem(
        codes.QUALITATIVE_EVALUATIONS, relationship_type=sr.RelationshipTypeValues.CONTAINS
    )
    container.ContentSequence = sr.ContentSequence()
    root.ContentSequence.append(container)
    made: sr.ContentSequence = container.ContentSequence
    return made


def _add_texts(content: sr.MeasurementReport, bench: Workbench) -> None:
    written = bench.record.content
    texts = (
        (codes.INDICATION, written.indication),
        (codes.TECHNIQUE, written.technique),
        (codes.COMPARISON, written.comparison),
        (codes.FINDINGS_TEXT, written.findings),
        (codes.IMPRESSION, written.impression),
        (codes.COMMENT, bench.record.sign_off.amendment if bench.record.sign_off else ""),
    )
    for name, value in texts:
        if value.strip():
            _evaluations(content).append(text_item(name, value))


def _document(
    bench: Workbench,
    kind: SeriesKind,
    content: sr.MeasurementReport,
    sign_off: SignOff | None,
    predecessors: Sequence[Predecessor],
) -> Dataset:
    first = bench.any_header()
    written = sr.Comprehensive3DSR(
        evidence=_evidence(bench, first),
        content=content,
        is_complete=sign_off is not None,
        is_final=sign_off is not None,
        is_verified=sign_off is not None,
        verifying_observer_name=person(sign_off.reader) if sign_off else None,
        verifying_organization=_organization(sign_off) if sign_off is not None else None,
        previous_versions=[_as_dataset(each) for each in predecessors] or None,
        contributing_equipment=contributors(bench.record),
        coding_schemes=own_scheme(),
        **bench.series(kind).next_instance(),
        **equipment(bench.record),
    )
    if sign_off is not None:
        written.VerifyingObserverSequence[0].VerificationDateTime = date_time(sign_off.signed_at)
    return finish(written, first, bench.record)


def _organization(sign_off: SignOff) -> str:
    return plain_text(sign_off.organization, LONG) or ORGANIZATION_UNKNOWN


def _evidence(bench: Workbench, first: Dataset) -> list[Dataset]:
    """All images of the series spoken of, and their segmentations: what the groups refer to is among them."""
    found = {first.SOPInstanceUID: first}
    for header in bench.referenced_headers():
        found[header.SOPInstanceUID] = header
    for segment in bench.segments.values():
        found[segment.dataset.SOPInstanceUID] = segment.dataset
    return list(found.values())


def _as_dataset(predecessor: Predecessor) -> Dataset:
    dataset = Dataset()
    dataset.StudyInstanceUID = predecessor.study_instance_uid
    dataset.SeriesInstanceUID = predecessor.series_instance_uid
    dataset.SOPClassUID = predecessor.sop_class_uid
    dataset.SOPInstanceUID = predecessor.sop_instance_uid
    return dataset


def date_time(stamp: str) -> str:
    """ISO 8601 → DT with its offset (PS3.5 6.2); now, where it is none."""
    return f"{moment_of(stamp):%Y%m%d%H%M%S%z}"
