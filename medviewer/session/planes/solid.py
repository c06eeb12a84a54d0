"""What a reader does to a volume seen as a solid: turned, looked at from a side, shown another way, spun."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from PySide6.QtCore import QObject, Slot

from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.body_planes import View
from medviewer.session.images.guest_viewport import GuestViewport
from medviewer.session.images.viewport import ViewportState
from medviewer.session.state import State

HEAD_FOOT = (0.0, 0.0, 1.0)
STEP_RAD = np.deg2rad(10)  # 36 of them are a turn
VIEWPORT_ID = -10  # below those of the planes' panes


class Side(Enum):
    """Where the reader stands: right and down as they see them, patient space."""

    A = View((1.0, 0.0, 0.0), (0.0, 0.0, -1.0))
    P = View((-1.0, 0.0, 0.0), (0.0, 0.0, -1.0))
    L = View((0.0, 1.0, 0.0), (0.0, 0.0, -1.0))
    R = View((0.0, -1.0, 0.0), (0.0, 0.0, -1.0))
    H = View((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    F = View((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))


@dataclass(frozen=True, slots=True)
class SolidState:
    """What is shown.

    Attributes:
        display_set: the volume; None while it is not shown as a solid.
        look: "mip", or the key of a transfer function; "" for the one that suits the volume.
        is_moving: the reader drags: quick pictures count more than fine ones.
        is_spinning: it turns by itself.
    """

    study: Study | None = None
    display_set: DisplaySet | None = None
    view: View = Side.A.value
    look: str = ""
    is_moving: bool = False
    is_spinning: bool = False

    @property
    def is_open(self) -> bool:
        return self.display_set is not None


class Solid(State[SolidState]):
    """Turned as if it were held in a hand: what is near follows the mouse."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SolidState(), parent)

    def open(self, study: Study, display_set: DisplaySet) -> None:
        """From the front; a look the reader chose before stays."""
        self.replace(SolidState(study, display_set, look=self.value.look))

    def close(self) -> None:
        self.replace(SolidState(look=self.value.look))

    def turn(self, right_rad: float, down_rad: float) -> None:
        """Turn its near side to the right and downwards."""
        view = self.value.view
        view = view.turned(view.down, right_rad)
        self.update(view=view.turned(view.right, -down_rad))

    def spin_on(self) -> None:
        """One step of a turn about the patient's long axis."""
        self.update(view=self.value.view.turned(HEAD_FOOT, -STEP_RAD))

    def stand_at(self, side: Side) -> None:
        self.update(view=side.value)

    def show_as(self, look: str) -> None:
        self.update(look=look)

    def hold(self, *, is_moving: bool) -> None:
        """A drag begins or ends; whoever takes hold of it stops its spinning."""
        self.update(is_moving=is_moving, is_spinning=self.value.is_spinning and not is_moving)

    def toggle_spinning(self) -> None:
        self.update(is_spinning=self.value.is_open and not self.value.is_spinning)


class SolidViewport(GuestViewport):
    """The solid as a viewport: keys that scroll turn it, keys that zoom and fit do so."""

    def __init__(self, solid: Solid, parent: QObject | None = None) -> None:
        super().__init__(parent, VIEWPORT_ID)
        self._solid = solid
        solid.changed.connect(self._on_solid_changed)

    def scroll_by(self, steps: int) -> None:
        self._solid.turn(steps * STEP_RAD, 0.0)

    def scroll_to(self, index: int) -> None:
        """There are no images to go to."""

    @Slot(object, object)
    def _on_solid_changed(self, before: SolidState, now: SolidState) -> None:
        if before.display_set == now.display_set and before.study == now.study:
            return
        if now.display_set is None:
            self.replace(ViewportState())
        else:
            self.replace(ViewportState(now.study, now.display_set, now.display_set.count // 2))
