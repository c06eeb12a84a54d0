"""Probabilities of voxels are written in 255 levels."""

from pathlib import Path

import highdicom
import numpy as np
import pytest

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.probability_segmentations import probability_segmentation
from medviewer.dicom.derived.segment_frames import SegmentFacts
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.reading_record import ReadingRecord
from tests.phantoms.recorded_readings import a_reading, largest, opened
from tests.phantoms.series import write_ct
from tests.unit.dicom.derived.validators import errors_of

FACTS = SegmentFacts(
    "tumour", "Finding 1", "2.25.1", codes.ABNORMAL, codes.NEOPLASM, (255, 0, 0), "MANUAL"
)


@pytest.fixture
def reading(tmp_path: Path) -> ReadingRecord:
    write_ct(tmp_path / "ct", (4, 5, 7))
    return a_reading(opened(tmp_path / "ct"))


def test_that_probabilities_come_back_to_half_a_level(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    display_set = largest(reading.study)
    bench = Workbench(reading)
    probability = np.linspace(0, 1, 35, dtype=np.float32).reshape(5, 7)
    probability[0, 1] = np.nan
    path = tmp_path / "seg.dcm"

    written = probability_segmentation(
        bench,
        bench.sources(display_set.display_set_id),
        FACTS,
        {2: probability, 0: np.zeros((5, 7), np.float32)},
    )

    assert written is not None
    written.save_as(path, enforce_file_format=True)
    read = highdicom.seg.segread(path)
    uid = display_set.frames[2].instance.sop_instance_uid
    found = read.get_pixels_by_source_instance([uid], rescale_fractional=True)[0, ..., 0]
    np.testing.assert_allclose(found, np.nan_to_num(probability), atol=0.5 / 255 + 1e-6)
    assert (read.NumberOfFrames, read.SegmentationFractionalType) == (1, "PROBABILITY")
    assert errors_of(path) == []


def test_that_nothing_probable_is_no_object(reading: ReadingRecord) -> None:
    bench = Workbench(reading)
    sources = bench.sources(largest(reading.study).display_set_id)

    nothing = probability_segmentation(bench, sources, FACTS, {0: np.zeros((5, 7), np.float32)})

    assert nothing is None
