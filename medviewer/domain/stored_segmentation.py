"""A segmentation object as its file has it (PS3.3 A.51, C.8.20): who is marked, on which frames, how.

Never mixed with what the reader paints (`domain.segmentation`): this is shown, and may be copied.
"""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.study import FrameSource
from medviewer.words import Message

Rgb = tuple[int, int, int]


class SegmentationKind(StrEnum):
    """Segmentation Type (0062,0001)."""

    BINARY = "BINARY"
    FRACTIONAL = "FRACTIONAL"
    LABELMAP = "LABELMAP"


@dataclass(frozen=True, slots=True)
class SegmentAuthor:
    """Who or what drew a segment: MANUAL, SEMIAUTOMATIC or AUTOMATIC, and the algorithm's name."""

    algorithm_type: str = ""
    algorithm_name: str = ""


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """One item of the Segment Sequence (0062,0002).

    Attributes:
        colour: of Recommended Display CIELab Value, or of the palette; None where the file has none.
    """

    number: int
    label: str
    description: str = ""
    category: Code = NO_CODE
    property_type: Code = NO_CODE
    anatomic_region: Code = NO_CODE
    author: SegmentAuthor = SegmentAuthor()
    tracking_id: str = ""
    tracking_uid: str = ""
    colour: Rgb | None = None

    @property
    def name(self) -> str:
        """What a list calls it: the label, else what it is, else its number."""
        return self.label or str(self.property_type) or str(self.number)


@dataclass(frozen=True, slots=True)
class SegmentFrame:
    """One stored frame.

    Attributes:
        segment_number: whose pixels they are; None in a label map, and where nothing says.
        image_uids: SOP instances it was drawn on, as the file tells.
        image_frames: which of their frames, 1 first; () for all of them.
    """

    source: FrameSource
    segment_number: int | None
    image_uids: tuple[str, ...] = ()
    image_frames: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSegmentation:
    """One segmentation object.

    Attributes:
        frames: those that can be there; a claimed frame without a place in the file is left out.
        maximum: Maximum Fractional Value; what "all of the voxel" is stored as. 1 unless fractional.
        fractional_type: PROBABILITY or OCCUPANCY; "" unless fractional.
        background: of a label map: the numbers that mark nothing.
        slice_step_mm: Spacing Between Slices; None where the file has none.
        is_tiled: of a whole slide, in tiles: not drawn here.
        notes: what had to be worked around.
        thickness_mm: Slice Thickness; slices may lie farther apart.
    """

    sop_instance_uid: str
    label: str
    kind: SegmentationKind
    segments: tuple[StoredSegment, ...]
    frames: tuple[SegmentFrame, ...]
    frame_of_reference_uid: str = ""
    image_uids: frozenset[str] = frozenset()
    series_uids: tuple[str, ...] = ()
    maximum: int = 1
    fractional_type: str = ""
    background: frozenset[int] = frozenset((0,))
    slice_step_mm: float | None = None
    is_tiled: bool = False
    notes: tuple[Message, ...] = ()
    thickness_mm: float | None = None

    def find(self, number: int) -> StoredSegment | None:
        return next((segment for segment in self.segments if segment.number == number), None)
