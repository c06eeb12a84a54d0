"""Segmentations hold the very voxels, whoever reads them."""

import subprocess
from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.derived.segmentations import segmentations
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.finding import ReviewState
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.segmentation import PackedMask
from medviewer.domain.sign_off import SignOff
from tests.phantoms.recorded_readings import (
    a_reading,
    box_finding,
    largest,
    opened,
    outlined,
    recorded,
)
from tests.phantoms.series import write_ct, write_tilted_ct
from tests.unit.dicom.derived.validators import errors_of, tool


@pytest.fixture
def reading(tmp_path: Path) -> ReadingRecord:
    write_ct(tmp_path / "ct", (8, 21, 19))  # 399 pixels: frames of bits end within a byte
    return a_reading(opened(tmp_path / "ct"))


def written(record: ReadingRecord, folder: Path) -> tuple[Path, Dataset]:
    dataset, *_ = segmentations(Workbench(record))  # the reader's; of proposals there is one more
    path = folder / "seg.dcm"
    dataset.save_as(path, enforce_file_format=True)
    return path, dataset


def voxels(path: Path, record: ReadingRecord, number: int) -> np.ndarray:
    """bool[slice, row, column] of one segment in display order, by highdicom's reader."""
    segmentation = highdicom.seg.segread(path)
    frames = largest(record.study).frames
    uids = [frame.instance.sop_instance_uid for frame in frames]
    pixels = segmentation.get_pixels_by_source_instance(
        uids, segment_numbers=[number], assert_missing_frames_are_empty=True
    )
    return pixels[..., 0] > 0


def test_that_a_findings_outlines_come_back_as_its_voxels(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    path, _ = written(reading, tmp_path)

    expected = np.zeros((8, 21, 19), bool)
    expected[2:4, 4:6, 3:7] = True  # the second finding was accepted, its box is its outline
    np.testing.assert_array_equal(expected, voxels(path, reading, 1))


def test_that_an_edited_finding_is_written_as_the_reader_has_it(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    path, dataset = written(reading, tmp_path)

    expected = np.zeros((8, 21, 19), bool)
    expected[3:5, 6:8, 3:8] = True  # a column wider
    np.testing.assert_array_equal(expected, voxels(path, reading, 2))
    assert dataset.SegmentSequence[1].SegmentAlgorithmType == "SEMIAUTOMATIC"


def test_that_what_the_reader_painted_is_a_segment(reading: ReadingRecord, tmp_path: Path) -> None:
    path, dataset = written(reading, tmp_path)

    expected = np.zeros((8, 21, 19), bool)
    expected[:2, 1:4, 2:4] = True
    np.testing.assert_array_equal(expected, voxels(path, reading, 4))
    assert [s.SegmentAlgorithmType for s in dataset.SegmentSequence][2:] == ["MANUAL", "MANUAL"]
    assert dataset.SegmentSequence[3].SegmentLabel == "Liver <b>"


def test_that_rejected_and_undecided_findings_are_not_in_it(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    _, dataset = written(reading, tmp_path)

    uids = [segment.TrackingUID for segment in dataset.SegmentSequence]
    confirmed = [recorded.tracking_uid for recorded in reading.confirmed]
    assert uids == [*confirmed, reading.segments[0].tracking_uid]


def test_that_a_single_segment_is_named_by_its_frames(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    _, dataset = written(replace(reading, findings=()), tmp_path)

    numbers = [
        item.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        for item in dataset.PerFrameFunctionalGroupsSequence
    ]
    assert numbers == [1, 1]
    assert "SegmentIdentificationSequence" not in dataset.SharedFunctionalGroupsSequence[0]


def test_that_a_study_without_outlines_has_no_segmentation(tmp_path: Path) -> None:
    write_ct(tmp_path / "ct", (3, 16, 16))
    reading = a_reading(opened(tmp_path / "ct"), is_outlined=False)
    boxed = tuple(each for each in reading.findings if not each.finding.outlines)

    assert list(segmentations(Workbench(replace(reading, findings=boxed, segments=())))) == []


def test_that_segments_that_share_a_voxel_are_said_to_overlap(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    display_set = largest(reading.study)
    both = [outlined(box_finding(display_set, n, (1, 4, 4), (1, 6, 4 + n))) for n in (1, 2)]
    findings = tuple(
        recorded(display_set, n, finding, ReviewState.ACCEPTED)
        for n, finding in enumerate(both, start=1)
    )

    _, dataset = written(replace(reading, findings=findings), tmp_path)

    assert dataset.SegmentsOverlap == "YES"


def test_that_a_tilted_stacks_voxels_lie_on_the_slices_as_acquired(tmp_path: Path) -> None:
    write_tilted_ct(tmp_path / "ct", 20)
    reading = a_reading(opened(tmp_path / "ct"))
    display_set = largest(reading.study)

    _, dataset = written(reading, tmp_path)

    frame = dataset.PerFrameFunctionalGroupsSequence[0]
    source = frame.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
    (plane,) = [
        frame.plane
        for frame in display_set.source_frames
        if frame.instance.sop_instance_uid == source
    ]
    assert (dataset.Rows, dataset.Columns) == (16, 16)
    assert plane is not None
    position = [float(value) for value in frame.PlanePositionSequence[0].ImagePositionPatient]
    np.testing.assert_allclose(position, plane.position, atol=1e-6)


def test_that_what_lies_beside_every_frame_of_the_files_is_no_segment(tmp_path: Path) -> None:
    write_tilted_ct(tmp_path / "ct", 20)
    reading = a_reading(opened(tmp_path / "ct"))
    display_set = largest(reading.study)
    shape = (display_set.frames[0].rows, display_set.frames[0].columns)
    corner = np.zeros(shape, np.bool_)
    corner[0, 0] = True  # the grid is larger than the slices that were shifted onto it
    painted = reading.segments[0].segment
    beside = replace(
        painted, shape=shape, slices={0: PackedMask.of(corner), 4: PackedMask.of(corner)}
    )
    outside = [i for i in (0, 4) if not display_set.frames[i].is_measured_at(0, 0)]
    only = replace(beside, slices={i: beside.slices[i] for i in outside})
    segments = (replace(reading.segments[0], segment=only),)

    found = list(segmentations(Workbench(replace(reading, findings=(), segments=segments))))

    assert outside
    assert found == []


def test_that_a_missing_slices_voxels_refer_to_both_its_neighbours(tmp_path: Path) -> None:
    write_ct(tmp_path / "ct", (6, 16, 16), z_mm=(100, 97.5, 95, 90, 87.5, 85))
    reading = a_reading(opened(tmp_path / "ct"))
    display_set = largest(reading.study)
    missing = next(i for i, frame in enumerate(display_set.frames) if frame.is_interpolated)
    finding = outlined(box_finding(display_set, 1, (missing, 2, 2), (missing, 4, 4)))
    only = (recorded(display_set, 1, finding, ReviewState.ACCEPTED),)

    _, dataset = written(replace(reading, findings=only, segments=()), tmp_path)

    (item,) = dataset.PerFrameFunctionalGroupsSequence
    assert len(item.DerivationImageSequence[0].SourceImageSequence) == 2
    assert float(item.PlanePositionSequence[0].ImagePositionPatient[2]) == 92.5


def test_that_the_validator_finds_no_error(reading: ReadingRecord, tmp_path: Path) -> None:
    path, _ = written(reading, tmp_path)

    assert errors_of(path) == []


def test_that_dcmqi_reads_the_very_voxels(reading: ReadingRecord, tmp_path: Path) -> None:
    path, _ = written(reading, tmp_path)
    reader = tool("segimage2itkimage")

    subprocess.run(
        [reader, "--inputDICOM", path, "--outputDirectory", tmp_path, "-t", "nrrd"],
        check=True,
        capture_output=True,
    )

    import SimpleITK

    image = SimpleITK.ReadImage(str(tmp_path / "1.nrrd"))
    found = SimpleITK.GetArrayFromImage(image)
    geometry = largest(reading.study).geometry
    assert geometry is not None
    marked = [
        image.TransformIndexToPhysicalPoint([int(c), int(r), int(s)])  # type: ignore[no-untyped-call]
        for s, r, c in np.argwhere(found)
    ]
    places = np.rint(geometry.patient_to_voxel(marked)).astype(int)
    expected = np.argwhere(np.ones((2, 2, 4))) + np.array((2, 4, 3))
    assert sorted(map(tuple, places.tolist())) == sorted(map(tuple, expected.tolist()))


def test_that_what_nobody_decided_stands_apart_and_says_so(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    own, proposals = segmentations(Workbench(reading))

    (segment,) = proposals.SegmentSequence
    assert segment.TrackingUID == reading.findings[0].tracking_uid
    assert proposals.SeriesInstanceUID != own.SeriesInstanceUID
    assert proposals.SeriesDescription == "AI proposals, segmentation - NOT VERIFIED"
    path = tmp_path / "proposals.dcm"
    proposals.save_as(path, enforce_file_format=True)
    expected = np.zeros((8, 21, 19), bool)
    expected[1:3, 2:4, 3:7] = True
    np.testing.assert_array_equal(expected, voxels(path, reading, 1))


def test_that_a_signed_reading_has_no_segmentation_of_proposals(reading: ReadingRecord) -> None:
    signed = replace(reading, sign_off=SignOff("Dr Li", "2026-01-02T06:00:00Z"))

    (own,) = segmentations(Workbench(signed))

    assert reading.findings[0].tracking_uid not in {s.TrackingUID for s in own.SegmentSequence}
