"""Everything MedViewer does with a file: header, scan, frames, attributes, inspect, render."""

import contextlib
import itertools
import tempfile
from pathlib import Path

from medviewer.dicom.headers import NotAnImage, read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.scanner import scan
from medviewer.dicom.tag_tree.attribute_rows import read_file
from medviewer.dicom.tag_tree.attribute_search import search
from medviewer.domain.study import FrameSource
from medviewer.errors import MedViewerError, NothingToOpen
from medviewer.progress import CancelToken, ignore_progress
from tests.conformance.command_line import display_sets, inspect, render

FRAMES_READ = 64  # of one file; a header may promise thousands where the bytes of one are there


def examine(path: Path) -> tuple[str, str]:
    """(opened | warned | refused, what was said); anything raised but a MedViewerError is a bug."""
    said = _scanned(path)
    _walked(path)
    _asked_for_by_a_script(path)
    try:
        header = read_header(path)
    except NotAnImage as listed:
        return ("warned", said[0]) if said else ("opened", str(listed))
    except MedViewerError as refusal:
        return "refused", sentence(refusal)
    refusals = [text for text in map(_refusal, header.frames[:FRAMES_READ]) if text]
    if header.problem is not None:
        said.append(str(header.problem))
    if refusals and len(refusals) == min(len(header.frames), FRAMES_READ):
        return "refused", refusals[0]
    told = [*said, *refusals]
    return ("warned", told[0]) if told else ("opened", "")


def sentence(refusal: MedViewerError) -> str:
    """What the reader is told, checked to be a sentence."""
    text = str(refusal)
    assert text.endswith((".", "?", "!")), text
    assert "did not foresee" not in text, text
    return text


def _scanned(path: Path) -> list[str]:
    """The complaints of a scan of this file alone."""
    with tempfile.TemporaryDirectory() as unpack_to:
        try:
            summary = scan(
                [path], Path(unpack_to), CancelToken(), ignore_progress, lambda update: None
            )
        except MedViewerError as refusal:
            text = sentence(refusal)
            return [] if isinstance(refusal, NothingToOpen) and "no images" in text else [text]
    complaints = [str(problem.reason) for problem in summary.problems]
    assert not any("did not foresee" in text for text in complaints), complaints
    sets = itertools.chain.from_iterable(
        series.display_sets for study in summary.studies for series in study.series
    )
    return complaints + [str(note) for one in sets for note in one.notes]


def _walked(path: Path) -> None:
    """Every attribute down to the last item, as the attribute browser's search reads them."""
    try:
        search(
            read_file(path, CancelToken()), "nothing says this", CancelToken(), lambda hits: None
        )
    except MedViewerError as refusal:
        sentence(refusal)


def _asked_for_by_a_script(path: Path) -> None:
    """`medviewer inspect` prints its document whatever the file is; the first images can be rendered."""
    sets = [one for one in display_sets(inspect(path)) if one["kind"] != "object"]
    with tempfile.TemporaryDirectory() as folder:
        for number, _ in enumerate(sets[:1]):
            with contextlib.suppress(MedViewerError):
                render(path, Path(folder) / f"{number}.png")


def _refusal(source: FrameSource) -> str:
    try:
        frame = read_frame(source)
    except MedViewerError as refusal:
        return sentence(refusal)
    assert frame.shape == (source.instance.rows, source.instance.columns)
    frame.value_range()
    return ""
