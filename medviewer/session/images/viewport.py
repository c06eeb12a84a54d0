"""What the viewport shows and how: view state per viewport, window and inversion per display set."""

import math
from dataclasses import dataclass, field, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.source_slices import as_acquired
from medviewer.domain.study import DisplaySet, FrameSource, Study
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.domain.unit import Unit
from medviewer.domain.voi import Voi
from medviewer.imaging.image_graphics import GraphicsShown
from medviewer.session.state import State

MIN_ZOOM, MAX_ZOOM = 0.1, 40.0


@dataclass(frozen=True, slots=True)
class ViewportState:
    """What one viewport looks at.

    Attributes:
        display_set: None while nothing is open.
        index: frame shown, 0 first.
        zoom: 1 fits the image to the viewport, whatever the viewport's size.
        pan_mm: how far the image's centre lies right of and below the viewport's, in image mm
            (pixels where the image has no spacing).
        anchor: -1 where an image narrower than the viewport stands at its left edge, 1 at its right one.
        turn: how the image is turned on the screen.
    """

    study: Study | None = None
    display_set: DisplaySet | None = None
    index: int = 0
    zoom: float = 1.0
    pan_mm: tuple[float, float] = (0.0, 0.0)
    anchor: int = 0
    turn: Turn = AS_STORED


class Viewport(State[ViewportState]):
    """Changes of view that a reader asks for, kept within what exists."""

    def __init__(self, parent: QObject | None = None, viewport_id: int = 0) -> None:
        super().__init__(ViewportState(), parent)
        self._viewport_id = viewport_id
        self.room_px: tuple[int, int] | None = None  # width and height on screen, once it is there

    @property
    def viewport_id(self) -> int:
        """What the layout knows it by."""
        return self._viewport_id

    def show(self, study: Study, display_set: DisplaySet) -> None:
        """Show a display set from its middle, fitted."""
        self.replace(ViewportState(study, display_set, index=display_set.count // 2))

    def show_in_place(self, display_set: DisplaySet) -> None:
        """Show another display set of the same patient: place, zoom and pan stay as far as they exist."""
        now = self.value
        index = min(now.index, display_set.count - 1)
        if now.display_set is not None and now.display_set.count != display_set.count:
            index = nearest_frame(display_set, now.display_set.frames[now.index].plane, index)
        self.update(display_set=display_set, index=index)

    def renew(self, study: Study) -> None:
        """Take over what a running scan has added to the study shown, keeping the reader's place."""
        now = self.value
        if now.study is None or now.study.key != study.key:
            return
        if now.display_set is None:
            return
        shown = now.display_set.frames[now.index]
        found = study.find_display_set(now.display_set.listed_id) or _holder(study, shown)
        if found is None:
            return
        if now.display_set.is_shown_as_acquired:
            found = as_acquired(found)
        index = next((i for i, frame in enumerate(found.frames) if frame == shown), 0)
        self.update(study=study, display_set=found, index=index)

    def toggle_source_slices(self) -> None:
        """Show a tilted stack as acquired, or resampled again; place and view stay."""
        shown, study = self.value.display_set, self.value.study
        if shown is None or study is None:
            return
        listed = study.find_display_set(shown.listed_id)
        if listed is not None and listed.is_resampled:
            self.update(display_set=as_acquired(listed) if shown == listed else listed)

    def close(self) -> None:
        self.replace(ViewportState())

    def scroll_to(self, index: int) -> None:
        """Show frame `index`, or the nearest that exists."""
        if self.value.display_set is not None:
            self.update(index=min(max(index, 0), self.value.display_set.count - 1))

    def scroll_by(self, steps: int) -> None:
        self.scroll_to(self.value.index + steps)

    def zoom_to(self, zoom: float) -> None:
        self.update(zoom=min(max(zoom, MIN_ZOOM), MAX_ZOOM))

    def pan_to(self, right_mm: float, down_mm: float) -> None:
        self.update(pan_mm=(right_mm, down_mm))

    def center_on(self, display_set: DisplaySet, pixel: tuple[int, int]) -> None:
        """Pan so that a pixel (row, column) lies in the middle; the zoom stays."""
        frame, calibration = display_set.frames[0], display_set.frames[0].calibration
        right = ((frame.columns - 1) / 2 - pixel[1]) * calibration.column_spacing
        down = ((frame.rows - 1) / 2 - pixel[0]) * calibration.row_spacing
        self.pan_to(*self.value.turn.to_screen((right, down)))

    def turn_to(self, turn: Turn) -> None:
        """Turn the image about the viewport's middle: what is there stays there."""
        in_image = self.value.turn.to_image(self.value.pan_mm)
        right, down = turn.to_screen(in_image)
        # 0.0 + takes the sign off a zero: states that look the same are the same.
        self.update(turn=turn, pan_mm=(0.0 + right, 0.0 + down))

    def reset(self) -> None:
        """Fitted, and as it is stored."""
        self.update(zoom=1.0, pan_mm=(0.0, 0.0), turn=AS_STORED)

    def fit(self) -> None:
        self.update(zoom=1.0, pan_mm=(0.0, 0.0))


def nearest_frame(display_set: DisplaySet, plane: ImagePlane | None, otherwise: int) -> int:
    """The frame that lies nearest to a plane's first pixel; `otherwise` where places are unknown."""
    if plane is None or any(frame.plane is None for frame in display_set.frames):
        return otherwise
    distances = [
        math.dist(frame.plane.position, plane.position)
        for frame in display_set.frames
        if frame.plane is not None
    ]
    return distances.index(min(distances))


def _holder(study: Study, frame: FrameSource) -> DisplaySet | None:
    """Where a frame is now, whose stack turned out to be several passes over the same places."""
    sets = (display_set for series in study.series for display_set in series.display_sets)
    return next((display_set for display_set in sets if frame in display_set.frames), None)


@dataclass(frozen=True, slots=True)
class DataPresentation:
    """How a display set's values become grey and are told.

    Attributes:
        window: None means the header's or an automatic one.
        unit: one of `ValueScales.offered`; None means the first.
    """

    window: Voi | None = None
    is_inverted: bool = False
    unit: Unit | None = None


class Presentations(QObject):
    """The presentation of every display set shown so far; it belongs to the data, not to a viewport."""

    changed = Signal(str)  # display_set_id

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._of: dict[str, DataPresentation] = {}

    def of(self, display_set_id: str) -> DataPresentation:
        return self._of.get(display_set_id, DataPresentation())

    def everything(self) -> dict[str, DataPresentation]:
        """By display set id; a copy."""
        return dict(self._of)

    def put_back(self, display_set_id: str, presentation: DataPresentation | None) -> None:
        """As it was; None for a display set nobody had touched."""
        self.set(display_set_id, presentation or DataPresentation())

    def set(self, display_set_id: str, presentation: DataPresentation) -> None:
        if presentation != self.of(display_set_id):
            self._of[display_set_id] = presentation
            self.changed.emit(display_set_id)

    def set_window(self, display_set_id: str, window: Voi | None) -> None:
        self.set(display_set_id, replace(self.of(display_set_id), window=window))

    def toggle_inversion(self, display_set_id: str) -> None:
        now = self.of(display_set_id)
        self.set(display_set_id, replace(now, is_inverted=not now.is_inverted))

    def windows_of(self, study: Study) -> dict[str, Voi]:
        """The windows the reader chose in a study, by display set id."""
        chosen = {each: self.of(each).window for each in _ids(study)}
        return {each: window for each, window in chosen.items() if window is not None}

    def inverted_of(self, study: Study) -> frozenset[str]:
        """The ids of the display sets of a study that the reader has inverted."""
        return frozenset(each for each in _ids(study) if self.of(each).is_inverted)


def _ids(study: Study) -> list[str]:
    return [each.display_set_id for series in study.series for each in series.display_sets]


class CornerTexts(Enum):
    """The three states of the texts around an image (IHE BIR)."""

    FULL = "full"
    MINIMAL = "minimal"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OverlayState:
    """What is drawn over the image. While `is_peeking` nothing of the AI is, whatever the rest says.

    `graphics` are overlays and shutters that the image itself brings along.
    """

    corner_texts: CornerTexts = CornerTexts.FULL
    shows_identity: bool = True
    shows_findings: bool = True
    shows_measurements: bool = True
    shows_attention: bool = False
    shows_reference_lines: bool = False
    attention_opacity: float = 1.0
    is_peeking: bool = False
    graphics: GraphicsShown = field(default_factory=GraphicsShown)

    @property
    def draws_findings(self) -> bool:
        return self.shows_findings and not self.is_peeking

    @property
    def draws_attention(self) -> bool:
        return self.shows_attention and not self.is_peeking


class Overlays(State[OverlayState]):
    """What the reader wants drawn over the image."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(OverlayState(), parent)

    def next_corner_texts(self) -> None:
        order = list(CornerTexts)
        at = order.index(self.value.corner_texts)
        self.update(corner_texts=order[(at + 1) % len(order)])


def toggle_source_slices(viewport: Viewport, presentations: Presentations) -> None:
    """Show a tilted stack as acquired, or resampled again, in the same greys."""
    before = viewport.value.display_set
    viewport.toggle_source_slices()
    now = viewport.value.display_set
    if before is not None and now is not None:
        presentations.set(now.display_set_id, presentations.of(before.display_set_id))
