"""What a mouse tool is, and what it may ask of the canvas it works on."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.measurement import ReferencedImage
from medviewer.gui.canvas.measure_marks import MeasureMark
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.session.images.viewport import Viewport
from medviewer.session.session import Session


class Stage(Protocol):
    """The canvas as a tool sees it."""

    @property
    def session(self) -> Session: ...

    @property
    def viewport(self) -> Viewport:
        """What the canvas shows."""
        ...

    def activate(self) -> None:
        """Keys and commands mean this image from now on."""
        ...

    def geometry_now(self) -> ViewGeometry | None:
        """Where the image lies; None while nothing is shown."""
        ...


class DrawingStage(Stage, Protocol):
    """What drawing needs besides."""

    @property
    def registry(self) -> CommandRegistry: ...

    def image_now(self) -> ReferencedImage | None:
        """The image shown, as measurements refer to it."""
        ...

    def calibration_now(self) -> PixelCalibration:
        """What its pixels measure."""
        ...

    def measure_marks(self) -> tuple[MeasureMark, ...]:
        """The drawings on the image shown."""
        ...

    def magnify(self, at: QPointF | None) -> None:
        """Hold a lens over a place of the screen; None puts it away."""
        ...


class Tool(Protocol):
    """Follows one drag. Positions are in screen pixels of the canvas."""

    cursor: Qt.CursorShape

    def press(self, stage: Stage, at: QPointF) -> None:
        """The drag starts."""
        ...

    def drag(self, stage: Stage, by: QPointF) -> None:
        """The mouse has moved by that much since the last word."""
        ...
