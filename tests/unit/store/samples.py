"""Studies as a scan would hand them over, their files in a folder of the test's."""

from pathlib import Path

from medviewer.domain.study import (
    DisplaySet,
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Series,
    Study,
)

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
WANG = Patient("P1", "王^小明", "19700101", "M")
MUELLER = Patient("P2", "Müller^Jürgen", "19550505", "M")


def series_of(
    folder: Path, count: int, uid: str = "1.2.1", modality: str = "CT", description: str = ""
) -> Series:
    """A series of `count` files that exist."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = []
    for number in range(count):
        path = folder / f"IM{number:04}"
        path.write_bytes(b"x" * 10)
        instance = Instance(path, f"{uid}.{number}", "1.2.840", 8, 8, 1, ENCODING)
        frames.append(FrameSource(instance, 0, None))
    shown = DisplaySet(f"{uid}:0", uid, tuple(frames), None)
    return Series(uid, modality, 3, description, display_sets=(shown,))


def study_of(
    patient: Patient, *series: Series, uid: str = "1.2", date: str = "20260131", text: str = ""
) -> Study:
    return Study(uid, patient, date, study_description=text, series=series)
