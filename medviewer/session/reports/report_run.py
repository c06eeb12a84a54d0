"""One report, from decisions to files. No Qt: the command line runs it too."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.domain.report import (
    KeyImage,
    Report,
    ReportedFinding,
)
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.typeface import FontSet
from medviewer.domain.voi import Voi
from medviewer.errors import InputError
from medviewer.progress import CancelToken
from medviewer.session.reports.report_order import ReportOrder
from medviewer.session.reports.report_texts import in_language, worded
from medviewer.words import Message

if TYPE_CHECKING:
    from medviewer.imaging.key_images import SliceView
    from medviewer.report.files import ReportFiles
    from medviewer.report.findings_json import Json

Translate = Callable[[Message], str]


def run_order(
    order: ReportOrder,
    folder: Path,
    token: CancelToken,
    translate: Translate = str,
    language: str = "en",
) -> "ReportFiles":
    """Draw the key images, draft the report and write it. Blocks; not for the GUI thread.

    Raises:
        ExportError: the folder cannot be written.
        Cancelled: `token` was cancelled; nothing is left half-written.
    """
    from medviewer.imaging.fonts import (
        find_fonts,  # reportlab and Pillow only when a report is written
    )
    from medviewer.report.files import write_reports

    fonts = find_fonts()
    order, say = in_language(order, translate, language)
    report = drawn_report(order, token, fonts, say)
    document = said_by_models(order)
    token.check()
    return write_reports(report, folder, document, fonts, say, order.content.language)


def text_of_order(order: ReportOrder, translate: Translate = str, language: str = "en") -> str:
    """The report as plain text for another system; blocks for some milliseconds."""
    from medviewer.report.text import render_text

    order, say = in_language(order, translate, language)
    return render_text(worded(order, say), say, is_short=True)


def drawn_report(
    order: ReportOrder, token: CancelToken, fonts: FontSet, translate: Translate = str
) -> Report:
    """The report with its key images drawn; blocks.

    Args:
        order: its content names the language (see `report_texts.in_language`).
        translate: puts messages into that language.

    Raises:
        Cancelled: `token` was cancelled.
    """
    from medviewer.report.draft import with_findings, with_key_images

    numbered = order.numbered()
    pictures = {}
    for item in numbered:
        token.check()
        picture = _key_image(order, item, fonts, translate)
        if picture is not None:
            pictures[item.finding.finding_id] = picture
    report = with_findings(worded(order, translate), with_key_images(numbered, pictures))
    key_images = tuple(_readers_key_images(order, numbered, token, fonts, translate))
    return replace(report, key_images=key_images)


def said_by_models(order: ReportOrder) -> dict[str, "Json"]:
    """The JSON document of a study: what the models said, and the reader's decisions on it."""
    from medviewer.report.findings_json import findings_document

    uid, results = order.study.study_instance_uid, order.answers()
    timings, numbered = dict(order.timings_s), order.numbered()
    return findings_document(uid, results, timings, numbered, order.codes)


def _key_image(
    order: ReportOrder, item: ReportedFinding, fonts: FontSet, translate: Translate
) -> KeyImage | None:
    """The finding's key slice with its box; None where the slice can no longer be read."""
    from medviewer.imaging.key_images import key_image

    finding_id = item.finding.finding_id
    display_set = order.study.find_display_set(order.display_sets_of_findings().get(finding_id, ""))
    if display_set is None:
        return None
    cards = (r.card for r in order.results if any(f.finding_id == finding_id for f in r.findings))
    card = next(cards, None)
    window = card.display_window if card is not None else None
    view = _view(order, display_set, item.finding.key_slice, window)
    if view is None:
        return None
    picture = key_image(view, item, translate=translate, fonts=fonts)
    return replace(picture, display_set_id=display_set.display_set_id, index=item.finding.key_slice)


def _readers_key_images(
    order: ReportOrder,
    items: tuple[ReportedFinding, ...],
    token: CancelToken,
    fonts: FontSet,
    translate: Translate,
) -> Iterator[KeyImage]:
    """The images the reader marked, with the accepted findings on them; all others stand apart."""
    from medviewer.imaging.key_images import readers_key_image

    display_set_of = order.display_sets_of_findings()
    for display_set, index in order.key_places:
        token.check()
        here = tuple(
            item
            for item in items
            if item.review.is_confirmed
            and display_set_of.get(item.finding.finding_id) == display_set.display_set_id
            and item.finding.box_voxel is not None
            and item.finding.box_voxel.contains_slice(index)
        )
        view = _view(order, display_set, index)
        if view is not None:
            picture = readers_key_image(view, here, translate, fonts)
            yield replace(picture, display_set_id=display_set.display_set_id, index=index)


def _view(
    order: ReportOrder, display_set: DisplaySet, index: int, of_card: Voi | None = None
) -> "SliceView | None":
    """An image as the reader saw it; None where it can no longer be read."""
    from medviewer.dicom.pixels import frames
    from medviewer.imaging.alterations import alterations
    from medviewer.imaging.drawings import NOTHING_DRAWN
    from medviewer.imaging.key_images import SliceView
    from medviewer.imaging.luts import default_window

    source = display_set.frames[index]
    try:
        frame = frames.read_frame(source)
    except InputError:
        return None
    window = order.windows.get(display_set.display_set_id) or of_card
    return SliceView(
        frame=frame,
        window=window or default_window(frame, source.windows),
        plane=source.plane,
        slice_count=display_set.count,
        is_inverted=display_set.display_set_id in order.inverted,
        title=_series_title(order.study, display_set),
        patient_orientation=source.instance.patient_orientation,
        alterations=tuple(alterations(display_set, source, frame)),
        is_quadruped=source.instance.technique.is_quadruped,
        stated=source.calibration,
        slice_index=index,
        drawings=order.drawings.get(display_set.display_set_id, {}).get(index, NOTHING_DRAWN),
    )


def _series_title(study: Study, display_set: DisplaySet) -> str:
    series = study.find_series(display_set.series_instance_uid)
    if series is None:
        return ""
    number = "" if series.series_number is None else f"{series.series_number} · "
    return f"{number}{series.series_description}".rstrip(" ·")
