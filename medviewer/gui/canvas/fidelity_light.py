"""Says while the pixels on the screen are coarser than those that are stored, and when they no longer are.

    exact ─ coarse while dragging ─► TRANSIENT (amber triangle) ─ exact again ─► RESTORED (green disc), 1 s

What is never as stored (a resampled or interpolated slice) is said by `imaging.alterations`, with a square
in red, as long as it is shown. Shape and word say it as well as the colour.
"""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.section import Section
from medviewer.gui.canvas.halo_text import WARNING, Line, Rgba
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

TERMINAL_SHAPE, TRANSIENT_SHAPE, RESTORED_SHAPE = "■ ", "▲ ", "● "
AMBER: Rgba = (240, 196, 60, 255)
GREEN: Rgba = (70, 200, 140, 255)
RESTORED_MS = 1000
COARSER = 1.05  # times as wide: below it nobody sees that pixels are missing


class FidelityLight(QObject):
    """Of one canvas."""

    changed = Signal()  # the green second is over

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cause: Message | None = None
        self._shown: object = None
        self._restored = QTimer(self, singleShot=True, interval=RESTORED_MS)
        self._restored.timeout.connect(self._on_over)

    @property
    def is_restored(self) -> bool:
        """Whether the green second runs."""
        return self._restored.isActive()

    def follow(self, shown: object, cause: Message | None) -> None:
        """Take note of why the pixels are coarse just now; None where they are as stored.

        Args:
            shown: what is looked at; another one starts anew.
        """
        if shown != self._shown:
            self._shown, self._cause = shown, None
            self._restored.stop()
        if cause is not None:
            self._restored.stop()
        elif self._cause is not None:
            self._restored.start()
        self._cause = cause

    def lines(self, translator: Translator) -> tuple[Line, ...]:
        """What stands first in the corner of what changes; nothing while all is as stored."""
        if self._cause is not None:
            return (Line(TRANSIENT_SHAPE + translator(self._cause), AMBER),)
        if self.is_restored:
            words = message("Fidelity", "In full resolution again")
            return (Line(RESTORED_SHAPE + translator(words), GREEN),)
        return ()

    @Slot()
    def _on_over(self) -> None:
        self.changed.emit()


def decimated(stride: int) -> Message | None:
    """Every `stride`-th row and column is shown."""
    if stride <= 1:
        return None
    return message("Fidelity", "Every {stride}. row and column while you drag", stride=stride)


def coarser(shown: Section, exact: Section) -> Message | None:
    """A computed plane has fewer pixels than it will have."""
    shown_mm, exact_mm = shown.plane.column_spacing_mm, exact.plane.column_spacing_mm
    if shown_mm < COARSER * exact_mm:
        return None
    return message(
        "Fidelity",
        "Pixels of {shown} mm instead of {exact} mm while you drag",
        shown=f"{shown_mm:.2f}",
        exact=f"{exact_mm:.2f}",
    )


def terminal(words: str) -> Line:
    """What was computed, or lost, for good."""
    return Line(TERMINAL_SHAPE + words, WARNING)
