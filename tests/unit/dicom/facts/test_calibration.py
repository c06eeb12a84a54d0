"""The calibration ladder, rung by rung; expected sizes are divided by hand."""

from typing import Any

import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.facts.calibration import pixel_calibration
from medviewer.domain.calibration import IN_PIXELS, AxisUnit, CalibrationKind

CT = "1.2.840.10008.5.1.4.1.1.2"
DX = "1.2.840.10008.5.1.4.1.1.1.1"
XA_ENHANCED = "1.2.840.10008.5.1.4.1.1.12.1.1"
SECONDARY = "1.2.840.10008.5.1.4.1.1.7.2"
US = "1.2.840.10008.5.1.4.1.1.6.1"
RT_IMAGE = "1.2.840.10008.5.1.4.1.1.481.1"
SPACING = {"PixelSpacing": [0.14, 0.12]}
IMAGER = {"ImagerPixelSpacing": [0.2, 0.2]}
ERMF = {"EstimatedRadiographicMagnificationFactor": 1.25}
DISTANCES = {"DistanceSourceToDetector": 1200, "DistanceSourceToPatient": 1000}


def data_set(attributes: dict[str, Any]) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def calibration_type(name: str) -> dict[str, Any]:
    return {"PixelSpacingCalibrationType": name}


@pytest.mark.parametrize(
    ("sop_class_uid", "attributes", "kind", "row_spacing", "column_spacing"),
    [
        (CT, SPACING, CalibrationKind.PATIENT, 0.14, 0.12),
        (DX, SPACING | calibration_type("GEOMETRY"), CalibrationKind.GEOMETRY, 0.14, 0.12),
        (DX, SPACING | calibration_type("FIDUCIAL"), CalibrationKind.FIDUCIAL, 0.14, 0.12),
        (DX, SPACING, CalibrationKind.UNSTATED, 0.14, 0.12),
        (DX, SPACING | IMAGER, CalibrationKind.CALIBRATED, 0.14, 0.12),
        (DX, IMAGER, CalibrationKind.DETECTOR, 0.2, 0.2),
        (DX, IMAGER | {"PixelSpacing": [0.2, 0.2]}, CalibrationKind.DETECTOR, 0.2, 0.2),
        (DX, IMAGER | ERMF, CalibrationKind.MAGNIFIED, 0.16, 0.16),
        (DX, IMAGER | ERMF | {"PixelSpacing": [0.2, 0.2]}, CalibrationKind.MAGNIFIED, 0.16, 0.16),
        (DX, IMAGER | DISTANCES, CalibrationKind.MAGNIFIED, 1 / 6, 1 / 6),
        (DX, IMAGER | ERMF | DISTANCES, CalibrationKind.MAGNIFIED, 0.16, 0.16),
        (DX, {"NominalScannedPixelSpacing": [0.1, 0.1]}, CalibrationKind.SCANNER, 0.1, 0.1),
        (SECONDARY, SPACING, CalibrationKind.PATIENT, 0.14, 0.12),
        (SECONDARY, {"NominalScannedPixelSpacing": [0.1, 0.1]}, CalibrationKind.SCANNER, 0.1, 0.1),
        (
            SECONDARY,
            {"NominalScannedPixelSpacing": [0.14, 0.12]} | SPACING,
            CalibrationKind.SCANNER,
            0.14,
            0.12,
        ),
        (SECONDARY, IMAGER, CalibrationKind.DETECTOR, 0.2, 0.2),
        (
            RT_IMAGE,
            {"ImagePlanePixelSpacing": [0.4, 0.4], "RTImageSID": 1500, "RadiationMachineSAD": 1000},
            CalibrationKind.MAGNIFIED,
            0.4 / 1.5,
            0.4 / 1.5,
        ),
    ],
)
def test_that_each_rung_of_the_ladder_has_its_size_and_its_name(
    sop_class_uid: str,
    attributes: dict[str, Any],
    kind: CalibrationKind,
    row_spacing: float,
    column_spacing: float,
) -> None:
    found = pixel_calibration([data_set(attributes)], sop_class_uid)

    assert (kind, AxisUnit.MILLIMETRE) == (found.kind, found.unit)
    assert (row_spacing, column_spacing) == pytest.approx((found.row_spacing, found.column_spacing))


@pytest.mark.parametrize(
    "attributes",
    [
        IMAGER | ERMF | {"DistanceSourceToDetector": 1800, "DistanceSourceToPatient": 1000},
        IMAGER | {"EstimatedRadiographicMagnificationFactor": 1.1} | {"PixelSpacing": [0.1, 0.1]},
    ],
)
def test_that_a_header_that_contradicts_itself_gives_no_millimetres(
    attributes: dict[str, Any],
) -> None:
    found = pixel_calibration([data_set(attributes)], DX)

    assert (found.kind, found.unit) == (CalibrationKind.CONFLICTING, AxisUnit.PIXEL)
    assert found.note is not None


@pytest.mark.parametrize("factor", [0, 0.5, 99])
def test_that_an_impossible_magnification_is_passed_over(factor: float) -> None:
    attributes = IMAGER | {"EstimatedRadiographicMagnificationFactor": factor}

    assert CalibrationKind.DETECTOR is pixel_calibration([data_set(attributes)], DX).kind


@pytest.mark.parametrize("sop_class_uid", [CT, DX, US, SECONDARY, ""])
def test_that_nothing_stated_is_pixels(sop_class_uid: str) -> None:
    found = pixel_calibration([Dataset()], sop_class_uid)

    assert (found.unit, found.aspect) == (AxisUnit.PIXEL, 1.0)


def test_that_an_aspect_ratio_stretches_pixels_and_makes_no_millimetres() -> None:
    found = pixel_calibration([data_set({"PixelAspectRatio": [6, 5]})], SECONDARY)

    assert found.unit is AxisUnit.PIXEL
    assert found.aspect == pytest.approx(1.2)


def test_that_an_enhanced_angiogram_is_measured_in_the_middle_of_its_beam() -> None:
    item = data_set({"ObjectPixelSpacingInCenterOfBeam": [0.15, 0.15]})
    frame = data_set({"ProjectionPixelCalibrationSequence": [item]})

    found = pixel_calibration([frame, Dataset()], XA_ENHANCED)

    assert (found.kind, found.row_spacing) == (CalibrationKind.GEOMETRY, 0.15)


def test_that_an_enhanced_angiogram_without_it_is_magnified_by_its_geometry() -> None:
    pixels = data_set({"ImagerPixelSpacing": [0.3, 0.3]})
    geometry = data_set({"DistanceSourceToDetector": 1125, "DistanceSourceToIsocenter": 750})
    frame = data_set(
        {"FramePixelDataPropertiesSequence": [pixels], "XRayGeometrySequence": [geometry]}
    )

    found = pixel_calibration([frame, Dataset()], XA_ENHANCED)

    assert found.kind is CalibrationKind.MAGNIFIED
    assert found.row_spacing == pytest.approx(0.2)


def region(**attributes: Any) -> Dataset:
    usual = {
        "RegionLocationMinX0": 10,
        "RegionLocationMinY0": 20,
        "RegionLocationMaxX1": 109,
        "RegionLocationMaxY1": 119,
        "PhysicalUnitsXDirection": 3,
        "PhysicalUnitsYDirection": 3,
        "PhysicalDeltaX": 0.04,
        "PhysicalDeltaY": 0.04,
        "RegionFlags": 0,
    }
    return data_set(usual | attributes)


def test_that_an_ultrasound_region_in_centimetres_is_told_in_millimetres() -> None:
    found = pixel_calibration([data_set({"SequenceOfUltrasoundRegions": [region()]})], US)

    assert found.unit is AxisUnit.MILLIMETRE
    assert found.row_spacing == pytest.approx(0.4)
    assert CalibrationKind.REGION is found.kind


def test_that_a_doppler_spectrum_has_seconds_across_and_velocity_down() -> None:
    spectrum = region(
        RegionLocationMinY0=200,
        RegionLocationMaxY1=299,
        PhysicalUnitsXDirection=4,
        PhysicalUnitsYDirection=7,
        PhysicalDeltaX=0.005,
        PhysicalDeltaY=-0.5,
    )

    found = pixel_calibration([data_set({"SequenceOfUltrasoundRegions": [region(), spectrum]})], US)

    scale = found.scale_at((50, 250))
    assert scale is not None
    assert (scale.across.unit, scale.across.per_pixel) == (AxisUnit.SECOND, 0.005)
    assert (scale.down.unit, scale.down.per_pixel) == (AxisUnit.CENTIMETRE_PER_SECOND, 0.5)
    assert not scale.is_length


def test_that_nothing_is_measured_on_a_colour_bar() -> None:
    bar = region(
        RegionLocationMaxX1=20,
        PhysicalUnitsXDirection=0,
        PhysicalUnitsYDirection=0,
        PhysicalDeltaX=0,
        PhysicalDeltaY=0,
    )

    found = pixel_calibration([data_set({"SequenceOfUltrasoundRegions": [region(), bar]})], US)

    assert found.scale_at((15, 30)) == IN_PIXELS
    assert found.is_calibrated


@pytest.mark.parametrize(
    "damage", [{"PhysicalDeltaX": 0}, {"RegionLocationMaxX1": 5}, {"PhysicalUnitsYDirection": None}]
)
def test_that_a_damaged_region_is_passed_over(damage: dict[str, Any]) -> None:
    found = pixel_calibration([data_set({"SequenceOfUltrasoundRegions": [region(**damage)]})], US)

    assert found.regions == ()
