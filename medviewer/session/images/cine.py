"""Plays the frames of what is shown, in a loop or to and fro, at the header's own rate or the reader's.

    due and painted → the next frame → (decoded, painted) → wait until it is due

A frame is asked for only when the one before it stands on the screen, so a slow machine plays slowly; it
never leaves frames out and never falls behind its own requests.
"""

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot

from medviewer.domain.cine import rate_fps, shown_for_ms
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.state import State

SLOWEST, FASTEST = 0.125, 8.0  # times the header's rate


@dataclass(frozen=True, slots=True)
class CineState:
    """Whether frames are playing, and at what rate (0 while they are not).

    Attributes:
        speed: how many times as fast as the header says.
        sweeps: to and fro, instead of from the end to the beginning.
    """

    is_playing: bool = False
    rate_fps: float = 0.0
    speed: float = 1.0
    sweeps: bool = False


class Cine(State[CineState]):
    """Moves the viewport from frame to frame; any other move of it ends the playing."""

    def __init__(self, viewport: Viewport, parent: QObject | None = None) -> None:
        super().__init__(CineState(), parent)
        self._viewport = viewport
        self._step = 1  # -1 on the way back
        self._is_painted = False
        self._is_moving = False
        self._since_shown = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)
        viewport.changed.connect(self._on_viewport_changed)

    @property
    def can_play(self) -> bool:
        shown = self._viewport.value.display_set
        return shown is not None and shown.count > 1

    def toggle(self) -> None:
        """Play, or pause where it is."""
        if self.value.is_playing:
            self.pause()
        elif self.can_play:
            self._play()

    def pause(self) -> None:
        self._timer.stop()
        self.update(is_playing=False, rate_fps=0.0)

    def play_at(self, speed: float) -> None:
        """Play so many times as fast as the header says, from now on."""
        speed = min(max(speed, SLOWEST), FASTEST)
        shown = self._viewport.value.display_set
        is_playing = self.value.is_playing and shown is not None
        rate = speed * rate_fps(shown) if is_playing and shown is not None else 0.0
        self.update(speed=speed, rate_fps=rate)

    def toggle_sweep(self) -> None:
        """Play to and fro, or in a loop."""
        self._step = 1
        self.update(sweeps=not self.value.sweeps)

    def frame_painted(self) -> None:
        """The canvas has drawn the frame the viewport shows."""
        if self.value.is_playing and not self._is_painted:
            self._is_painted = True
            self._wait_until_due()

    def _play(self) -> None:
        shown = self._viewport.value.display_set
        assert shown is not None  # for the type checker: `can_play`
        self._is_painted = True  # the frame on screen is the first
        self._since_shown.start()
        self._step = 1
        self.update(is_playing=True, rate_fps=self.value.speed * rate_fps(shown))
        self._wait_until_due()

    def _wait_until_due(self) -> None:
        state = self._viewport.value
        if state.display_set is not None:
            left_ms = (
                shown_for_ms(state.display_set, state.index) / self.value.speed
                - self._since_shown.nsecsElapsed() / 1e6
            )
            self._timer.start(max(0, round(left_ms)))

    @Slot()
    def _on_due(self) -> None:
        state = self._viewport.value
        if state.display_set is None or not self.value.is_playing:
            return
        self._is_painted = False
        self._since_shown.start()
        self._is_moving = True
        self._viewport.scroll_to(self._next(state.index, state.display_set.count))
        self._is_moving = False

    def _next(self, index: int, count: int) -> int:
        if not self.value.sweeps:
            return (index + 1) % count
        if not 0 <= index + self._step < count:
            self._step = -self._step  # the outermost frames are shown once, not twice
        return min(max(index + self._step, 0), count - 1)

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if self._is_moving or not self.value.is_playing:
            return
        if (now.display_set, now.index) != (before.display_set, before.index):
            self.pause()
