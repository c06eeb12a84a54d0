"""The 3-D cursor: a place in the patient that the reader points at in one cell and sees in all."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Slot

from medviewer.domain.geometry import FloatArray, Vector, as_vector
from medviewer.session.hanging.linking import Linking
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.images.viewports import Viewports
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class CursorState:
    """Whether clicks set the cursor, and where it is: patient mm of `source`."""

    is_on: bool = False
    source: ViewportState | None = None
    point_mm: Vector | None = None


class Cursor(State[CursorState]):
    """Set in one cell, the other cells go to its place."""

    def __init__(
        self, viewports: Viewports, linking: Linking, parent: QObject | None = None
    ) -> None:
        super().__init__(CursorState(), parent)
        self._linking = linking
        viewports.active.changed.connect(self._on_active_changed)
        self._viewports = viewports

    def toggle(self) -> None:
        self.replace(CursorState(is_on=not self.value.is_on))

    def put(self, viewport: Viewport, row: float, column: float) -> None:
        """Point at a pixel of the image a cell shows; nothing where images have no place."""
        state = viewport.value
        if not self.value.is_on or state.display_set is None:
            return
        plane = state.display_set.frames[state.index].plane
        if plane is not None:
            point = plane.pixel_to_patient(row, column)
            self.update(source=state, point_mm=as_vector(point))
            self._linking.go_to(viewport, point)

    def place_in(self, shown: ViewportState) -> FloatArray | None:
        """The cursor in another image's space; None where it is not set, or not known there."""
        source, point = self.value.source, self.value.point_mm
        if source is None or point is None:
            return None
        return self._linking.place_in(source, shown, np.array(point))

    @Slot()
    def _on_active_changed(self) -> None:
        if all(viewport.value.study is None for viewport in self._viewports.visible()):
            self.replace(CursorState(is_on=self.value.is_on))
