"""Decodes every source frame of a display set once, on all cores, and keeps only what was asked of it."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from medviewer.dicom.pixels.slice_threads import thread_count
from medviewer.dicom.pixels.source_values import (
    SourceReader,
    ValueSummary,
    joined,
    modality_values,
    summarize,
)
from medviewer.domain.study import FileProblem, FrameSource, Rescale
from medviewer.domain.volume import PixelArray
from medviewer.errors import InputError
from medviewer.imaging.probes import Voxel
from medviewer.jobs.parallel_map import parallel_map
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

PixelValue = float | tuple[float, ...]


@dataclass(slots=True)
class PixelSurvey:
    """What the pixels of a display set say.

    Attributes:
        summary: of all samples of the frames that could be decoded; None where none could.
        values: by the number of the probe that asked for them.
        problems: files with frames that could not be decoded, each reason once.
    """

    summary: ValueSummary | None = None
    values: dict[int, PixelValue] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    undecoded: int = 0

    def add(self, frame: "FrameSurvey") -> None:
        if frame.problem is None:
            self.summary = joined(self.summary, frame.summary)
            self.values.update(frame.values)
            return
        self.undecoded += 1
        if frame.problem not in self.problems:
            self.problems.append(frame.problem)


@dataclass(frozen=True, slots=True)
class FrameSurvey:
    """One frame's share, or why it has none."""

    summary: ValueSummary | None = None
    values: Mapping[int, PixelValue] = field(default_factory=dict)
    problem: FileProblem | None = None


def survey_pixels(
    sources: Sequence[FrameSource],
    probes: Mapping[int, Voxel],
    on_frame: Callable[[], None],
) -> PixelSurvey:
    """Decode `sources`; `on_frame` is called after each.

    Palette colour counts as its indices: what the file stores is what a script compares.

    Args:
        probes: voxels whose values are wanted, by any number.
    """
    wanted: dict[int, dict[int, Voxel]] = defaultdict(dict)
    for number, voxel in probes.items():
        wanted[voxel.index][number] = voxel
    reader, found = SourceReader(), PixelSurvey()
    work = [(in_indices(source), wanted.get(i, {})) for i, source in enumerate(sources)]
    for frame in parallel_map(lambda task: _survey_frame(reader, *task), work, thread_count()):
        found.add(frame)
        on_frame()
    return found


def _survey_frame(
    reader: SourceReader, source: FrameSource, wanted: Mapping[int, Voxel]
) -> FrameSurvey:
    try:
        stored = reader.read(source)
        values = {number: _value(stored, voxel, source.rescale) for number, voxel in wanted.items()}
        return FrameSurvey(summarize(stored, source.rescale), values)
    except InputError as error:
        reason = error.message
    except Exception:
        logger.exception("A frame could not be surveyed in a way nobody foresaw")
        reason = _unforeseen(source.instance.path)
    return FrameSurvey(problem=FileProblem(source.instance.path, reason))


def in_indices(source: FrameSource) -> FrameSource:
    """The frame before its palette gives it colours."""
    if source.instance.palette is None:
        return source
    return replace(source, instance=replace(source.instance, palette=None))


def _value(stored: PixelArray, voxel: Voxel, rescale: Rescale) -> PixelValue:
    """A number, or three in colour."""
    row, column = voxel.row, voxel.column
    pixel = modality_values(stored[row : row + 1, column : column + 1], rescale).ravel()
    return float(pixel[0]) if pixel.size == 1 else tuple(map(float, pixel))


def _unforeseen(path: Path) -> Message:
    return message(
        "Inspect",
        "{file} could not be decoded in a way MedViewer did not foresee; the log file has the details.",
        file=path.name,
    )
