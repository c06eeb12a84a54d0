"""A finding's key image: its whole slice in true proportions, its box, and who vouches for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from medviewer.domain.calibration import UNCALIBRATED, PixelCalibration, in_patient
from medviewer.domain.finding import Finding, ReviewState, confidence_text
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.model_card import AttentionPatch
from medviewer.domain.report import KeyImage, ReportedFinding
from medviewer.domain.significant_digits import significant
from medviewer.domain.typeface import FontSet
from medviewer.domain.voi import Voi, VoiLut
from medviewer.domain.volume import Frame
from medviewer.imaging import draw
from medviewer.imaging.colormaps import AI_COLOUR, READER_COLOUR, attention_scale_logit
from medviewer.imaging.drawings import (
    NOTHING_DRAWN,
    Drawings,
    TranslatedDrawing,
    draw_drawings,
    lay_segments,
)
from medviewer.imaging.fonts import find_fonts
from medviewer.imaging.image_graphics import GraphicsShown, with_graphics
from medviewer.imaging.lettering import Lettering
from medviewer.imaging.marks import (
    PictureScale,
    Point,
    ScaleBar,
    box_edges,
    picture_scale,
    scale_bar,
)
from medviewer.imaging.orientation import edge_letters
from medviewer.imaging.render import render_grey
from medviewer.words import Message, message

LARGEST_PX = (720, 900)  # width, height: about 200 dpi in a report's column
TEXT_PX = 20  # about 6.5 pt in a report with two pictures across
TITLE_SHARE = 0.45  # ends before the letter in the middle of the top edge
SCALE_BAR_SHARE = 0.25  # of the picture's width at most

Translate = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class SliceView:
    """The slice a finding is shown on, the way the reader saw it.

    `plane` is None where nothing is known of it: then letters come from `patient_orientation`, if at all.
    `stated` is what the header says its pixels measure; without it they measure what the plane's do.
    `alterations` say what of the slice is not as the scanner made it.
    `slice_count` is that of the display set, `slice_index` the slice's place in it; `title` says which series
    it is. `drawings` are the reader's.
    """

    frame: Frame
    window: Voi
    plane: ImagePlane | None
    slice_count: int
    title: str = ""
    is_inverted: bool = False
    graphics: GraphicsShown = field(default_factory=GraphicsShown)
    patient_orientation: tuple[str, ...] = ()
    alterations: tuple[Message, ...] = ()
    is_quadruped: bool = False
    stated: PixelCalibration = UNCALIBRATED
    slice_index: int = 0
    drawings: Drawings = NOTHING_DRAWN

    @property
    def calibration(self) -> PixelCalibration:
        """What a pixel measures: the reader's own, else what is known of it."""
        if self.drawings.scale is not None:
            return self.drawings.scale
        if self.stated != UNCALIBRATED or self.plane is None:
            return self.stated
        return in_patient(self.plane.row_spacing_mm, self.plane.column_spacing_mm)


def key_image(
    view: SliceView,
    item: ReportedFinding,
    attention: Sequence[AttentionPatch] = (),
    translate: Translate = str,
    fonts: FontSet | None = None,
) -> KeyImage:
    """Draw the finding's key slice with its box, where it has one. Safe off the GUI thread.

    Args:
        view: the finding's key slice.
        item: the finding, its number on screen and the reader's review of it.
        attention: maps to lay over the slice; those of other slices or findings are left out. Off by default.
        translate: puts a message into the reader's language.
        fonts: found anew when not given.
    """
    view = replace(view, slice_index=item.finding.key_slice)
    lettering = Lettering(fonts or find_fonts(), TEXT_PX)
    scale = picture_scale(view.frame.shape, view.calibration.aspect, LARGEST_PX)
    image = render_grey(view.frame, view.window, view.is_inverted)
    picture = draw.enlarge(with_graphics(image, view.frame, view.graphics), scale)
    _draw_attention(picture, lettering, scale, item, attention, translate)
    _draw_slice_texts(picture, lettering, scale, view, translate)
    draw_finding(picture, lettering, scale, item, view.slice_index)
    draw_reader_marks(picture, lettering, scale, view.drawings, translate)
    draw.draw_badge(picture, lettering, translate(badge(item)))
    return KeyImage(item.finding.finding_id, draw.as_array(picture), caption(item))


def readers_key_image(
    view: SliceView,
    findings: Sequence[ReportedFinding] = (),
    translate: Translate = str,
    fonts: FontSet | None = None,
) -> KeyImage:
    """An image the reader marked, with all that was drawn on it and the findings on it.

    `slice_index` and `drawings` of the view say what that is. Safe off the GUI thread.
    """
    lettering = Lettering(fonts or find_fonts(), TEXT_PX)
    scale = picture_scale(view.frame.shape, view.calibration.aspect, LARGEST_PX)
    image = render_grey(view.frame, view.window, view.is_inverted)
    picture = draw.enlarge(with_graphics(image, view.frame, view.graphics), scale)
    _draw_slice_texts(picture, lettering, scale, view, translate)
    draw_findings(picture, lettering, scale, findings, view.slice_index)
    draw_reader_marks(picture, lettering, scale, view.drawings, translate)
    if findings:
        draw.draw_badge(picture, lettering, translate(least_badge(findings)))
    said = message(
        "Key image",
        "{series}: image {number}, marked by the reader",
        series=view.title or "–",
        number=view.slice_index + 1,
    )
    return KeyImage("", draw.as_array(picture), said)


def draw_findings(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    findings: Sequence[ReportedFinding],
    slice_index: int,
) -> None:
    for item in findings:
        draw_finding(picture, lettering, scale, item, slice_index)


def draw_finding(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    item: ReportedFinding,
    slice_index: int,
) -> None:
    """Its outlines on the slice where it was segmented, else its box; and its number beside it."""
    box = item.finding.box_voxel
    if box is None:
        return
    edges = scale.place(box_edges(box))
    colour = READER_COLOUR if item.is_by_reader else AI_COLOUR
    outlines = [o for o in item.finding.outlines if o.slice_index == slice_index]
    if not outlines:
        draw.draw_ai_box(picture, lettering, edges, box_label(item), colour)
        return
    for outline in outlines:
        points = [scale.place_point(Point(column, row)) for row, column in outline.points]
        draw.draw_ai_outline(picture, points, is_whole=item.review.is_confirmed, colour=colour)
    draw.draw_ai_label(picture, lettering, edges, box_label(item), colour)


def draw_reader_marks(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    drawings: Drawings,
    translate: Translate,
) -> None:
    """Segments, then strokes and words over them."""
    lay_segments(picture, drawings.segments)
    in_words = [
        TranslatedDrawing(
            each.shape,
            tuple(line if isinstance(line, str) else translate(line) for line in each.lines),
        )
        for each in drawings.items
    ]
    draw_drawings(picture, lettering, scale, in_words)


def least_badge(findings: Sequence[ReportedFinding]) -> Message:
    """One badge for all: the least that is true of any of them."""
    return badge(min(findings, key=lambda item: (item.review.is_decided, item.is_by_reader)))


def box_label(item: ReportedFinding) -> str:
    """What stands beside a box: the finding's number and how sure the model is."""
    if item.is_by_reader:
        return str(item.number)
    return f"{item.number} · {confidence_text(item.finding)}"


def badge(item: ReportedFinding) -> Message:
    """Who vouches for the marks on the picture."""
    if item.is_by_reader:
        if not item.review.reader:
            return message("Key image", "Finding by the reader")
        return message("Key image", "Finding by {reader}", reader=item.review.reader)
    if item.review.is_confirmed:
        if not item.review.reader:
            return message("Key image", "AI-assisted, reviewed")
        return message("Key image", "AI-assisted, reviewed by {reader}", reader=item.review.reader)
    if item.review.state is ReviewState.REJECTED:
        return message("Key image", "AI · rejected by the reader")
    return message("Key image", "AI · not verified")


def caption(item: ReportedFinding) -> Message:
    """One line under a key image."""
    finding = item.finding
    if finding.diameter_mm is None:
        return message(
            "Key image",
            "{number}: {name}, {site}. Image {slice}, {confidence}",
            number=item.number,
            name=finding.name,
            site=finding.site,
            slice=finding.key_slice + 1,
            confidence=_confidence(finding),
        )
    return message(
        "Key image",
        "{number}: {name}, {site}. Slice {slice}, {diameter} mm, {confidence}",
        number=item.number,
        name=finding.name,
        site=finding.site,
        slice=finding.key_slice + 1,
        diameter=f"{finding.diameter_mm:.1f}",
        confidence=_confidence(finding),
    )


def _confidence(finding: Finding) -> Message:
    """Only a calibrated model may speak of probability."""
    if finding.provenance.is_by_reader:
        return message("Key image", "added by the reader")
    text = confidence_text(finding)
    if finding.is_calibrated:
        return message("Key image", "AI probability {value}", value=text)
    return message("Key image", "AI score {value}", value=text)


def _draw_attention(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    item: ReportedFinding,
    attention: Sequence[AttentionPatch],
    translate: Translate,
) -> None:
    finding = item.finding
    shown = [
        patch
        for patch in attention
        if patch.finding_id == finding.finding_id and patch.slice_index == finding.key_slice
    ]
    if not shown:
        return
    title = translate(message("Key image", "Class activation (logit per cell)"))
    end_logit = attention_scale_logit(shown[0].contributions.shape)
    draw.draw_attention(picture, scale, shown, end_logit)
    draw.draw_attention_legend(picture, lettering, title, end_logit)


def _draw_slice_texts(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    view: SliceView,
    translate: Translate,
) -> None:
    title = (lettering.shortened(view.title, TITLE_SHARE * picture.width),)
    place = message(
        "Key image",
        "Slice {number} / {count}",
        number=view.slice_index + 1,
        count=view.slice_count,
    )
    texts = (*view.alterations, place, window_text(view.window))
    corners = draw.CornerTexts(title, tuple(map(translate, texts)))
    draw_slice_marks(picture, lettering, scale, view, corners, translate)


def draw_slice_marks(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    view: SliceView,
    corners: draw.CornerTexts,
    translate: Translate,
) -> None:
    """Texts in the corners; letters and scale bar where the slice's place is known."""
    draw.draw_corner_texts(picture, lettering, corners)
    letters = edge_letters(view.plane, view.patient_orientation, is_quadruped=view.is_quadruped)
    if letters is not None:
        draw.draw_edge_letters(picture, lettering, letters)
    bar = _bar(view.calibration, scale, picture.width)
    if bar is not None:
        origin = view.calibration.suffix
        label = translate(bar.label) + (f" {translate(origin)}" if origin is not None else "")
        draw.draw_scale_bar(picture, lettering, bar, label)


def window_text(window: Voi) -> Message:
    if isinstance(window, VoiLut):
        return message("Key image", "VOI LUT of the image")
    return message(
        "Key image",
        "W {width} L {center}",
        width=_whole(window.width),
        center=_whole(window.center),
    )


def _bar(calibration: PixelCalibration, scale: PictureScale, width_px: int) -> ScaleBar | None:
    if not calibration.is_calibrated or calibration.column_spacing <= 0:
        return None
    return scale_bar(scale.x / calibration.column_spacing, SCALE_BAR_SHARE * width_px)


def _whole(value: float) -> str:
    return significant(value, 3) if abs(value) < 100 else f"{value:.0f}"
