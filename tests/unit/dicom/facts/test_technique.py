"""How an image was made, as classic and enhanced headers say it."""

from typing import Any

import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.facts.technique import (
    exposure_mas,
    lossy_compression,
    patient_orientation,
    technique,
)
from medviewer.domain.technique import Technique

EXPLICIT, JPEG_BASELINE = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.50"


def data_set(**attributes: Any) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def test_that_a_mammogram_has_its_side_and_view() -> None:
    found = technique(data_set(ViewPosition="MLO", ImageLaterality="L", Laterality="R"))

    assert (found.laterality, found.view_position) == ("L", "MLO")


def test_that_the_side_of_a_frame_goes_before_that_of_its_image() -> None:
    anatomy = data_set(FrameLaterality="R")
    shared = data_set(FrameAnatomySequence=[anatomy])

    found = technique(data_set(SharedFunctionalGroupsSequence=[shared], ImageLaterality="L"))

    assert found.laterality == "R"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"Exposure": 85}, 85),
        ({"ExposureInuAs": 2500}, 2.5),
        ({"XRayTubeCurrent": 200, "ExposureTime": 500}, 100),
        ({"Exposure": 0, "ExposureInuAs": 400}, 0.4),
        ({}, None),
    ],
)
def test_that_exposure_is_told_in_mas(attributes: dict[str, Any], expected: float | None) -> None:
    assert exposure_mas(data_set(**attributes)) == expected


def test_that_a_sequence_is_read_from_a_classic_and_an_enhanced_header() -> None:
    classic = data_set(RepetitionTime=500, EchoTime=15, MagneticFieldStrength=1.5)
    timing, echo = data_set(RepetitionTime=500), data_set(EffectiveEchoTime=15)
    shared = data_set(MRTimingAndRelatedParametersSequence=[timing], MREchoSequence=[echo])
    enhanced = data_set(SharedFunctionalGroupsSequence=[shared], MagneticFieldStrength=1.5)

    expected = Technique(repetition_time_ms=500, echo_time_ms=15, field_strength_t=1.5)
    assert technique(classic) == technique(enhanced) == expected


def test_that_a_field_in_gauss_is_told_in_tesla() -> None:
    assert technique(data_set(MagneticFieldStrength=15000)).field_strength_t == 1.5


def test_that_an_enhanced_radiograph_says_where_its_rows_lead() -> None:
    shared = data_set(PatientOrientationInFrameSequence=[data_set(PatientOrientation=["L", "F"])])

    assert patient_orientation(data_set(SharedFunctionalGroupsSequence=[shared])) == ("L", "F")
    assert patient_orientation(data_set(PatientOrientation=["P", "F"])) == ("P", "F")


def test_that_a_region_is_named_by_its_code() -> None:
    region = data_set(CodeMeaning="Left ventricle")

    found = technique(data_set(AnatomicRegionSequence=[region], BodyPartExamined="HEART"))

    assert found.anatomic_region == "Left ventricle"


@pytest.mark.parametrize(
    ("attributes", "syntax", "expected"),
    [
        (
            {
                "LossyImageCompression": "01",
                "LossyImageCompressionRatio": [12.5, 4],
                "LossyImageCompressionMethod": ["ISO_10918_1", "ISO_15444_1"],
            },
            EXPLICIT,
            "12.5:1, 4:1 JPEG, JPEG 2000",
        ),
        ({"LossyImageCompression": "01"}, EXPLICIT, "–"),
        ({"LossyImageCompression": "00"}, JPEG_BASELINE, "JPEG"),
        ({}, JPEG_BASELINE, "JPEG"),
        ({"LossyImageCompression": "00"}, EXPLICIT, "None"),
        ({}, EXPLICIT, "None"),
    ],
)
def test_that_loss_is_told_with_ratio_and_method(
    attributes: dict[str, Any], syntax: str, expected: str
) -> None:
    assert str(lossy_compression(data_set(**attributes), syntax)) == expected
