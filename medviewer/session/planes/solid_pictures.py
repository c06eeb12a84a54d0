"""Pictures of the solid, computed in a thread of their own: of many wishes only the newest is fulfilled.

solid.changed → what is wanted → one job → picture_changed; a fine picture is given up when the wish changes
"""

import time
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.appearance import Appearance
from medviewer.domain.transfer_function import TransferFunction
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiWindow
from medviewer.imaging.body_planes import View
from medviewer.imaging.solid_presets import presets_for
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.planes.solid import Solid, SolidState
from medviewer.session.planes.solid_model import Sight, SolidModel
from medviewer.words import Message, message

MIP = "mip"
QUICK_S = 0.06  # a fine picture that takes no longer is shown while it moves, too
UNREADABLE = message(
    "3-D", "Some images of this series cannot be shown, so it cannot be shown as a solid."
)


@dataclass(frozen=True, slots=True)
class SolidWish:
    """Two equal ones need one picture."""

    display_set_id: str
    view: View
    look: str
    is_coarse: bool


@dataclass(frozen=True, slots=True, eq=False)
class SolidPicture:
    """What is on screen.

    Attributes:
        usual_window: that a MIP is seen through until the reader chooses one; None for colours.
        seconds: that it took.
    """

    wish: SolidWish
    sight: Sight
    unit: Unit
    appearance: Appearance
    usual_window: VoiWindow | None
    seconds: float


class SolidPictures(QObject):
    """The newest picture; None until the first one is there."""

    picture_changed = Signal()

    def __init__(
        self,
        solid: Solid,
        volumes: VolumeCache,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._solid = solid
        self._volumes = volumes
        self._runner = runner
        self._model: SolidModel | None = None
        self._picture: SolidPicture | None = None
        self._asked: SolidWish | None = None  # what failed is not asked for again and again
        self._fine_s: dict[str, float] = {}  # by look
        self._job: Job | None = None
        solid.changed.connect(self._on_solid_changed)
        volumes.completed.connect(self._on_completed)

    @property
    def picture(self) -> SolidPicture | None:
        return self._picture

    @property
    def looks(self) -> tuple[TransferFunction, ...]:
        """The transfer functions on offer beside the MIP; none before the volume is loaded."""
        return presets_for(self._model.volume.unit) if self._model is not None else ()

    @property
    def look(self) -> str:
        """The one shown: the reader's, else the one that suits."""
        known = (MIP, *(each.key for each in self.looks))
        wanted = self._solid.value.look
        if wanted in known:
            return wanted
        suits_mip = self._model is None or self._model.volume.unit is not Unit.HU
        return MIP if suits_mip else self.looks[0].key

    @property
    def is_fine(self) -> bool:
        """Whether the picture is what its state asks for, in full detail."""
        state = self._solid.value
        return (
            self._picture is not None
            and state.display_set is not None
            and self._picture.wish == self._wish(state, is_coarse=False)
        )

    def obstacle(self) -> Message | None:
        """Why there will be no picture; None where there is one, or will be."""
        shown = self._solid.value.display_set
        if shown is None or self._volumes.volume(shown) is not None:
            return None
        return UNREADABLE if self._volumes.is_complete(shown.display_set_id) else None

    def _wish(self, state: SolidState, *, is_coarse: bool) -> SolidWish:
        assert state.display_set is not None  # for the type checker: somebody asked
        return SolidWish(state.display_set.display_set_id, state.view, self.look, is_coarse)

    def _is_coarse(self, state: SolidState) -> bool:
        is_slow = self._fine_s.get(self.look, QUICK_S + 1) > QUICK_S
        return is_slow and (state.is_moving or state.is_spinning)

    @Slot()
    def _start(self) -> None:
        state = self._solid.value
        if state.display_set is None or not self._has_model(state):
            return
        wish = self._wish(state, is_coarse=self._is_coarse(state))
        if wish == self._asked:
            return
        if self._job is not None:
            if self._asked is not None and not self._asked.is_coarse:
                self._job.cancel()
            return
        assert self._model is not None  # for the type checker: _has_model
        self._asked = wish
        first = self._volumes.frame(wish.display_set_id, 0)
        look = first.appearance if first is not None else Appearance()
        self._job = self._runner.start(Lane.SOLID, partial(_see, wish, self._model, look))
        self._job.finished.connect(self._on_finished)
        self._job.ended.connect(self._on_ended)

    def _has_model(self, state: SolidState) -> bool:
        if self._model is None and state.display_set is not None:
            volume = self._volumes.volume(state.display_set)
            self._model = SolidModel(volume) if volume is not None else None
        return self._model is not None

    @Slot(object, object)
    def _on_solid_changed(self, before: SolidState, now: SolidState) -> None:
        if before.display_set != now.display_set:
            self._model = self._picture = self._asked = None
            self._fine_s.clear()
            if self._job is not None:
                self._job.cancel()
        self._start()

    @Slot(str)
    def _on_completed(self, display_set_id: str) -> None:
        shown = self._solid.value.display_set
        if shown is not None and shown.display_set_id == display_set_id:
            self._start()

    @Slot(object)
    def _on_finished(self, picture: SolidPicture) -> None:
        shown = self._solid.value.display_set
        if shown is None or shown.display_set_id != picture.wish.display_set_id:
            return
        if not picture.wish.is_coarse:
            self._fine_s[picture.wish.look] = picture.seconds
        self._picture = picture
        self.picture_changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._start()


def _see(
    wish: SolidWish, model: SolidModel, appearance: Appearance, context: JobContext
) -> SolidPicture:
    """In a thread."""
    began = time.perf_counter()
    if wish.look == MIP:
        sight = model.mip(wish.view, context.token, is_coarse=wish.is_coarse)
    else:
        seen_as = next(p for p in presets_for(model.volume.unit) if p.key == wish.look)
        sight = model.solid(wish.view, seen_as, context.token, is_coarse=wish.is_coarse)
    window = model.usual_window if sight.values is not None else None
    seconds = time.perf_counter() - began
    return SolidPicture(wish, sight, model.volume.unit, appearance, window, seconds)
