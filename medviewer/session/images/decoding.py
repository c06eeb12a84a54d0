"""The decoding threads' work: take the next index from the plan, read that frame, announce it."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import Frame, Volume
from medviewer.errors import InputError
from medviewer.jobs.job import JobContext
from medviewer.session.images.decoding_turns import DecodingTurns
from medviewer.session.images.load_plan import LoadPlan
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.dicom.pixels.encapsulation import LocatedFrames

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A thread's word on one frame: the pixels, or why there are none."""

    display_set_id: str
    index: int
    frame: Frame | None = None
    problem: Message | None = None


class Target:
    """Where the frames of one display set go: slices of one array where they form a volume.

    Shared by the decoding threads; the array is made by the first of them.
    """

    def __init__(
        self,
        display_set: DisplaySet,
        *,
        is_whole: bool = True,
        decoded: Mapping[int, Frame] | None = None,
    ) -> None:
        """What to fill.

        Args:
            is_whole: False where every frame stands alone: the volume would not fit into memory, or is
                still arriving.
            decoded: frames by index that were decoded standing alone: copied, not read again.
        """
        self.display_set = display_set
        self.is_whole = is_whole
        self._decoded = dict(decoded or {})
        self.volume: Volume | None = None
        self._located: LocatedFrames | None = None
        self._lock = threading.Lock()

    def read(self, index: int) -> Frame:
        """Decode frame `index`. Runs in any thread.

        Raises:
            InputError: the file is gone, cut short, or in a syntax nobody here decodes.
        """
        from medviewer.dicom.pixels import (  # not before the window stands
            appearances,
            frames,
            volumes,
        )

        source = self.display_set.frames[index]
        if self.display_set.geometry is None or not self.is_whole:
            return frames.read_frame(source, self._located_frames().of(source.instance))
        array = self._allocated().array
        known = self._decoded.pop(index, None)
        if known is not None and known.array.dtype == array.dtype:
            array[index] = known.array
            return replace(known, array=array[index])
        is_second_choice = volumes.read_into(array, index, source, self._located_frames())
        look = appearances.appearance(source, array[index])
        return Frame(array[index], source.rescale.unit, look, is_second_choice)

    def _located_frames(self) -> "LocatedFrames":
        """Where each file's frames lie: looked for once, not for every frame."""
        from medviewer.dicom.pixels.encapsulation import LocatedFrames

        with self._lock:
            if self._located is None:
                self._located = LocatedFrames()
            return self._located

    def _allocated(self) -> Volume:
        from medviewer.dicom.pixels import volumes

        with self._lock:
            if self.volume is None:
                geometry = self.display_set.geometry
                assert geometry is not None  # for the type checker: read() asked
                unit = self.display_set.frames[0].rescale.unit
                self.volume = Volume(volumes.allocate_volume(self.display_set), geometry, unit)
            return self.volume


def decode(context: JobContext, plan: LoadPlan, target: Target, turns: DecodingTurns) -> None:
    """Decode until the plan is empty, or it is somebody else's turn.

    A frame that cannot be read is announced with its reason.
    """
    display_set_id = target.display_set.display_set_id
    turn = turns.begin(display_set_id)
    while not turn.is_over and (index := plan.take()) is not None:
        context.token.check()
        try:
            arrival = Arrival(display_set_id, index, frame=target.read(index))
        except InputError as error:
            arrival = Arrival(display_set_id, index, problem=error.message)
        except Exception:
            # One strange file must neither end the thread nor leave its image "loading" for ever.
            logger.exception("An image could not be decoded in a way nobody foresaw")
            arrival = Arrival(display_set_id, index, problem=UNFORESEEN)
        context.deliver(arrival)


UNFORESEEN = message(
    "Decoding",
    "This image could not be read in a way MedViewer did not foresee; the log file has the details. "
    "Copy or export its file again.",
)
