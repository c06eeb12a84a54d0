"""What stands around one of the three planes: whose and what, as around an image, and how the plane lies."""

from collections.abc import Iterable

import numpy as np

from medviewer.domain.section import Projection, Slab
from medviewer.gui.canvas.corner_texts import (
    Corners,
    LiveValues,
    corners,
    number_text,
    window_text,
    zoom_text,
)
from medviewer.gui.canvas.crosshair import COLOURS, NAMES
from medviewer.gui.canvas.halo_text import WARNING, Line
from medviewer.gui.translation import Translator
from medviewer.imaging.body_planes import runs_along_axes
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from medviewer.words import Message, message

SLABS = {
    Projection.MAXIMUM: message("MPR", "MIP"),
    Projection.MINIMUM: message("MPR", "MinIP"),
    Projection.MEAN: message("MPR", "Mean"),
}


def plane_corners(
    session: Session,
    pane: PaneViewport,
    translator: Translator,
    live: LiveValues,
    amount: CornerTexts,
) -> Corners:
    """As `corners`, with the plane's own place in place of its slice's."""
    around = corners(session, pane, translator, live, amount)
    if amount is CornerTexts.NONE:
        return around
    series = corners(session, pane, translator, live, CornerTexts.MINIMAL).bottom_right
    name = Line(translator(NAMES[pane.plane]) + " · MPR", (*COLOURS[pane.plane], 255))
    place = (Line(translator(text)) for text in _place(session, pane))
    return Corners(
        top_left=around.top_left,
        top_right=around.top_right,
        bottom_left=tuple(_live(session, pane, translator, live, amount)),
        bottom_right=(*series, name, *place),
    )


def slab_text(slab: Slab) -> Message | None:
    """Projection and thickness; None for a plane alone."""
    if slab.thickness_mm <= 0:
        return None
    return message(
        "MPR",
        "{projection} {thickness} mm",
        projection=SLABS[slab.projection],
        thickness=number_text(slab.thickness_mm),
    )


def _place(session: Session, pane: PaneViewport) -> Iterable[Message]:
    state = session.planes.mpr.value
    slab, view = slab_text(state.slab), state.view(pane.plane)
    if slab is not None:
        yield slab
    over = session.planes.fusion.value
    if over.display_set is not None and over.study is not None:
        series = over.study.find_series(over.display_set.series_instance_uid)
        if series is not None:
            number = series.series_number if series.series_number is not None else ""
            yield message(
                "Fusion",
                "in colour: {modality} series {number}",
                modality=series.modality,
                number=number,
            )
    if not runs_along_axes(state.geometry, view):
        yield message("MPR", "turned, interpolated")
    yield message(
        "MPR", "{position} mm", position=number_text(float(view.normal @ np.array(state.cross)))
    )


def _live(
    session: Session,
    pane: PaneViewport,
    translator: Translator,
    live: LiveValues,
    amount: CornerTexts,
) -> Iterable[Line]:
    # What was done to the pixels, lossy compression before all, is said in every state of the texts.
    yield from corners(session, pane, translator, live, CornerTexts.NONE).bottom_left
    if live.misses_the_data:
        words = message("Canvas", "No value of this image lies in the window")
        yield Line(translator(words), WARNING)
    is_full = amount is CornerTexts.FULL
    if is_full and live.pointer is not None:
        for text in live.pointer.lines():
            yield Line(translator(text) if isinstance(text, Message) else text)
    window, shown = session.window(pane), pane.value.display_set
    if window is not None and shown is not None:
        yield Line(translator(window_text(window, session.value_scales.of(shown))))
    if is_full and live.magnification is not None:
        yield Line(translator(zoom_text(live.magnification)))
