"""In which unit values are told: as they are, or as SUV where PET says enough; by display set."""

from dataclasses import replace

from PySide6.QtCore import QObject

from medviewer.domain.study import DisplaySet
from medviewer.domain.suv import SuvKind, SuvScale, ValueScale
from medviewer.domain.voi import VoiFunction, VoiWindow, WindowPreset
from medviewer.imaging.suv import suv_scale
from medviewer.session.images.viewport import Presentations
from medviewer.words import message

SUV_PRESETS = ((5, "2"), (10, "3"), (15, "4"))  # from 0 to this SUV, and the digit that applies it


class ValueScales(QObject):
    """Works out what can be told; remembers it, because PET series have hundreds of headers."""

    def __init__(self, presentations: Presentations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presentations = presentations
        self._offered: dict[tuple[str, int], tuple[ValueScale, ...]] = {}

    def offered(self, display_set: DisplaySet) -> tuple[ValueScale, ...]:
        """SUV by weight, lean mass and surface as far as they can be told, then values as they are."""
        key = (display_set.display_set_id, display_set.count)
        if key not in self._offered:
            self._offered[key] = scales_on_offer(display_set)
        return self._offered[key]

    def of(self, display_set: DisplaySet) -> ValueScale:
        """The one the reader chose, or the first."""
        chosen = self._presentations.of(display_set.display_set_id).unit
        offered = self.offered(display_set)
        return next((scale for scale in offered if scale.unit == chosen), offered[0])

    def take_next(self, display_set: DisplaySet) -> None:
        """Tell values in the next unit on offer; the image stays as it is."""
        offered = self.offered(display_set)
        scale = offered[(offered.index(self.of(display_set)) + 1) % len(offered)]
        now = self._presentations.of(display_set.display_set_id)
        self._presentations.set(display_set.display_set_id, replace(now, unit=scale.unit))

    def presets(self, display_set: DisplaySet) -> tuple[WindowPreset, ...]:
        """Windows from SUV 0; none where values are told in anything else."""
        scale = self.of(display_set)
        if not scale.is_suv:
            return ()
        return tuple(
            WindowPreset(
                message("Presets", "SUV 0–{top}", top=top),
                VoiWindow(top / 2 / scale.factor, top / scale.factor, VoiFunction.LINEAR_EXACT),
                key,
            )
            for top, key in SUV_PRESETS
        )

    def forget_all(self) -> None:
        self._offered.clear()


def scales_on_offer(display_set: DisplaySet) -> tuple[ValueScale, ...]:
    """What can be told from the headers; reads every frame's."""
    found = [suv_scale(display_set, kind) for kind in SuvKind]
    told = [ValueScale(s.factor, s.kind.unit) for s in found if isinstance(s, SuvScale)]
    return (*told, ValueScale(1.0, display_set.frames[0].rescale.unit))
