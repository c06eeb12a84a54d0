"""The images of a reading one after another as MP4, with its confirmed findings and drawings on them."""

from collections.abc import Collection

from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.report import ReportedFinding
from medviewer.domain.study import DisplaySet
from medviewer.session.bundle.bundle_materials import Materials
from medviewer.session.hanging.kept_layout import find_shown
from medviewer.session.images.picture_series import (
    NO_ENCODER,
    PictureOrder,
    encoder,
    write_pictures,
)
from medviewer.session.reports.record_report import drawings_on
from medviewer.words import Message, message

NOTHING_TO_MOVE = message("Bundle", "Movie: the study has no series of several images.")


def write_movie(materials: Materials) -> Collection[Message]:
    """Write `movie.mp4`; a sentence where the encoder is missing or nothing moves.

    Raises:
        ExportError: the encoder or the disk refused.
    """
    from medviewer.dicom.pixels.frames import read_frame
    from medviewer.imaging.luts import default_window

    record = materials.record
    if encoder() is None:
        return (NO_ENCODER,)
    shown = main_display_set(record)
    if shown is None:
        return (NOTHING_TO_MOVE,)
    chosen = next((w for w in record.windows if w.display_set_id == shown.display_set_id), None)
    window = chosen.window if chosen is not None else None
    middle = shown.frames[shown.count // 2]
    order = PictureOrder(
        shown,
        window or default_window(read_frame(middle), middle.windows),
        chosen is not None and chosen.is_inverted,
        tuple(
            ReportedFinding(each.number, each.finding, each.review)
            for each in record.confirmed
            if each.display_set_id == shown.display_set_id
        ),
        drawings=drawings_on(shown, record, materials.order.reading),
    )
    write_pictures(order, materials.folder / "movie.mp4", materials.token, materials.say)
    return ()


def main_display_set(record: ReadingRecord) -> DisplaySet | None:
    """The one most of the reading speaks of, else the one of most images; never a single image."""
    spoken = [
        *(each.display_set_id for each in record.confirmed),
        *(each.measurement.image.display_set_id for each in record.measurements),
        *(each.segment.display_set_id for each in record.segments),
    ]
    sets = [d for series in record.study.series for d in series.display_sets if d.count > 1]
    named = {key: find_shown(record.study, key) for key in spoken}
    sets += [d for d in named.values() if d is not None and d.count > 1 and d not in sets]
    return max(sets, key=lambda d: (spoken.count(d.display_set_id), d.count), default=None)
