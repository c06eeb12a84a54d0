"""What all writers of one export share: the reading, its images' headers, the series, the segments."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydicom.dataset import Dataset

from medviewer.dicom.derived.object_series import ObjectSeries, SeriesKind
from medviewer.dicom.derived.sources import SourceFrame, Sources
from medviewer.domain.reading_record import ReadingRecord, RecordedFinding
from medviewer.domain.source_slices import as_acquired
from medviewer.domain.study import AS_ACQUIRED
from medviewer.errors import ExportError
from medviewer.progress import CancelToken
from medviewer.words import Message, message


@dataclass(frozen=True, slots=True)
class WrittenSegment:
    """Where a segment lies: the SEG that holds it, and its number there."""

    dataset: Dataset
    number: int


@dataclass(slots=True)
class Workbench:
    """One export's.

    Attributes:
        segments: those written so far, by the key of the finding or segment they are of.
    """

    record: ReadingRecord
    token: CancelToken = field(default_factory=CancelToken)
    segments: dict[str, WrittenSegment] = field(default_factory=dict)
    _sources: dict[str, Sources] = field(default_factory=dict)
    _series: dict[SeriesKind, ObjectSeries] = field(default_factory=dict)

    def sources(self, display_set_id: str) -> Sources:
        """The images of a display set.

        Raises:
            ExportError: the study has none of that id, or it has no image.
        """
        if display_set_id not in self._sources:
            self._sources[display_set_id] = self._found(display_set_id)
        return self._sources[display_set_id]

    def series(self, kind: SeriesKind) -> ObjectSeries:
        """The export's series of a kind; the same one each time."""
        if kind not in self._series:
            self._series[kind] = ObjectSeries.of(kind, self.record)
        return self._series[kind]

    def key_frame(self, recorded: RecordedFinding) -> SourceFrame:
        """The frame a finding, as the reader has it, is best seen on."""
        return self.sources(recorded.display_set_id).of_slice(recorded.finding.key_slice)

    def any_header(self) -> Dataset:
        """Of the image a document about the whole study names first.

        Raises:
            ExportError: the study has no image.
        """
        for series in self.record.study.series:
            for display_set in series.display_sets:
                if display_set.source_frames:
                    frame = display_set.source_frames[0]
                    return self.sources(display_set.display_set_id).header(frame.instance)
        raise ExportError(_no_image())

    def referenced_headers(self) -> Iterator[Dataset]:
        """Of every image of the display sets that were spoken of so far."""
        for sources in self._sources.values():
            yield from sources.headers

    def unknown_classes(self) -> dict[str, str]:
        """By SOP Instance UID, the true classes of images that highdicom does not know."""
        found: dict[str, str] = {}
        for sources in self._sources.values():
            found |= sources.unknown_classes
        return found

    def _found(self, display_set_id: str) -> Sources:
        listed_id = display_set_id.removesuffix(AS_ACQUIRED)
        for series in self.record.study.series:
            for display_set in series.display_sets:
                if display_set.listed_id == listed_id and display_set.source_frames:
                    wanted = (
                        display_set if listed_id == display_set_id else as_acquired(display_set)
                    )
                    return Sources(self.record.study, series, wanted)
        raise ExportError(_no_image())


def _no_image() -> Message:
    return message(
        "Export",
        "The study as it is open has no longer the images that this speaks of, so no DICOM object can "
        "refer to them. Open the study again and export then.",
    )
