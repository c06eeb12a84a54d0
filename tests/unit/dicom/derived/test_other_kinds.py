"""Key objects, maps, captures, the encapsulated report: each names its source and how far to trust it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from medviewer.dicom.derived.attachments import CapturedImage
from medviewer.dicom.derived.captures import captures
from medviewer.dicom.derived.encapsulated_pdf import encapsulated_pdf
from medviewer.dicom.derived.key_objects import key_objects
from medviewer.dicom.derived.parametric_maps import parametric_maps
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    AttentionPatch,
    SharedArray,
)
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.sign_off import SignOff
from medviewer.domain.unit import Unit
from tests.phantoms.dicom_files import write_image
from tests.phantoms.readings import card
from tests.phantoms.recorded_readings import a_reading, largest, opened
from tests.phantoms.series import write_ct
from tests.unit.dicom.derived.validators import errors_of

SIGNED = SignOff("Reader", "2026-01-02T05:06:07Z")
PDF = b"%PDF-1.4 odd"
CELLS = np.array([[0.5, -1.0], [2.0, 0.25]], np.float32)


def with_attention(record: ReadingRecord) -> ReadingRecord:
    """Two patches of 2 × 2 cells for the accepted finding, on slices 2 and 3."""
    display_set = largest(record.study)
    request = AnalysisRequest(
        "r",
        "m",
        record.study.study_instance_uid,
        display_set.series_instance_uid,
        display_set.display_set_id,
        SharedArray("", (1,), "int16"),
        None,
        Unit.NONE,
        (),
    )
    finding_id = record.findings[1].finding.finding_id
    count = display_set.count
    patches = tuple(
        AttentionPatch(finding_id, index, (3.5, 11.5), (1.5, 5.5), CELLS)
        for index in range(min(2, count - 1), min(4, count))
    )
    result = AnalysisResult(request, card(), AnalysisStatus.DONE, "cpu", attention=patches)
    return replace(record, results=(result,))


@pytest.fixture
def reading(tmp_path: Path) -> ReadingRecord:
    write_ct(tmp_path / "ct", (8, 32, 32))
    return with_attention(a_reading(opened(tmp_path / "ct")))


def picture_of(record: ReadingRecord) -> CapturedImage:
    pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    return CapturedImage(largest(record.study).display_set_id, 0, pixels, "nodule\\1")


def key_selection(record: ReadingRecord) -> Dataset:
    selection, *_ = key_objects(Workbench(record))  # the reader's; of proposals there is one more
    return selection


def attention_map(record: ReadingRecord) -> Dataset:
    (written,) = parametric_maps(Workbench(record))
    return written


def capture(record: ReadingRecord) -> Dataset:
    (written,) = captures(Workbench(record), [picture_of(record)])
    return written


def report(record: ReadingRecord) -> Dataset:
    return encapsulated_pdf(Workbench(record), PDF)


WRITERS: tuple[Callable[[ReadingRecord], Dataset], ...] = (
    key_selection,
    attention_map,
    capture,
    report,
)


def test_that_key_objects_are_the_marked_image_and_those_of_confirmed_findings(
    reading: ReadingRecord,
) -> None:
    selection = key_selection(reading)

    uids = {
        item.ReferencedSOPSequence[0].ReferencedSOPInstanceUID
        for item in selection.ContentSequence
        if item.ValueType == "IMAGE"
    }
    frames = largest(reading.study).frames
    # marked: 0; key slices: 2 (accepted), 3 (edited), 0 (the reader's own)
    assert uids == {frames[index].instance.sop_instance_uid for index in (0, 2, 3)}
    assert selection.ConceptNameCodeSequence[0].CodeValue == "113000"


def test_that_key_images_of_proposals_are_a_selection_of_their_own(reading: ReadingRecord) -> None:
    _, proposed = key_objects(Workbench(reading))

    [image] = [item for item in proposed.ContentSequence if item.ValueType == "IMAGE"]
    key = largest(reading.study).frames[1].instance.sop_instance_uid
    assert image.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == key
    assert proposed.SeriesDescription == "AI proposals, key images - NOT VERIFIED"


def test_that_key_frames_of_a_multi_frame_image_are_numbered(tmp_path: Path) -> None:
    write_image(
        tmp_path / "us" / "1",
        np.zeros((6, 32, 32), np.uint8),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.3.1",
        Modality="US",
        NumberOfFrames=6,
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        FrameOfReferenceUID=None,
        PixelSpacing=None,
    )

    selection = key_selection(a_reading(opened(tmp_path / "us")))

    (image,) = [item for item in selection.ContentSequence if item.ValueType == "IMAGE"]
    assert list(image.ReferencedSOPSequence[0].ReferencedFrameNumber) == [1, 3, 4]


def test_that_a_map_keeps_its_cells_and_their_place(reading: ReadingRecord, tmp_path: Path) -> None:
    path = tmp_path / "pm.dcm"
    attention_map(reading).save_as(path, enforce_file_format=True)

    read = dcmread(path)

    np.testing.assert_array_equal(read.pixel_array, np.stack([CELLS, CELLS]))
    shared = read.SharedFunctionalGroupsSequence[0]
    # 4 rows and 2 columns of 0.5 mm a cell
    assert list(shared.PixelMeasuresSequence[0].PixelSpacing) == [2.0, 1.0]
    first = read.PerFrameFunctionalGroupsSequence[0].PlanePositionSequence[0]
    # the first cell's centre: row 5.5, column 2.5; slice 2 lies at 95 mm
    assert list(first.ImagePositionPatient) == [-16 + 2.5 * 0.5, -20 + 5.5 * 0.5, 95]


def test_that_a_map_says_what_it_is_and_what_not(reading: ReadingRecord) -> None:
    shared = attention_map(reading).SharedFunctionalGroupsSequence[0]

    (mapping,) = shared.RealWorldValueMappingSequence
    quantity = mapping.QuantityDefinitionSequence[0].ConceptCodeSequence[0]
    assert quantity.CodeValue == "130402"
    assert "not a segmentation" in mapping.LUTExplanation


def test_that_a_rejected_findings_map_is_not_written(reading: ReadingRecord) -> None:
    (result,) = reading.results
    rejected = reading.findings[3].finding.finding_id
    patches = tuple(replace(patch, finding_id=rejected) for patch in result.attention)
    record = replace(reading, results=(replace(result, attention=patches),))

    assert list(parametric_maps(Workbench(record))) == []


def test_that_a_radiographs_map_covers_its_pixels(tmp_path: Path) -> None:
    write_image(
        tmp_path / "cr" / "1",
        np.zeros((32, 32), np.uint16),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.1",
        Modality="CR",
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        FrameOfReferenceUID=None,
    )
    record = with_attention(a_reading(opened(tmp_path / "cr")))
    path = tmp_path / "pm.dcm"

    attention_map(record).save_as(path, enforce_file_format=True)

    values = dcmread(path).pixel_array.squeeze()
    expected = np.zeros((32, 32), np.float32)
    expected[4:8, 2:4], expected[4:8, 4:6] = 0.5, -1.0
    expected[8:12, 2:4], expected[8:12, 4:6] = 2.0, 0.25
    np.testing.assert_array_equal(values, expected)
    assert errors_of(path) == []


def test_that_a_capture_holds_the_picture_and_says_it_is_burned_in(reading: ReadingRecord) -> None:
    written = capture(reading)

    pixels = np.frombuffer(written.PixelData, np.uint8)[: 4 * 6 * 3].reshape(4, 6, 3)
    np.testing.assert_array_equal(pixels, picture_of(reading).pixels)
    assert written.BurnedInAnnotation == "YES"
    assert "NOT VERIFIED" in written.DerivationDescription
    assert written.ImageComments == "nodule 1"


def test_that_the_report_is_the_very_pdf(reading: ReadingRecord) -> None:
    written = report(reading)

    assert written.EncapsulatedDocument[: written.EncapsulatedDocumentLength] == PDF
    assert written.DocumentTitle.endswith("NOT VERIFIED")
    assert report(replace(reading, sign_off=SIGNED)).VerificationFlag == "VERIFIED"


@pytest.mark.parametrize("write", WRITERS)
def test_that_patient_and_study_are_those_of_the_images(
    reading: ReadingRecord, write: Callable[[ReadingRecord], Dataset]
) -> None:
    written = write(reading)

    assert str(written.PatientName) == "Phantom^Small"
    assert written.StudyInstanceUID == reading.study.study_instance_uid
    assert written.SpecificCharacterSet == "ISO_IR 192"
    assert written.SeriesInstanceUID != reading.study.series[0].series_instance_uid


@pytest.mark.parametrize("write", WRITERS)
def test_that_the_validator_finds_no_error(
    reading: ReadingRecord, write: Callable[[ReadingRecord], Dataset], tmp_path: Path
) -> None:
    path = tmp_path / "one.dcm"
    write(reading).save_as(path, enforce_file_format=True)

    assert errors_of(path) == []


def test_that_highdicom_reads_the_map_back(reading: ReadingRecord, tmp_path: Path) -> None:
    path = tmp_path / "pm.dcm"
    attention_map(reading).save_as(path, enforce_file_format=True)

    read = highdicom.imread(path)

    assert read.get_volume().array.shape == (2, 2, 2)


def test_that_maps_of_several_findings_are_not_taken_for_one_gappy_series(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    for number in (1, 2):
        written = attention_map(with_attention(reading))
        written.SeriesInstanceUID = "1.2.3"
        written.save_as(folder / f"{number}.dcm", enforce_file_format=True)

    shown = [each for series in opened(folder).series for each in series.display_sets]

    files = [{f.instance.sop_instance_uid for f in each.source_frames} for each in shown]
    assert [len(each) for each in files] == [1, 1]
