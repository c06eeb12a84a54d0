"""What layers are in the images shown, computed in a thread of its own and kept for a while.

a canvas asks ─► kept? ─► its picture
                  └ no ─► a wish, one for each canvas, the newest counts ─► one job at a time ─► changed
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.object_layer import LayerItem
from medviewer.imaging.layer_cut import LayerCut
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.objects.layer_content import LayerContent, Target

KEPT_BYTES = 256 << 20
LEAST_BYTES = 256  # what an empty cut takes in the account, so that these go, too


@dataclass(frozen=True, slots=True)
class CutKey:
    """One item of a layer in one image; a level is part of it, since isodoses move."""

    layer_id: str
    item: int
    level: float | None
    target: Target


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A cut that is wanted, and what it is cut from."""

    key: CutKey
    item: LayerItem
    content: LayerContent


class LayerCuts(QObject):
    """GUI thread only."""

    changed = Signal()  # something that was asked for is there now

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._kept: OrderedDict[CutKey, LayerCut] = OrderedDict()
        self._bytes = 0
        self._wishes: dict[int, tuple[Wish, ...]] = {}
        self._job: Job | None = None
        self._lock = threading.Lock()

    def of(self, asker: int, wishes: Sequence[Wish]) -> Mapping[CutKey, LayerCut]:
        """Those that are there; the others are computed, and `changed` says when.

        Args:
            asker: who asks; what it asked for before is wanted no more.
        """
        found, missing = {}, []
        for wish in wishes:
            cut = self._kept.get(wish.key)
            if cut is None:
                missing.append(wish)
            else:
                self._kept.move_to_end(wish.key)
                found[wish.key] = cut
        if missing:
            self._wishes[asker] = tuple(missing)
            self._start()
        else:
            self._wishes.pop(asker, None)
        return found

    def at_once(self, wishes: Sequence[Wish]) -> Mapping[CutKey, LayerCut]:
        """All of them, computed here and now: for a picture that is printed or copied, not for the screen."""
        found = {wish.key: self._kept[wish.key] for wish in wishes if wish.key in self._kept}
        computed = {wish.key: self._cut(wish) for wish in wishes if wish.key not in found}
        self._keep(computed)
        return {**found, **computed}

    def forget(self, layer_id: str) -> None:
        """The layer is gone."""
        for key in [key for key in self._kept if key.layer_id == layer_id]:
            self._drop(key)
        self._wishes.clear()

    def _start(self) -> None:
        if self._job is not None or not self._wishes:
            return
        wanted = [wish for wishes in self._wishes.values() for wish in wishes]
        self._wishes.clear()
        self._job = self._runner.start(Lane.LAYERS, partial(self._cut_all, tuple(wanted)))
        self._job.finished.connect(self._on_finished)
        self._job.ended.connect(self._on_ended)

    def _cut_all(self, wishes: tuple[Wish, ...], context: JobContext) -> dict[CutKey, LayerCut]:
        """In the layers' thread."""
        found = {}
        for wish in wishes:
            context.token.check()
            found[wish.key] = self._cut(wish)
        return found

    def _cut(self, wish: Wish) -> LayerCut:
        """Any thread: contents are asked by one at a time."""
        with self._lock:
            return wish.content.cut(wish.item, wish.key.target)

    def _drop(self, key: CutKey) -> None:
        self._bytes -= self._kept.pop(key).nbytes + LEAST_BYTES

    @Slot(object)
    def _on_finished(self, found: Mapping[CutKey, LayerCut]) -> None:
        self._keep(found)

    def _keep(self, found: Mapping[CutKey, LayerCut]) -> None:
        for key, cut in found.items():
            if key in self._kept:
                self._drop(key)
            self._kept[key] = cut
            self._bytes += cut.nbytes + LEAST_BYTES
        while self._bytes > KEPT_BYTES and len(self._kept) > len(found):
            self._drop(next(iter(self._kept)))

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self.changed.emit()
        self._start()
