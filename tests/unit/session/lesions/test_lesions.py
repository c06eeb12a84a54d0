"""What of a study is a lesion: confirmed findings, diameters, segments, and which of them are one."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.finding import Finding
from medviewer.domain.geometry import Vector
from medviewer.domain.lesion import LesionSize, LesionSource
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage
from medviewer.domain.segmentation import PackedMask, Segment
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_ledger import Separation
from medviewer.domain.tracking import tracking_uid
from medviewer.session.lesions.lesions import ConfirmedFinding, StudyWork, lesions_of
from tests.unit.session.session_samples import MakeFinding
from tests.unit.session.several_series import series, study

STUDY = study(series("1.1"))
SHOWN = STUDY.series[0].display_sets[0]


def drawn(
    name: str, *points: Vector, kind: MeasurementKind = MeasurementKind.LENGTH, index: int = 0
) -> Measurement:
    frame = SHOWN.frames[index]
    uid = frame.instance.sop_instance_uid
    image = ReferencedImage(STUDY.key, SHOWN.display_set_id, uid, 0, frame.plane)
    return Measurement(name, kind, image, points)


def annotated(*measurements: Measurement) -> StudyAnnotations:
    return StudyAnnotations(STUDY.key, measurements)


def at(finding: Finding, place: Vector) -> ConfirmedFinding:
    return ConfirmedFinding(replace(finding, center_lps_mm=place), SHOWN.display_set_id)


ACROSS = ((1.0, 3.0, 0.0), (5.0, 3.0, 0.0))  # 4 mm about (3, 3, 0)


def test_that_a_length_is_a_lesion_at_its_middle() -> None:
    [found] = lesions_of(StudyWork(STUDY, annotated(drawn("m", *ACROSS)))).lesions

    assert found.center_lps_mm == (3.0, 3.0, 0.0)
    assert found.size == LesionSize(4.0)
    assert found.space == "1.2.99"
    assert found.sop_instance_uid == "1.1.0"


def test_that_both_axes_of_a_bidirectional_measurement_are_kept() -> None:
    axes = (*ACROSS, (3.0, 2.0, 0.0), (3.0, 4.0, 0.0))

    [found] = lesions_of(
        StudyWork(STUDY, annotated(drawn("m", *axes, kind=MeasurementKind.BIDIRECTIONAL)))
    ).lesions

    assert found.size == LesionSize(4.0, 2.0)


@pytest.mark.parametrize("kind", [MeasurementKind.ARROW, MeasurementKind.ELLIPSE])
def test_that_other_drawings_are_no_lesions(kind: MeasurementKind) -> None:
    assert lesions_of(StudyWork(STUDY, annotated(drawn("m", *ACROSS, kind=kind)))).lesions == ()


def test_that_a_diameter_within_a_finding_is_of_the_same_lesion_and_counts_first(
    make_finding: MakeFinding,
) -> None:
    work = StudyWork(
        STUDY, annotated(drawn("m", *ACROSS)), (at(make_finding("f", 0.9), (3.0, 4.0, 0.0)),)
    )

    [found] = lesions_of(work).lesions

    assert found.item_ids == ("f", "m")
    assert found.source is LesionSource.FINDING
    assert found.size.longest_mm == 4.0
    assert found.label == "lung_nodule"


def test_that_a_diameter_beyond_the_finding_is_another_lesion(make_finding: MakeFinding) -> None:
    """The finding's 6 mm and the line's 4 mm: half the larger is 3 mm, and 3.5 mm lie between."""
    work = StudyWork(
        STUDY, annotated(drawn("m", *ACROSS)), (at(make_finding("f", 0.9), (3.0, 6.5, 0.0)),)
    )

    assert [each.item_ids for each in lesions_of(work).lesions] == [("f",), ("m",)]


def test_that_two_diameters_are_two_lesions_however_near() -> None:
    work = StudyWork(STUDY, annotated(drawn("m", *ACROSS), drawn("n", *ACROSS)))

    assert len(lesions_of(work).lesions) == 2


def test_that_what_the_reader_separated_stays_apart(make_finding: MakeFinding) -> None:
    work = StudyWork(
        STUDY,
        annotated(drawn("m", *ACROSS)),
        (at(make_finding("f", 0.9), (3.0, 3.0, 0.0)),),
        separations=(Separation("m", tracking_uid("f")),),
    )

    assert len(lesions_of(work).lesions) == 2


def test_that_a_segment_is_measured_once_while_it_is_the_same() -> None:
    mask = np.zeros((8, 8), np.bool_)
    mask[2:4, 2:4] = True
    painted = Segment(
        "s", "1", STUDY.key, SHOWN.display_set_id, (8, 8), 2.0, {4: PackedMask.of(mask)}
    )
    first = lesions_of(StudyWork(STUDY, annotated(), segments=(painted,)))

    again = lesions_of(StudyWork(STUDY, annotated(), segments=(painted,), extents=first.extents))

    assert again.extents["s"] is first.extents["s"]
    assert again.lesions[0].size.volume_ml == pytest.approx(0.008)
    assert again.lesions[0].center_lps_mm == pytest.approx((2.5, 2.5, 8.0))


def test_that_a_finding_of_a_whole_image_is_no_lesion(make_finding: MakeFinding) -> None:
    whole = replace(make_finding("f", 0.9), box_voxel=None, center_voxel=None)
    work = StudyWork(STUDY, annotated(), (ConfirmedFinding(whole, SHOWN.display_set_id),))

    assert lesions_of(work).lesions == ()
