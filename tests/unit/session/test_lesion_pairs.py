"""Two dates of one thorax made from numbers: registered for real; nodules found again, grown, gone, new."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.growth import LesionChange
from medviewer.domain.study_ledger import LesionNote, LesionRole, PointState, StudyLedger
from medviewer.domain.tracking import tracking_uid
from medviewer.domain.tumour_response import Response
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.imaging.registration import register
from medviewer.progress import CancelToken
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.lesions.follow_up import follow_up
from tests.unit.session.lesion_samples import entry, lesion

pytestmark = pytest.mark.slow

SHIFT_MM: Vector = (14.0, -9.0, 25.0)  # how the patient lies the second time
STEADY, GROWN = (-70.0, 10.0, 20.0), (70.0, 0.0, -30.0)
VANISHED, NEW = (-80.0, 30.0, -40.0), (80.0, 25.0, 50.0)


def shifted(place: Vector) -> Vector:
    return as_vector(np.add(place, SHIFT_MM))


def examined(seed: int, shift_mm: Vector) -> Volume:
    """Coarse, and with noise of its own."""
    spec = ThoraxSpec(
        shape=(56, 128, 128), pixel_mm=2.8, slice_mm=5.0, nodule_diameters_mm=(), noise_hu=15.0
    )
    volume = thorax_phantom(spec).volume
    noise = np.random.default_rng(seed).normal(0, 10, volume.array.shape)
    plane = volume.geometry.plane
    moved = replace(plane, position=as_vector(np.add(plane.position, shift_mm)))
    array = (volume.array + noise).astype(np.int16)
    return replace(volume, array=array, geometry=replace(volume.geometry, plane=moved))


def test_that_nodules_are_found_again_in_a_patient_who_lies_otherwise() -> None:
    now, before = examined(1, SHIFT_MM), examined(2, (0.0, 0.0, 0.0))
    uids = {name: tracking_uid(name) for name in ("steady", "grown", "vanished", "new")}
    targets = tuple(LesionNote(uids[n], LesionRole.TARGET) for n in ("grown", "vanished"))
    gone = LesionNote(uids["vanished"], state=PointState.ABSENT)

    found = register(now, before, CancelToken())
    known = follow_up(
        (
            entry(
                "a",
                "20250101",
                lesion("steady", STEADY, 8.0, space="before"),
                lesion("grown", GROWN, 10.0, space="before"),
                lesion("vanished", VANISHED, 20.0, space="before"),
                ledger=StudyLedger(notes=targets),
            ),
            entry(
                "b",
                "20250701",
                lesion("s", shifted(STEADY), 8.4, space="now"),
                lesion("g", shifted(GROWN), 15.0, space="now"),
                lesion("new", shifted(NEW), 12.0, space="now"),
                ledger=StudyLedger(notes=(gone,)),
            ),
        ),
        (Alignment("now", "before", found, is_spatial=True),),
    )

    changes = {line.tracking_uid: line.change for line in known.timelines}
    assert changes == {
        uids["steady"]: LesionChange.STABLE,
        uids["grown"]: LesionChange.GROWN,
        uids["vanished"]: LesionChange.GONE,
        uids["new"]: LesionChange.NEW,
    }
    matches = [line.points[-1].match for line in known.timelines]
    residuals = [match.distance_mm for match in matches if match is not None]
    assert len(residuals) == 2
    assert max(residual or 0.0 for residual in residuals) < 2.0  # mm: less than a pixel
    assert known.recist[-1].sum_mm == 15.0  # of 30
    assert known.recist[-1].overall is Response.PR
