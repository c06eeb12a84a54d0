"""200 findings on a 300-slice CT as a segmentation: ours, and highdicom with the same voxels in an array."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset

from medviewer.domain.finding import Finding, ReviewState, SliceOutline
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.study import DisplaySet, Study
from tests.phantoms.dicom_files import write_image
from tests.phantoms.recorded_readings import a_reading, box_finding, largest, opened, recorded

FINDINGS, SLICES, SIDE = 200, 300, 512
REACH = 5  # slices to either side of a finding's middle
CORNERS = 40  # of an outline
ACROSS, APART = 12, 40  # findings of one row, and pixels between their middles: none overlap


@dataclass(frozen=True, slots=True)
class Scan:
    """What both contestants are given; the files themselves are gone: 150 MB of nothing."""

    record: ReadingRecord
    headers: tuple[Dataset, ...]


def ours() -> Callable[[], object]:
    """From outlines to the file."""
    from medviewer.dicom.derived.segmentations import segmentations
    from medviewer.dicom.derived.workbench import Workbench

    scan = _scan()

    def once() -> None:
        (dataset,) = segmentations(Workbench(scan.record))
        _save(dataset)

    return once


def highdicom() -> Callable[[], object]:
    """From one array of labels, made beforehand, to the file."""
    from highdicom import UID
    from highdicom.seg import Segmentation, SegmentDescription

    from medviewer.dicom.derived import codes

    scan = _scan()
    labels = _labels(scan.record)
    described = [
        SegmentDescription(number, f"Finding {number}", codes.ABNORMAL, codes.NODULE, "MANUAL")
        for number in range(1, FINDINGS + 1)
    ]

    def once() -> None:
        dataset = Segmentation(
            scan.headers,
            labels,
            "BINARY",
            described,
            series_instance_uid=UID(),
            series_number=1,
            sop_instance_uid=UID(),
            instance_number=1,
            manufacturer="peer",
            manufacturer_model_name="peer",
            software_versions="1",
            device_serial_number="1",
        )
        _save(dataset)

    return once


def _save(dataset: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dataset.save_as(Path(folder) / "seg.dcm", enforce_file_format=True)  # type: ignore[attr-defined]


def _scan() -> Scan:
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
        for index in range(SLICES):
            _write_slice(Path(folder), index)
        study = opened(Path(folder))
        shown = largest(study)
        headers = (dcmread(f.instance.path, stop_before_pixels=True) for f in shown.frames)
        return Scan(_reading(study, shown), tuple(headers))


def _write_slice(folder: Path, index: int) -> None:
    write_image(
        folder / f"{index:03}",
        np.zeros((SIDE, SIDE), np.uint16),
        ImagePositionPatient=[-180, -180, SLICES - index],
        InstanceNumber=index + 1,
        SliceThickness=1,
        PatientBirthDate="",
        PatientSex="",
        StudyDate="20260101",
        StudyTime="1000",
        StudyID="1",
        AccessionNumber="",
        ReferringPhysicianName="",
    )


def _reading(study: Study, shown: DisplaySet) -> ReadingRecord:
    findings = tuple(
        recorded(shown, number, _finding(shown, number), ReviewState.ACCEPTED)
        for number in range(1, FINDINGS + 1)
    )
    empty = replace(a_reading(study), segments=(), measurements=(), key_images=())
    return replace(empty, findings=findings)


def _finding(shown: DisplaySet, number: int) -> Finding:
    row, column = 30 + APART * (number % ACROSS), 30 + APART * (number // ACROSS % ACROSS)
    middle, radius = 10 + number * 37 % (SLICES - 2 * 10), 6 + number % 5
    slices = range(middle - REACH, middle + REACH + 1)
    first = (slices[0], row - radius, column - radius)
    finding = box_finding(shown, number, first, (slices[-1], row + radius, column + radius))
    angles = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    points = tuple(
        (row + radius * float(np.sin(angle)), column + radius * float(np.cos(angle)))
        for angle in angles
    )
    return replace(finding, outlines=tuple(SliceOutline(index, points) for index in slices))


def _labels(record: ReadingRecord) -> np.ndarray:
    """The same voxels, each with its finding's number."""
    from medviewer.dicom.derived.segment_masks import OutlinedMasks

    labels = np.zeros((SLICES, SIDE, SIDE), np.uint8)
    for each in record.findings:
        masks = OutlinedMasks.of(each.finding, (SIDE, SIDE), SLICES)
        for index in masks.slices():
            labels[index][masks.mask(index)] = each.number
    return labels
