"""Real-world values of parametric maps."""

from pathlib import Path

import numpy as np
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    ParametricMapStorage,
)

from medviewer.dicom.objects.parametric_map import (
    read_map_values,
    read_parametric_map,
    real_world,
    real_world_mapping,
)
from medviewer.dicom.pixels.frames import read_stored
from medviewer.domain.parametric_map import RealWorldMapping
from medviewer.progress import CancelToken
from tests.phantoms.dicom_files import Pixels, write_image


def test_that_slope_and_intercept_count_from_stored_values() -> None:
    values = real_world(np.array([[0, 10]], np.uint16), RealWorldMapping(slope=0.5, intercept=-1))

    np.testing.assert_array_equal(values, [[-1.0, 4.0]])


def test_that_a_table_starts_at_its_first_value_and_ends_with_it() -> None:
    mapping = RealWorldMapping(first=10.0, last=12.0, table=np.array([1.0, 4.0, 9.0]))

    values = real_world(np.array([9, 10, 12, 13], np.int16), mapping)

    np.testing.assert_array_equal(values, [np.nan, 1.0, 9.0, np.nan])


def test_that_quantity_and_unit_are_read_by_their_codes() -> None:
    item, unit, quantity, name, value = (Dataset() for _ in range(5))
    unit.CodeValue, unit.CodingSchemeDesignator, unit.CodeMeaning = "um2/s", "UCUM", "µm²/s"
    name.CodeValue, name.CodingSchemeDesignator = "246205007", "SCT"
    value.CodeValue, value.CodingSchemeDesignator, value.CodeMeaning = "113041", "DCM", "ADC"
    quantity.ConceptNameCodeSequence = Items([name])
    quantity.ConceptCodeSequence = Items([value])
    item.MeasurementUnitsCodeSequence = Items([unit])
    item.QuantityDefinitionSequence = Items([quantity])
    item.RealWorldValueSlope, item.RealWorldValueIntercept = 2.0, 1.0

    mapping = real_world_mapping(item)

    assert (mapping.quantity.meaning, mapping.unit_words) == ("ADC", "um2/s")
    assert (mapping.slope, mapping.intercept) == (2.0, 1.0)


@pytest.mark.parametrize("name", ["parametric_map_float.dcm", "parametric_map_double_float.dcm"])
def test_that_floats_are_read_as_they_are(name: str) -> None:
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip("pydicom comes without this file")

    found = read_parametric_map(Path(path))
    values = read_map_values(found, CancelToken())

    assert values is not None
    assert values.values.shape == (1, 128, 128)
    assert float(values.values.max()) == pytest.approx(0.94157916)
    assert found.mapping.explanation == "feature_001"


def test_that_each_range_of_stored_values_has_its_own_mapping() -> None:
    high = RealWorldMapping(slope=2.0, first=10.0, last=19.0)
    mapping = RealWorldMapping(slope=0.5, intercept=-1.0, first=0.0, last=9.0, further=(high,))

    values = real_world(np.array([0, 9, 10, 19, 20], np.uint16), mapping)

    np.testing.assert_array_equal(values, [-1.0, 3.5, 20.0, 38.0, np.nan])


def test_that_tiny_numbers_of_double_precision_are_not_lost() -> None:
    values = real_world(np.array([1e-72, 3e-72]), RealWorldMapping(slope=2.0))

    assert values.tolist() == [2e-72, 6e-72]


def write_map(path: Path, pixels: Pixels, syntax: UID, **attributes: object) -> Path:
    """Frames nowhere in the patient; attributes of the pixels may be replaced."""
    named = {"SOPClassUID": ParametricMapStorage, "NumberOfFrames": len(pixels)}
    write_image(
        path, pixels, syntax, RescaleSlope=None, RescaleIntercept=None, **named, **attributes
    )
    return path


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian])
def test_that_a_table_of_signed_pixels_is_found_without_vrs(tmp_path: Path, syntax: UID) -> None:
    item = Dataset()
    item.add_new("RealWorldValueFirstValueMapped", "SS", -3)
    item.add_new("RealWorldValueLastValueMapped", "SS", -1)
    item.RealWorldValueLUTData = [1.0, 4.0, 9.0]
    pixels = np.array([[[-3, -1]], [[-2, 5]]], np.int16)
    path = write_map(tmp_path / "pm", pixels, syntax, RealWorldValueMappingSequence=Items([item]))

    found = read_parametric_map(path)

    values = [real_world(read_stored(f), found.mapping) for f in found.frames]
    np.testing.assert_array_equal(values, [[[1.0, 9.0]], [[4.0, np.nan]]])


def test_that_floats_of_a_deflated_file_are_read(tmp_path: Path) -> None:
    values = np.array([[[0.5, -2.25]], [[3.0, 4.0]]], np.float32)
    path = write_map(
        tmp_path / "pm",
        values.view(np.uint32),
        DeflatedExplicitVRLittleEndian,
        **dict.fromkeys(("PixelData", "BitsStored", "HighBit", "PixelRepresentation")),
        FloatPixelData=values.tobytes(),
    )

    frames = read_parametric_map(path).frames

    np.testing.assert_array_equal([read_stored(frame) for frame in frames], values)
