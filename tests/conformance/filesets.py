"""DICOMDIRs, whole and broken: what is listed and there is found, whatever the directory's encoding."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from medviewer.dicom.scanner import ScanSummary, survey
from medviewer.progress import CancelToken, ignore_progress
from tests.conformance.outcomes import Outcome, Row, Verdict, judged

SETS = "dicomdir/pydicom_sets"
# The README beside them: one file-set of three patients, written in different ways.
SAME_SET = (
    "DICOMDIR",
    "DICOMDIR-bigEnd",
    "DICOMDIR-implicit",
    "DICOMDIR-nooffset",
    "DICOMDIR-reordered",
    "DICOMDIR-nopatient",
)
PATIENT_FOLDERS = ("77654033", "98892001", "98892003")


def fileset_rows(folder: Path) -> Iterator[Row]:
    """Each directory offers exactly the instances that lie in its folders, or says what is wrong with one."""
    root = folder / SETS
    expected = [path for name in PATIENT_FOLDERS for path in _files_below(root / name)]
    whole = [_offered(root / name, folder, expected) for name in SAME_SET]
    yield Row("DICOMDIR", "one file-set in six encodings", tuple(whole))
    tiny = _files_below(root / "TINY_ALPHA/PT000000")
    without_pixels = _offered(root / "TINY_ALPHA/DICOMDIR", folder, tiny)
    yield Row("DICOMDIR", "of images without pixels", (without_pixels,))
    # A directory that lists nothing is broken: the folder it lies in is opened instead.
    around = [_offered(root / name, folder, expected + tiny) for name in ("DICOMDIR-empty.dcm", "")]
    yield Row("DICOMDIR", "empty; the folder around all", tuple(around))


def _offered(place: Path, folder: Path, expected: list[Path]) -> Outcome:
    name = place.relative_to(folder).as_posix()
    with tempfile.TemporaryDirectory() as unpack_to:
        found = survey(
            [place], Path(unpack_to), CancelToken(), ignore_progress, lambda update: None
        )
    offered, refused = _paths(found), {problem.path: problem.reason for problem in found.problems}
    said = [
        f"{path.name} is not offered" for path in expected if path not in offered | set(refused)
    ]
    said += [f"{path.name} is not in the set" for path in offered if path not in expected]
    if not said and offered.isdisjoint(expected):
        return Outcome(name, Verdict.REFUSED, str(refused[expected[0]]))
    return judged(name, said)


def _paths(found: ScanSummary) -> set[Path]:
    series = [one for study in found.studies for one in study.series]
    sets = [display_set for one in series for display_set in one.display_sets]
    images = {frame.instance.path for one in sets for frame in one.frames}
    return images | {listed.path for one in series for listed in one.objects}


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
