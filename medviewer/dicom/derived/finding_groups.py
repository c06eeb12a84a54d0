"""Measurement groups of findings: one of the volume, and one of a rectangle on the key slice.

Two, as readers differ: 3D Slicer follows the reference to the segment, OHIF draws rectangles on single images
and skips the rest. Both bear the finding's one tracking UID.
"""

from typing import Any

from highdicom import sr
from pydicom.dataset import Dataset

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.items import Group, add, code_item, number, text_item
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.measurement_groups import segment_reference
from medviewer.dicom.derived.object_series import MANUFACTURER, coded
from medviewer.dicom.derived.regions import box_on_slice, center_on_slice, volume_regions
from medviewer.dicom.derived.sources import Sources
from medviewer.dicom.derived.time_points import time_point_items
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.finding import Finding, Review, ReviewState
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.reading_record import RecordedFinding
from medviewer.imaging.lesion_extent import outlined_volume_ml


def confirmed_groups(bench: Workbench, recorded: RecordedFinding) -> list[Group]:
    """A finding as the reader has it, for the reader's own document."""
    groups = _groups(bench, recorded, recorded.finding)
    for group in groups:
        add(group, *_identity(recorded, recorded.finding), _version(recorded, recorded.finding))
        add(group, *time_point_items(bench.record, recorded.tracking_uid))
    return groups


def proposal_groups(bench: Workbench, recorded: RecordedFinding) -> list[Group]:
    """What a model stated, the reader's word on it, and what the reader made of it."""
    groups = []
    versions = [recorded.proposed]
    if recorded.review.revised is not None and recorded.review.state is ReviewState.EDITED:
        versions.append(recorded.review.revised)
    for finding in versions:
        is_open = (
            not recorded.review.is_decided
        )  # its outlines stand in a segmentation of proposals
        for group in _groups(bench, recorded, finding, is_in_segmentation=is_open):
            add(group, *_identity(recorded, finding), _version(recorded, finding))
            add(group, *_decision(recorded.review))
            groups.append(group)
    return groups


def algorithm(finding: Finding, result: AnalysisResult | None) -> sr.AlgorithmIdentification:
    """TID 4019. All parameters are one text: dcmqi keeps the first only."""
    told = finding.provenance
    parameters = [f"weights_sha256={told.weights_sha256}", f"device={told.device}"]
    parameters.append("calibration=held-back data" if finding.is_calibrated else "calibration=none")
    if result is not None:
        parameters.append(f"threshold={result.card.score_threshold:g}")
        parameters += (
            [f"operating_point={result.card.usual_point}"] if result.card.usual_point else []
        )
        parameters += ["run_against_advice=yes"] if result.request.override else []
    return sr.AlgorithmIdentification(
        name=plain_text(told.model_id, LONG),
        version=plain_text(f"{told.model_version}+{told.weights_sha256}", 1024),
        parameters=["; ".join(parameters)],
        family=codes.ALGORITHM_FAMILY,
        manufacturer=MANUFACTURER,
    )


def _groups(
    bench: Workbench,
    recorded: RecordedFinding,
    finding: Finding,
    *,
    is_in_segmentation: bool = True,
) -> list[Group]:
    sources = bench.sources(recorded.display_set_id)
    key = sources.of_slice(finding.key_slice)
    told = _told(recorded, finding, _volume_mm3(finding, sources))
    rectangle = box_on_slice(finding, key)
    if rectangle is None:
        image = sr.SourceImageForMeasurementGroup(
            key.header.SOPClassUID, key.header.SOPInstanceUID, key.frame_numbers
        )
        return [sr.MeasurementsAndQualitativeEvaluations(**told, source_images=[image])]
    planar = sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        **told, referenced_region=rectangle.as_image_region
    )
    center = center_on_slice(finding, key)
    if center is not None:
        add(planar, center)
    volumes = _volumes(bench, recorded, finding, is_in_segmentation=is_in_segmentation)
    volumetric = sr.VolumetricROIMeasurementsAndQualitativeEvaluations
    return [*(volumetric(**told, **place) for place in volumes), planar]


def _volumes(
    bench: Workbench, recorded: RecordedFinding, finding: Finding, *, is_in_segmentation: bool
) -> list[dict[str, Any]]:
    """How the volume is referred to: by its segment where there is one, else slice by slice.

    What a reader added is told in both ways, as no document of proposals has its outlines; what is not
    decided, too, as its segmentation may be left behind.
    """
    places: list[dict[str, Any]] = []
    is_segment = is_in_segmentation and recorded.key in bench.segments
    if is_segment:
        places.append({"referenced_segment": segment_reference(bench, recorded.key)})
    if not is_segment or finding.provenance.is_by_reader or not recorded.review.is_decided:
        shapes = volume_regions(finding, bench.sources(recorded.display_set_id))
        if shapes:
            places.append({"referenced_regions": [each.as_image_region for each in shapes]})
    return places


def _volume_mm3(finding: Finding, sources: Sources) -> float | None:
    """As follow-up has it, too; None where it is not outlined as a whole, or voxels have no known size."""
    volume_ml = outlined_volume_ml(finding, sources.display_set.geometry)
    return volume_ml * 1000 if volume_ml else None


def _told(recorded: RecordedFinding, finding: Finding, volume_mm3: float | None) -> dict[str, Any]:
    """What both groups say, as highdicom's arguments."""
    by_reader = finding.provenance.is_by_reader
    site = codes.site_codes(finding.label, str(finding.site))
    sites = None if site is None else [sr.FindingSite(site.site, site.laterality)]
    coded = codes.finding_codes(finding.label, str(finding.name))
    return {
        "tracking_identifier": sr.TrackingIdentifier(
            recorded.tracking_uid, f"Finding {recorded.number}"
        ),
        "finding_type": coded.finding,
        "finding_sites": sites,
        "algorithm_id": None if by_reader else algorithm(finding, recorded.result),
        "measurements": _numbers(finding, volume_mm3) or None,
    }


def _numbers(finding: Finding, volume_mm3: float | None) -> list[sr.Measurement]:
    numbers = []
    if finding.diameter_mm is not None:
        numbers.append(number(codes.LONG_AXIS, finding.diameter_mm, codes.MILLIMETRE))
    if finding.short_axis_mm is not None:
        numbers.append(number(codes.SHORT_AXIS, finding.short_axis_mm, codes.MILLIMETRE))
    if volume_mm3 is not None:
        numbers.append(number(codes.VOLUME, volume_mm3, codes.CUBIC_MILLIMETRE))
    if not finding.provenance.is_by_reader:
        numbers.append(number(codes.CERTAINTY, finding.confidence * 100, codes.PERCENT))
    return numbers


def _identity(recorded: RecordedFinding, finding: Finding) -> list[Dataset]:
    told = finding.provenance
    items: list[Dataset] = [
        text_item(codes.FINDING_ID, finding.finding_id),
        text_item(codes.FINDING_NUMBER, str(recorded.number)),
        text_item(codes.COMMENT, f"{finding.name}"),
    ]
    optional = (
        (codes.FINDING_LABEL, finding.label),
        (codes.SITE_TEXT, str(finding.site)),
        (codes.MODEL_ID, told.model_id),
        (codes.ANALYSED_AT, told.analysed_at),
        (codes.ADDED_BY, told.reader),
    )
    items += [text_item(name, value) for name, value in optional if value.strip()]
    if not told.is_by_reader:
        calibration = codes.CALIBRATED if finding.is_calibrated else codes.UNCALIBRATED
        items.append(code_item(codes.CALIBRATION, calibration))
    return items


def _version(recorded: RecordedFinding, finding: Finding) -> Dataset:
    is_edited = finding is not recorded.proposed
    return code_item(codes.VERSION_OF_FINDING, codes.AS_EDITED if is_edited else codes.AS_PROPOSED)


def _decision(review: Review) -> list[Dataset]:
    items: list[Dataset] = [code_item(codes.DECISION, codes.DECISIONS[review.state])]
    if review.reason is not None:
        reason = code_item(codes.REASON, codes.REASONS[review.reason])
        equivalent = codes.EQUIVALENT_REASONS.get(review.reason)
        if equivalent is not None:
            reason.ConceptCodeSequence[0].EquivalentCodeSequence = [coded(equivalent)]
        items.append(reason)
    if review.reader.strip():
        items.append(text_item(codes.DECIDED_BY, review.reader))
    if review.decided_at.strip():
        items.append(text_item(codes.DECIDED_AT, review.decided_at))
    return items
