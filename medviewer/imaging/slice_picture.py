"""A slice as the viewport shows it: bare, pixel for pixel, or with the texts and marks around it."""

from collections.abc import Sequence

from medviewer.domain.report import ReportedFinding
from medviewer.domain.typeface import FontSet
from medviewer.imaging import draw
from medviewer.imaging.fonts import find_fonts
from medviewer.imaging.image_graphics import GraphicsShown, with_graphics
from medviewer.imaging.key_images import (
    SliceView,
    Translate,
    draw_findings,
    draw_reader_marks,
    draw_slice_marks,
    least_badge,
)
from medviewer.imaging.lettering import Lettering
from medviewer.imaging.marks import PictureScale, picture_scale
from medviewer.imaging.render import ImageArray, render_grey

SMALLEST_PX = (900, 900)  # an annotated picture is enlarged to fill this: text needs room
LARGEST_ASPECT = 16.0  # a pixel's length over its width
TEXT_SHARE = 1 / 56  # of the longer side: 16 pixels in the smallest picture


def bare_picture(view: SliceView) -> ImageArray:
    """One picture pixel for each image pixel, whatever its proportions: uint8, grey or RGB; no overlays."""
    image = render_grey(view.frame, view.window, view.is_inverted)
    return with_graphics(image, view.frame, GraphicsShown(overlays=False))


def annotated_picture(
    view: SliceView,
    texts: draw.CornerTexts,
    translate: Translate = str,
    fonts: FontSet | None = None,
    findings: Sequence[ReportedFinding] = (),
) -> ImageArray:
    """In true proportions, enlarged where it is small, with its texts, letters and scale bar: uint8 RGB.

    Args:
        findings: those that lie on the slice, to be framed and vouched for.
    """
    scale = _scale(view)
    image = render_grey(view.frame, view.window, view.is_inverted)
    picture = draw.enlarge(with_graphics(image, view.frame, view.graphics), scale)
    lettering = Lettering(fonts or find_fonts(), round(max(picture.size) * TEXT_SHARE))
    draw_slice_marks(picture, lettering, scale, view, texts, translate)
    draw_findings(picture, lettering, scale, findings, view.slice_index)
    draw_reader_marks(picture, lettering, scale, view.drawings, translate)
    if findings:
        draw.draw_badge(picture, lettering, translate(least_badge(findings)))
    return draw.as_array(picture)


def _scale(view: SliceView) -> PictureScale:
    """What fills `SMALLEST_PX`, but never less than one picture pixel for an image pixel.

    Save for pixels so long that a picture of them in full would fill memory: no machine makes those.
    """
    aspect = view.calibration.aspect
    scale = picture_scale(view.frame.shape, aspect, SMALLEST_PX)
    is_plausible = 1 / LARGEST_ASPECT <= aspect <= LARGEST_ASPECT
    shrinks_by = min(scale.x, scale.y, 1.0) if is_plausible else 1.0
    return PictureScale(scale.x / shrinks_by, scale.y / shrinks_by)
