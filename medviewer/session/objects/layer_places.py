"""Where a layer belongs: on which images of its study, and on which of them a place of it lies."""

from medviewer.domain.geometry import Vector
from medviewer.domain.object_layer import ObjectLayer
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.image_places import distances_mm, has_places, nearest_index


def best_images(layer: ObjectLayer, study: Study) -> DisplaySet | None:
    """The images most of it was drawn on, else the largest set of its space; None where there are none."""
    sets = [
        each for series in study.series for each in series.display_sets if belongs_on(layer, each)
    ]
    return max(sets, key=lambda each: (layer.images_of(each), each.count), default=None)


def belongs_on(layer: ObjectLayer, display_set: DisplaySet) -> bool:
    """Whether it is drawn there: on what it lies on, but for its own pixels shown as a series."""
    own = display_set.frames[0].instance.sop_instance_uid
    return own != layer.layer_id and layer.lies_on(display_set)


def image_of(display_set: DisplaySet, place: Vector) -> int | None:
    """The image nearest to a place, patient mm; None where images lie nowhere."""
    if not has_places(display_set):
        return None
    return nearest_index(display_set, distances_mm(display_set), place)
