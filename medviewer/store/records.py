"""A study as the index keeps it: plain values, and where its files lie, as found on disk just now."""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.folded_text import folded
from medviewer.domain.study import Series, Study
from medviewer.domain.study_index import IndexedFile

MAX_FILE_LIST_BYTES = 256 << 20  # of one series, inflated: a million files

LARGEST_NUMBER = 1 << 31


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """One row of `series`; `files` as `packed` makes them, names relative to `folder`."""

    series_instance_uid: str
    modality: str
    series_number: int | None
    series_description: str
    body_part_examined: str
    image_count: int
    object_kind: str
    folder: bytes
    files: bytes
    search_text: str


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """One row of `study` with its patient and series; what sums up the series is computed in the index."""

    patient: tuple[str, str, str, str]
    study_instance_uid: str
    study_date: str
    study_time: str
    study_description: str
    accession_number: str
    own_text: str
    series: tuple[SeriesRecord, ...]


def record_of(study: Study, archives: Mapping[Path, Path]) -> StudyRecord:
    """What to keep of a study; asks the disk for sizes and times, so not for the GUI thread.

    Args:
        archives: our folders of unpacked files → the archives they came from: those are what will be there.
    """
    patient = study.patient
    return StudyRecord(
        patient=(
            storable(patient.patient_id),
            storable(patient.patient_name),
            storable(patient.birth_date),
            storable(patient.sex),
        ),
        study_instance_uid=storable(study.study_instance_uid),
        study_date=storable(study.study_date),
        study_time=storable(study.study_time),
        study_description=storable(study.marked_description),
        accession_number=storable(study.accession_number),
        own_text=_study_text(study),
        series=tuple(_series_record(each, archives) for each in study.series),
    )


def storable(text: str) -> str:
    """Without what SQLite cannot hold as text: a NUL ends it, a lone surrogate has no UTF-8."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _storable_number(number: int | None) -> int | None:
    """None beyond what a header's integer may be (PS3.5 table 6.2-1, IS); SQLite refuses the largest."""
    return number if number is not None and abs(number) <= LARGEST_NUMBER else None


def packed(files: Iterable[IndexedFile], folder: Path) -> bytes:
    """A file list as one compressed blob; JSON, since what is read back must be data and nothing else."""
    rows = [
        [os.path.relpath(each.path, folder), each.size, each.modified_ns, each.frame_count]
        for each in files
    ]
    return zlib.compress(json.dumps(rows).encode(), 6)


def unpacked(folder: bytes, files: bytes) -> tuple[IndexedFile, ...]:
    """What `packed` packed; () where it is damaged or larger than any file list is."""
    inflate = zlib.decompressobj()
    try:
        text = inflate.decompress(files, MAX_FILE_LIST_BYTES)
        rows = json.loads(text) if not inflate.unconsumed_tail else []
        root = Path(os.fsdecode(folder))
        return tuple(
            IndexedFile(Path(os.path.normpath(root / str(name))), int(size), int(time), int(frames))
            for name, size, time, frames in rows
        )
    except (zlib.error, ValueError, TypeError, RecursionError):
        return ()


def _series_record(series: Series, archives: Mapping[Path, Path]) -> SeriesRecord:
    files = tuple(_files(series, archives))
    folder = _common_folder([each.path for each in files])
    return SeriesRecord(
        series_instance_uid=storable(series.series_instance_uid),
        modality=storable(series.modality),
        series_number=_storable_number(series.series_number),
        series_description=storable(series.series_description),
        body_part_examined=storable(series.body_part_examined),
        image_count=series.count,
        object_kind="" if series.display_sets else _kind(series),
        folder=os.fsencode(folder),
        files=packed(files, folder),
        search_text=_folded(series.modality, series.series_description, series.body_part_examined),
    )


def _kind(series: Series) -> str:
    return storable(series.objects[0].kind) if series.objects else ""


def _files(series: Series, archives: Mapping[Path, Path]) -> Iterator[IndexedFile]:
    """Each file once, with the frames it gave; an archive stands for everything unpacked from it."""
    frames: dict[Path, int] = {}
    for display_set in series.display_sets:
        for frame in display_set.frames:
            path = _lasting(frame.instance.path, archives)
            frames[path] = frames.get(path, 0) + 1
    for each in series.objects:
        frames.setdefault(_lasting(each.path, archives), 0)
    for path, count in frames.items():
        yield IndexedFile(path, *_size_and_time(path), count)


def _lasting(path: Path, archives: Mapping[Path, Path]) -> Path:
    if archives:
        for folder in path.parents:
            if folder in archives:
                return archives[folder]
    return path


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _common_folder(paths: list[Path]) -> Path:
    folders = {path.parent for path in paths}
    try:
        return Path(os.path.commonpath(folders)) if folders else Path()
    except ValueError:  # on two drives
        return Path()


def _study_text(study: Study) -> str:
    patient, day = study.patient, study.study_date
    return _folded(
        patient.patient_name,
        patient.patient_name.replace("^", ""),  # 王^小明 is searched as 王小明
        patient.patient_id,
        study.accession_number,
        study.study_description,
        day,
        f"{day[:4]}-{day[4:6]}-{day[6:]}",
    )


def _folded(*parts: str) -> str:
    return storable(" ".join(dict.fromkeys(filter(None, map(folded, parts)))))
