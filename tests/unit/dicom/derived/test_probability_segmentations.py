"""Probabilities of voxels are written in 255 levels."""

from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pytest

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.probability_segmentations import (
    probability_segmentation,
    probability_segmentations,
)
from medviewer.dicom.derived.segment_frames import SegmentFacts
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.finding import ReviewState
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    ModelCard,
    SharedArray,
)
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.unit import Unit
from tests.phantoms.readings import card
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


def with_probabilities(reading: ReadingRecord) -> ReadingRecord:
    """Each finding drawn on slice 1, at column 2 of row 1 half, at column 3 wholly probable."""
    levels = np.array([[128, 255]], np.uint8)
    findings = []
    for each in reading.findings:
        drawn = ProbabilityMap.of(each.proposed.finding_id, 1, (1, 2), levels)
        beside = ProbabilityMap.of(each.proposed.finding_id, 2, (4, 6), levels)  # 7 columns
        result = replace(answer(card(), reading), probabilities=(drawn, beside))
        findings.append(replace(each, result=result))
    return replace(reading, findings=tuple(findings))


def answer(of: ModelCard, reading: ReadingRecord) -> AnalysisResult:
    display_set = largest(reading.study)
    request = AnalysisRequest(
        "r",
        of.model_id,
        reading.study.study_instance_uid,
        display_set.series_instance_uid,
        display_set.display_set_id,
        SharedArray("", (), ""),
        display_set.geometry,
        Unit.HU,
        (),
    )
    return AnalysisResult(request, of, AnalysisStatus.DONE, "CPU")


def test_that_what_a_model_drew_is_written_unless_it_was_edited_or_rejected(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    record = with_probabilities(reading)
    states = (ReviewState.PROPOSED, ReviewState.ACCEPTED)
    models = [f for f in record.findings if not f.proposed.provenance.is_by_reader]
    told = [f.tracking_uid for f in models if f.review.state in states]

    written = list(probability_segmentations(Workbench(record)))

    uids = [dataset.SegmentSequence[0].TrackingUID for dataset in written]
    assert sorted(uids) == sorted(told)
    path = tmp_path / "seg.dcm"
    written[0].save_as(path, enforce_file_format=True)
    assert errors_of(path) == []
    read = highdicom.seg.segread(path)
    uid = largest(record.study).frames[1].instance.sop_instance_uid
    found = read.get_pixels_by_source_instance([uid], rescale_fractional=True)[0, ..., 0]
    expected = np.zeros((5, 7))
    expected[1, 2:4] = (128 / 255, 1)
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_that_nothing_probable_is_no_object(reading: ReadingRecord) -> None:
    bench = Workbench(reading)
    sources = bench.sources(largest(reading.study).display_set_id)

    nothing = probability_segmentation(bench, sources, FACTS, {0: np.zeros((5, 7), np.float32)})

    assert nothing is None
