"""Where in a study a measurement lies: the image it was drawn on, and how that is told."""

from dataclasses import replace

from medviewer.domain.measurement import Measurement
from medviewer.domain.study import DisplaySet, Study


def place_in(
    study: Study, measurement: Measurement, shown: DisplaySet | None = None
) -> tuple[DisplaySet, int] | None:
    """The display set and the index of the image it was drawn on; None for a reformat, or when gone.

    Args:
        shown: the variant of its display set that is meant; None for the one its study lists.
    """
    display_set = shown or study.find_display_set(measurement.image.display_set_id)
    if not display_set or not measurement.image.sop_instance_uid:
        return None
    wanted = (measurement.image.sop_instance_uid, measurement.image.frame_index)
    found = (
        index
        for index, frame in enumerate(display_set.frames)
        if (frame.instance.sop_instance_uid, frame.frame_index) == wanted
        # An interpolated slice carries its neighbour's instance.
        and measurement.lies_on(replace(measurement.image, plane=frame.plane))
    )
    index = next(found, None)
    return None if index is None else (display_set, index)


def image_text(study: Study, measurement: Measurement) -> str:
    """Series number and image, as counted on screen; "" for a reformat."""
    place = place_in(study, measurement)
    if place is None:
        return ""
    display_set, index = place
    series = study.find_series(display_set.series_instance_uid)
    number = series.series_number if series is not None else None
    return f"{index + 1}" if number is None else f"{number} / {index + 1}"
