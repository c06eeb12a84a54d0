"""The pixels of a segmentation: masks of one segment on one slice, decoded when they are asked for."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.objects.plain_copy import PlainCopy, is_deflated
from medviewer.dicom.pixels.source_values import SourceReader
from medviewer.domain.stored_segmentation import (
    SegmentationKind,
    SegmentFrame,
    StoredSegmentation,
)
from medviewer.domain.study import FrameSource
from medviewer.errors import UndecodablePixels, UnreadableFile
from medviewer.imaging.slice_pile import SlicePile, pile_of
from medviewer.progress import CancelToken

logger = logging.getLogger(__name__)

Shares = NDArray[np.uint8]  # how much of each pixel a segment holds: 0 nothing, 255 all
FULL = 255
SAME_AREA = 1e-3  # of a pixel's area that writers' rounding may change
KEPT_BYTES = 96 << 20  # of decoded frames


@dataclass(frozen=True, slots=True)
class SegmentExtent:
    """How much a segment holds.

    Attributes:
        frames: stored frames with any of it in.
        voxels: pixels of which it holds at least half; occupancy is summed, so this need not be whole.
        middle: the slice of the pile with most of it; None where its frames lie nowhere.
        is_of_one_size: whether all its pixels are as large as the pile's and can be counted together.
    """

    frames: int = 0
    voxels: float = 0.0
    middle: int | None = None
    is_of_one_size: bool = True

    def volume_ml(self, voxel_ml: float | None) -> float | None:
        """None where a voxel's volume is not known, or not one."""
        return self.voxels * voxel_ml if voxel_ml is not None and self.is_of_one_size else None


class SegmentMasks:
    """Reads one segmentation's pixels. Any thread may ask."""

    def __init__(self, stored: StoredSegmentation) -> None:
        self.stored = stored
        self._reader = SourceReader()
        self._kept: OrderedDict[int, NDArray[np.generic]] = OrderedDict()
        self._lock = threading.Lock()
        self._copying = threading.Lock()
        self._copy: PlainCopy | None = None
        self.undecodable: set[int] = set()  # stored frames that are damaged or not there
        found = self._pile()
        self.pile: SlicePile | None = None if found is None else found[0]
        members = (None,) * len(stored.frames) if found is None else found[1]
        self._at: dict[tuple[int | None, int], list[SegmentFrame]] = {}
        for frame, slice_index in zip(stored.frames, members, strict=True):
            if slice_index is not None:
                self._at.setdefault((frame.segment_number, slice_index), []).append(frame)
        self._by_image: dict[str, list[SegmentFrame]] = {}
        for frame in stored.frames:
            for image_uid in frame.image_uids:
                self._by_image.setdefault(image_uid, []).append(frame)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The segments there are to draw."""
        hidden = self.stored.background if self._is_label_map else frozenset[int]()
        return tuple(s.number for s in self.stored.segments if s.number not in hidden)

    def shares(self, number: int, slice_index: int) -> Shares | None:
        """How much of each pixel of a slice a segment holds; None for nothing."""
        key = None if self._is_label_map else number
        return self._joined(self._at.get((key, slice_index), ()), number)

    def shares_on(self, number: int, image_uid: str, image_frame: int) -> Shares | None:
        """The same on an image the frames were derived from, where no frame says where it lies.

        Args:
            image_frame: 1 first.
        """
        frames = [
            f for f in self._by_image.get(image_uid, ()) if f.segment_number in (None, number)
        ]
        here = [f for f in frames if not f.image_frames or image_frame in f.image_frames]
        return self._joined(here, number)

    def extents(self, token: CancelToken) -> dict[int, SegmentExtent]:
        """Of every segment: decodes all frames once, so for a thread."""
        found: dict[int, SegmentExtent] = {}
        most: dict[int, float] = {}
        places = {id(f): at for (_, at), frames in self._at.items() for f in frames}
        doubled = {id(f) for frames in self._at.values() for f in frames[1:]}
        for frame in self.stored.frames:
            token.check()
            for number, voxels in self._counted(frame):
                before = found.get(number, SegmentExtent())
                middle = before.middle
                if voxels > most.get(number, 0.0) and id(frame) in places:
                    most[number], middle = voxels, places[id(frame)]
                if id(frame) in doubled:
                    voxels -= self._overlap(frame, number, places[id(frame)])
                is_alike = before.is_of_one_size and self._is_as_large(frame)
                found[number] = SegmentExtent(
                    before.frames + 1, before.voxels + voxels, middle, is_alike
                )
        return found

    def _is_as_large(self, frame: SegmentFrame) -> bool:
        plane = frame.source.plane
        if plane is None or self.pile is None:
            return True
        first = self.pile.planes[0]
        area = first.row_spacing_mm * first.column_spacing_mm
        return abs(plane.row_spacing_mm * plane.column_spacing_mm / area - 1) < SAME_AREA

    def _overlap(self, frame: SegmentFrame, number: int, slice_index: int) -> float:
        """Voxels that earlier frames of the same segment on the same slice hold already."""
        here = self._at[(frame.segment_number, slice_index)]
        before = self._joined(here[: here.index(frame)], number)
        also = self._joined([frame], number)
        return 0.0 if before is None or also is None else self._of_shares(np.minimum(before, also))

    def _of_shares(self, shares: Shares) -> float:
        if self.stored.fractional_type == "OCCUPANCY":
            return float(shares.sum(dtype=np.float64)) / FULL
        return float(np.count_nonzero(shares >= (FULL + 1) // 2))

    @property
    def _is_label_map(self) -> bool:
        return self.stored.kind is SegmentationKind.LABELMAP

    def _pile(self) -> tuple[SlicePile, tuple[int | None, ...]] | None:
        frames = self.stored.frames
        if not frames or self.stored.is_tiled:
            return None
        shape = (frames[0].source.rows, frames[0].source.columns)
        planes = [frame.source.plane for frame in frames]
        return pile_of(planes, shape, self.stored.slice_step_mm, self.stored.thickness_mm)

    def _joined(
        self, frames: "list[SegmentFrame] | tuple[SegmentFrame, ...]", number: int
    ) -> Shares | None:
        """Frames of one segment on one slice, rarely more than one, as one."""
        whole: Shares | None = None
        for frame in frames:
            values = self._values(frame.source)
            if values is None:
                continue
            shares = self._as_shares(values, number)
            whole = shares if whole is None else np.maximum(whole, shares)
        return None if whole is None or not whole.any() else whole

    def _as_shares(self, values: NDArray[np.generic], number: int) -> Shares:
        if self._is_label_map:
            return np.where(values == number, np.uint8(FULL), np.uint8(0))
        if self.stored.kind is SegmentationKind.BINARY:
            return np.where(values != 0, np.uint8(FULL), np.uint8(0))
        parts = np.minimum(np.asarray(values, np.float32) / self.stored.maximum, 1)
        return np.asarray(np.rint(parts * FULL), np.uint8)

    def _counted(self, frame: SegmentFrame) -> Iterator[tuple[int, float]]:
        values = self._values(frame.source, keep=False)
        if values is None or not values.any():
            return
        if self._is_label_map:
            numbers, counts = np.unique(values, return_counts=True)
            for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
                if int(number) not in self.stored.background:
                    yield int(number), float(count)
        elif frame.segment_number is not None:
            yield frame.segment_number, self._held(values)

    def _held(self, values: NDArray[np.generic]) -> float:
        """Voxels: counted, of probabilities from a half on; occupied shares are summed (C.8.20.2.3)."""
        if self.stored.kind is SegmentationKind.BINARY:
            return float(np.count_nonzero(values))
        parts = np.asarray(values, np.float64) / self.stored.maximum
        if self.stored.fractional_type == "OCCUPANCY":
            return float(np.minimum(parts, 1).sum())
        return float(np.count_nonzero(parts >= 0.5))

    def _values(self, source: FrameSource, *, keep: bool = True) -> NDArray[np.generic] | None:
        """Stored values; None where the frame is not there or damaged, which is said once."""
        index = source.frame_index
        with self._lock:
            if index in self._kept:
                self._kept.move_to_end(index)
                return self._kept[index]
            if index in self.undecodable:
                return None
        try:
            values = self._reader.read(_as_numbers(self._plain(source)))
        except (UndecodablePixels, UnreadableFile):
            logger.info("A frame of a segmentation could not be decoded")
            with self._lock:
                self.undecodable.add(index)
            return None
        if keep:
            self._keep(index, values)
        return values

    def _plain(self, source: FrameSource) -> FrameSource:
        """The frame, of an inflated copy where its file is deflated as a whole."""
        if not is_deflated(source):
            return source
        with self._copying:
            if self._copy is None:
                self._copy = PlainCopy(source.instance)
        frames = self._copy.frames
        return frames[source.frame_index] if source.frame_index < len(frames) else source

    def _keep(self, index: int, values: NDArray[np.generic]) -> None:
        with self._lock:
            self._kept[index] = values
            most = max(1, KEPT_BYTES // max(values.nbytes, 1))
            while len(self._kept) > most:
                self._kept.popitem(last=False)


def _as_numbers(source: FrameSource) -> FrameSource:
    """Before a palette gives it colours."""
    if source.instance.palette is None:
        return source
    return replace(source, instance=replace(source.instance, palette=None))
