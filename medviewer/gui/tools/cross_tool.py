"""Dragging the crosshair: its centre moves all planes, a line its own plane, a handle turns them."""

import math

import numpy as np
from PySide6.QtCore import QPointF

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import FloatArray
from medviewer.gui.canvas.crosshair import Crosshair, Grip, Part
from medviewer.session.planes.mpr import Mpr


class CrossTool:
    """Follows one drag in the pane of `plane`, from where it was gripped."""

    def __init__(self, mpr: Mpr, plane: BodyPlane, grip: Grip, cross: Crosshair) -> None:
        self._mpr = mpr
        self._plane = plane
        self._grip = grip
        self._cross = cross
        self._began_at = np.array(mpr.value.cross)
        self._angle = 0.0  # turned so far
        mpr.hold(is_moving=True)

    def drag(self, at: QPointF, began: QPointF, mm_per_px: float) -> None:
        """The mouse is at `at`; it was pressed at `began`."""
        if self._grip.part is Part.HANDLE:
            turned = self._cross.angle_of(at) - self._cross.angle_of(began)
            by = math.remainder(turned - self._angle, math.tau)  # not once around at the seam
            self._mpr.turn(self._plane, by)
            self._angle += by
            return
        self._mpr.move_to(self._began_at + self._wanted((at - began) * mm_per_px))

    def end(self) -> None:
        self._mpr.hold(is_moving=False)

    def _wanted(self, by_mm: QPointF) -> FloatArray:
        """How far the cross should be from where it was, in patient space."""
        state = self._mpr.value
        view = state.view(self._plane)
        moved: FloatArray = np.array(view.right) * by_mm.x() + np.array(view.down) * by_mm.y()
        if self._grip.plane is not None:  # a line moves across itself only
            normal = state.view(self._grip.plane).normal
            moved = normal * float(normal @ moved)
        return moved
