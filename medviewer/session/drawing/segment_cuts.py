"""What the planes cut out of the reader's segments, kept until a segment or a plane changes."""

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import VolumeGeometry
from medviewer.domain.section import Section
from medviewer.domain.segmentation import Segment
from medviewer.imaging.mask_cut import MaskBlock, MaskCut, block_of, cut_of_mask


class SegmentCuts:
    """For the GUI thread: a lesion takes a tenth of a millisecond, a whole lung some."""

    def __init__(self) -> None:
        self._blocks: dict[str, tuple[Segment, MaskBlock | None]] = {}
        self._cuts: dict[tuple[str, BodyPlane], tuple[MaskBlock, Section, MaskCut | None]] = {}

    def cut(
        self, segment: Segment, geometry: VolumeGeometry, plane: BodyPlane, section: Section
    ) -> MaskCut | None:
        """What lies in a pane's section."""
        block = self._block(segment)
        if block is None:
            return None
        kept = self._cuts.get((segment.segment_id, plane))
        if kept is None or kept[0] is not block or kept[1] != section:
            kept = (block, section, cut_of_mask(block, geometry, section))
            self._cuts[segment.segment_id, plane] = kept
        return kept[2]

    def forget(self) -> None:
        """The planes are closed."""
        self._blocks.clear()
        self._cuts.clear()

    def _block(self, segment: Segment) -> MaskBlock | None:
        kept = self._blocks.get(segment.segment_id)
        if kept is None or kept[0] is not segment:
            kept = (segment, block_of(segment))
            self._blocks[segment.segment_id] = kept
        return kept[1]
