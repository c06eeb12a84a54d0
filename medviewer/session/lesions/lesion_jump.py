"""Going to a lesion: every cell on screen that shows one of its examinations goes to it there.

Where an examination shows none, its cell goes to the place the lesion would have, carried over from the
latest one that does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.lesion import Lesion
from medviewer.domain.longitudinal import FollowUp, LesionTimeline
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.image_places import distances_mm, has_places, nearest_index, space_of
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.images.viewport import Viewport
from medviewer.session.keeping.journal_content import JournalParts
from medviewer.session.lesions.lesion_places import Places


@dataclass(frozen=True, slots=True)
class Spot:
    """An image to be shown, and the place in it to be centred; None leaves the image as it lies."""

    display_set: DisplaySet
    index: int
    place: Vector | None


def show_lesion(
    timeline: LesionTimeline,
    known: FollowUp,
    parts: JournalParts,
    alignments: Iterable[Alignment],
) -> None:
    """Move the cells; the active one first, and none is told to follow another."""
    places = Places(alignments)
    with parts.linking.at_rest():
        for cell in _cells(parts):
            study = cell.value.study
            spot = _spot(timeline, known, study, cell.value.display_set, places) if study else None
            if study is not None and spot is not None:
                _go(cell, study, spot, parts)
    _select_item(timeline, parts)


def _cells(parts: JournalParts) -> list[Viewport]:
    viewports = parts.viewports
    return sorted(viewports.visible(), key=lambda cell: not viewports.is_active(cell))


def _spot(
    timeline: LesionTimeline,
    known: FollowUp,
    study: Study,
    shown: DisplaySet | None,
    places: Places,
) -> Spot | None:
    keys = [examination.study_key for examination in known.examinations]
    if study.key not in keys:
        return None
    own = timeline.points[keys.index(study.key)].lesion
    if own is not None:
        return _spot_of(own, study)
    latest = next((p.lesion for p in reversed(timeline.points) if p.lesion is not None), None)
    if latest is None or latest.center_lps_mm is None or shown is None or not has_places(shown):
        return None
    carrier = places.carrier(latest.space, space_of(shown))
    if carrier is None:
        return None
    there = as_vector(carrier.transform.apply(latest.center_lps_mm))
    return Spot(shown, nearest_index(shown, distances_mm(shown), there), there)


def _spot_of(lesion: Lesion, study: Study) -> Spot | None:
    """On the image it was measured on; on the nearest one where it was drawn on a reformat."""
    display_set = study.find_display_set(lesion.display_set_id)
    if display_set is None:
        return None
    uids = [frame.instance.sop_instance_uid for frame in display_set.frames]
    if lesion.center_lps_mm is not None and has_places(display_set):
        index = nearest_index(display_set, distances_mm(display_set), lesion.center_lps_mm)
    else:
        index = 0
    if uids.count(lesion.sop_instance_uid) == 1:  # one of several frames is found by its place
        index = uids.index(lesion.sop_instance_uid)
    return Spot(display_set, index, lesion.center_lps_mm)


def _go(cell: Viewport, study: Study, spot: Spot, parts: JournalParts) -> None:
    shown = cell.value.display_set
    if shown is None or shown.listed_id != spot.display_set.listed_id:
        cell.show(study, spot.display_set)
    planes = parts.room.planes
    if spot.place is not None and parts.viewports.is_active(cell) and planes.mpr.value.is_open:
        planes.mpr.move_to(spot.place)
        return
    cell.scroll_to(spot.index)
    plane = spot.display_set.frames[spot.index].plane
    if plane is not None and spot.place is not None:
        column, row = plane.patient_to_pixel(spot.place)
        cell.center_on(spot.display_set, (round(row), round(column)))


def _select_item(timeline: LesionTimeline, parts: JournalParts) -> None:
    """The finding or measurement of the study on screen is the one the keys act on, too."""
    items = [item for point in timeline.points if point.lesion for item in point.lesion.item_ids]
    for item in items:
        parts.reading.select(item)
        if parts.annotations.value.find(item) is not None:
            parts.annotations.select(item)
