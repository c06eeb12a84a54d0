"""Every shared file, good and malformed: images open, everything else gives one sentence, nothing crashes."""

from pathlib import Path

import pytest
from pydicom.uid import UID

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.reading import parsing
from medviewer.dicom.scanner import ScanSummary, scan
from medviewer.domain.study import FrameSource
from medviewer.errors import UndecodablePixels, UnreadableFile
from medviewer.progress import CancelToken, ignore_progress


@pytest.fixture(scope="module")
def dicom_files(shared_data: Path) -> list[Path]:
    return sorted(path for path in (shared_data / "dicom").rglob("*") if path.is_file())


def frames_of(path: Path) -> tuple[FrameSource, ...]:
    """The file's frames; none where it is no image or cannot be read."""
    try:
        return read_header(path).frames
    except UnreadableFile as error:
        refusal = str(error)
    assert refusal.endswith(".")
    return ()


def refusal_of(source: FrameSource) -> str:
    """Why a frame cannot be decoded; "" where it can and has the size its header says."""
    try:
        frame = read_frame(source)
    except UndecodablePixels as error:
        return str(error)
    assert frame.shape == (source.instance.rows, source.instance.columns)
    return ""


def test_that_every_frame_decodes_or_says_why_not(dicom_files: list[Path]) -> None:
    undecoded: dict[str, str] = {}
    decoded = 0
    for path in dicom_files:
        for source in frames_of(path):
            if refusal := refusal_of(source):
                assert path.name in refusal
                undecoded[path.name] = source.instance.encoding.transfer_syntax_uid
            else:
                decoded += 1
    well_formed = {path.name for path in dicom_files if "malformed" not in path.parts}
    for name, syntax in sorted(undecoded.items()):
        print(f"not decoded: {name} ({UID(syntax).name if name in well_formed else syntax})")

    surprises = {name: syntax for name, syntax in undecoded.items() if name in well_formed}
    assert surprises == {}
    assert decoded > 900


def test_that_the_fast_walk_reads_what_pydicom_reads(
    dicom_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = {path: outcome_of(path) for path in dicom_files}
    monkeypatch.setattr(parsing, "walk", lambda *_: None)

    differing = [path.name for path in dicom_files if outcome_of(path) != walked[path]]

    assert differing == []


def outcome_of(path: Path) -> object:
    """The header, or the sentence that refuses the file."""
    try:
        return read_header(path)
    except UnreadableFile as refusal:
        return str(refusal)


def test_that_a_scan_of_everything_ends_with_sentences(shared_data: Path, tmp_path: Path) -> None:
    def scanned(place: Path) -> ScanSummary:
        return scan([place], tmp_path, CancelToken(), ignore_progress, lambda update: None)

    summary = scanned(shared_data / "dicom")

    assert summary.image_count > 800
    assert summary.other_object_count > 40
    assert all(str(problem.reason) for problem in summary.problems)
    shown = [
        frame.instance.path
        for study in summary.studies
        for series in study.series
        for display_set in series.display_sets
        for frame in display_set.frames
    ]
    assert len(set(shown)) == summary.image_count


def test_that_the_labelled_archive_opens_as_one_volume(shared_data: Path, tmp_path: Path) -> None:
    archive = shared_data / "labelled/dicom_lidc_ct/LIDC-IDRI-0001.zip"

    summary = scan([archive], tmp_path, CancelToken(), ignore_progress, lambda update: None)

    [study] = summary.studies
    [display_set] = [d for series in study.series for d in series.display_sets if d.count > 10]
    assert display_set.geometry is not None
    assert summary.problems == ()
