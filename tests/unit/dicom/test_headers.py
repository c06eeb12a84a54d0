"""One file's header becomes the nouns of the domain."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ImplicitVRLittleEndian, SegmentationStorage

from medviewer.dicom.headers import NotAnImage, read_header
from medviewer.dicom.pixels.modality_values import modality_dtype
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Unit
from medviewer.errors import UnreadableFile
from tests.phantoms.dicom_files import write_image
from tests.phantoms.series import CtSeries

PIXELS = np.arange(48, dtype=np.int16).reshape(6, 8)


def header_of(tmp_path: Path, pixels: Any = PIXELS, **attributes: Any) -> Any:
    path = tmp_path / "IM1"
    write_image(path, pixels, **attributes)
    return read_header(path)


def test_that_identity_and_description_are_read(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        PatientID="P1",
        PatientName="Doe^Jane",
        PatientSex="F",
        StudyDescription="Thorax",
        StudyDate="20260102",
        SeriesNumber=3,
        SeriesDescription="Lung",
        BodyPartExamined="CHEST",
        ConvolutionKernel="B70f",
    )

    assert header.study.patient.patient_name == "Doe, Jane"
    assert (header.study.patient.patient_id, header.study.patient.sex) == ("P1", "F")
    assert (header.study.study_description, header.study.study_date) == ("Thorax", "20260102")
    assert (header.series.series_number, header.series.series_description) == (3, "Lung")
    assert (header.series.body_part_examined, header.series.convolution_kernel) == ("CHEST", "B70f")


def test_that_a_chinese_name_is_decoded_from_its_charset(chinese_patient: Path) -> None:
    header = read_header(chinese_patient)

    assert header.study.patient.patient_name == "王小明 (Wang, XiaoMing)"


def test_that_the_plane_takes_rows_from_the_first_spacing(tmp_path: Path) -> None:
    header = header_of(tmp_path, PixelSpacing=[0.5, 0.75], ImagePositionPatient=[1, 2, 3])

    [frame] = header.frames
    assert frame.plane.position == (1.0, 2.0, 3.0)
    assert frame.plane.row_spacing_mm == 0.5
    assert frame.plane.column_spacing_mm == 0.75


@pytest.mark.parametrize(
    "nonsense",
    [
        {"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]},
        {"ImageOrientationPatient": [0, 0, 0, 0, 0, 0]},
        {"PixelSpacing": [0, 0.5]},
        {"ImagePositionPatient": [1, 2]},
        {"PixelSpacing": None},
    ],
    ids=["not square", "no direction", "no width", "two coordinates", "no spacing"],
)
def test_that_a_plane_of_nonsense_is_no_plane(tmp_path: Path, nonsense: dict[str, Any]) -> None:
    header = header_of(tmp_path, **nonsense)

    assert header.frames[0].plane is None


def test_that_spacing_at_the_detector_is_no_spacing_in_the_patient(tmp_path: Path) -> None:
    header = header_of(tmp_path, PixelSpacing=None, ImagerPixelSpacing=[0.2, 0.2])

    assert header.frames[0].plane is None


def test_that_a_rescaled_ct_counts_hounsfield_units(tmp_path: Path) -> None:
    header = header_of(tmp_path, RescaleSlope=1, RescaleIntercept=-1024)

    assert header.instance.rescale.intercept == -1024
    assert header.instance.rescale.unit is Unit.HU


@pytest.mark.parametrize(
    "attributes",
    [
        {"RescaleSlope": None, "RescaleIntercept": None},
        {"RescaleType": "US"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.7"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.4", "Modality": "MR"},
    ],
    ids=["not rescaled", "unspecified", "secondary capture", "MR"],
)
def test_that_nothing_else_counts_hounsfield_units(
    tmp_path: Path, attributes: dict[str, Any]
) -> None:
    header = header_of(tmp_path, **attributes)

    assert header.instance.rescale.unit is Unit.NONE


def test_that_every_window_is_read_under_its_explanation(ct_series: CtSeries) -> None:
    header = read_header(ct_series.files[0])

    lung, soft = header.frames[0].windows
    assert lung.window == VoiWindow(-600, 1500)
    assert "LUNG" in str(lung.name)
    assert soft.window == VoiWindow(40, 400)


def test_that_the_window_function_is_read(tmp_path: Path) -> None:
    header = header_of(tmp_path, WindowCenter=50, WindowWidth=10, VOILUTFunction="SIGMOID")

    assert header.frames[0].windows[0].window.function is VoiFunction.SIGMOID


def test_that_braces_in_an_explanation_are_only_letters(tmp_path: Path) -> None:
    header = header_of(
        tmp_path, WindowCenter=50, WindowWidth=10, WindowCenterWidthExplanation="{lung}"
    )

    assert "{lung}" in str(header.frames[0].windows[0].name)


def test_that_frames_of_an_enhanced_image_have_places_of_their_own(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        np.zeros((2, 4, 4), np.uint16),
        NumberOfFrames=2,
        SOPClassUID="1.2.840.10008.5.1.4.1.1.2.1",
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        PixelSpacing=None,
        RescaleSlope=None,
        RescaleIntercept=None,
        SharedFunctionalGroupsSequence=[shared_groups()],
        PerFrameFunctionalGroupsSequence=[frame_groups(10.0, -1000), frame_groups(5.0, -1024)],
    )

    first, second = header.frames
    assert [frame.plane.position[2] for frame in header.frames] == [10.0, 5.0]
    assert first.plane.column_spacing_mm == 0.75
    assert first.rescale.intercept == -1000
    assert second.rescale.intercept == -1024
    assert second.rescale.unit is Unit.HU


def shared_groups() -> Dataset:
    groups, orientation, measures = Dataset(), Dataset(), Dataset()
    orientation.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    measures.PixelSpacing = [0.5, 0.75]
    groups.PlaneOrientationSequence = [orientation]
    groups.PixelMeasuresSequence = [measures]
    return groups


def frame_groups(z_mm: float, intercept: float) -> Dataset:
    groups, position, values = Dataset(), Dataset(), Dataset()
    position.ImagePositionPatient = [0, 0, z_mm]
    values.RescaleSlope, values.RescaleIntercept, values.RescaleType = 1, intercept, "HU"
    groups.PlanePositionSequence = [position]
    groups.PixelValueTransformationSequence = [values]
    return groups


def test_that_frames_of_a_cine_have_no_place(cine: Path) -> None:
    header = read_header(cine)

    assert [frame.frame_index for frame in header.frames] == [0, 1, 2, 3, 4]
    assert {frame.plane for frame in header.frames} == {None}


def test_that_a_cut_image_keeps_its_frames_and_says_what_is_missing(truncated_file: Path) -> None:
    header = read_header(truncated_file)

    assert len(header.frames) == 1
    assert "100 of 2048 bytes" in str(header.problem)


def test_that_a_file_cut_before_its_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS)
    path.write_bytes(path.read_bytes()[: -PIXELS.nbytes - 12])

    with pytest.raises(UnreadableFile, match="no pixel data"):
        read_header(path)


def test_that_a_segmentation_is_no_image(tmp_path: Path) -> None:
    with pytest.raises(NotAnImage, match="Segmentation"):
        header_of(tmp_path, SOPClassUID=SegmentationStorage)


def test_that_a_report_is_no_image(tmp_path: Path) -> None:
    with pytest.raises(NotAnImage, match="SR"):
        header_of(
            tmp_path,
            SOPClassUID="1.2.840.10008.5.1.4.1.1.88.11",
            Rows=None,
            Columns=None,
            PixelData=None,
        )


def test_that_files_without_uids_of_two_patients_never_share_a_study(tmp_path: Path) -> None:
    nameless: dict[str, Any] = {"StudyInstanceUID": None, "SeriesInstanceUID": None}
    write_image(tmp_path / "1", PIXELS, PatientID="A", **nameless)
    write_image(tmp_path / "2", PIXELS, PatientID="B", **nameless)

    one, other = read_header(tmp_path / "1").study, read_header(tmp_path / "2").study

    assert one.study_instance_uid
    assert one.study_instance_uid != other.study_instance_uid


def test_that_implicit_files_say_the_same_as_explicit_ones(tmp_path: Path) -> None:
    explicit = write_image(tmp_path / "1", PIXELS, SOPInstanceUID="1.2.3.4")
    write_image(tmp_path / "2", PIXELS, ImplicitVRLittleEndian, SOPInstanceUID="1.2.3.4")

    one, other = read_header(tmp_path / "1"), read_header(tmp_path / "2")

    assert explicit.Rows == 6
    assert (one.study, one.series) == (other.study, other.series)
    assert one.frames[0].plane == other.frames[0].plane


def test_that_lossy_compression_is_told_with_its_ratio(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        LossyImageCompression="01",
        LossyImageCompressionRatio=12.5,
        LossyImageCompressionMethod="ISO_10918_1",
    )

    assert str(header.instance.lossy_compression) == "12.5:1 JPEG"


@pytest.mark.parametrize("nonsense", [0, 17, 65535])
def test_that_more_bits_stored_than_there_are_mean_all_of_them(
    tmp_path: Path, nonsense: int
) -> None:
    header = header_of(tmp_path, BitsStored=nonsense)

    assert header.instance.encoding.bits_stored == 16
    assert modality_dtype(header.frames[0]) == np.int16
