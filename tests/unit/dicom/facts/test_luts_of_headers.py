"""Modality and VOI LUTs as headers write them, right and wrong (PS3.3 C.11.1, C.11.2)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    MRImageStorage,
    PositronEmissionTomographyImageStorage,
    SecondaryCaptureImageStorage,
)

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.study import Rescale
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiFunction, VoiLut, VoiWindow
from tests.phantoms.dicom_files import write_image

SYNTAXES = [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian]


def item(
    descriptor: list[int], data: bytes | list[int], vr: str = "US", **attributes: Any
) -> Dataset:
    lut = Dataset()
    lut.add_new(0x00283002, vr, descriptor)
    lut.add_new(0x00283006, "OW" if isinstance(data, bytes) else "US", data)
    for keyword, value in attributes.items():
        setattr(lut, keyword, value)
    return lut


def rescale_of(path: Path, syntax: UID = ExplicitVRLittleEndian, **attributes: Any) -> Rescale:
    pixels = attributes.pop("pixels", np.zeros((2, 2), np.uint16))
    write_image(path, pixels, syntax, **attributes)
    return read_header(path).instance.rescale


def modality_table(path: Path, lut: Dataset, **attributes: Any) -> LookupTable:
    found = rescale_of(path, ModalityLUTSequence=[lut], **attributes).lut
    assert found is not None
    return found


def vois_of(path: Path, **attributes: Any) -> list[tuple[str, Any]]:
    pixels = attributes.pop("pixels", np.zeros((2, 2), np.uint16))
    write_image(path, pixels, **attributes)
    return [(str(preset.name), preset.window) for preset in read_header(path).frames[0].windows]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_that_a_modality_lut_maps_stored_values(tmp_path: Path, syntax: UID) -> None:
    path = tmp_path / "image.dcm"
    pixels = np.array([[0, 5], [6, 9]], np.uint16)
    lut = item([3, 5, 16], [100, 70, 400])

    write_image(path, pixels, syntax, ModalityLUTSequence=[lut], RescaleSlope=None)
    frame = read_frame(read_header(path).frames[0])

    assert frame.array.tolist() == [[100, 100], [70, 400]]


def test_that_a_count_of_0_means_65536_entries(tmp_path: Path) -> None:
    data = np.arange(65536, dtype="<u2").tobytes()

    table = modality_table(tmp_path / "image.dcm", item([0, 0, 16], data))

    assert table.count == 65536
    assert table.values[-1] == 65535


def test_that_8_bit_entries_may_come_one_a_byte(tmp_path: Path) -> None:
    table = modality_table(tmp_path / "image.dcm", item([4, 0, 8], bytes([1, 2, 3, 250])))

    assert table.values.tolist() == [1, 2, 3, 250]


def test_that_8_bit_entries_may_come_one_a_word(tmp_path: Path) -> None:
    table = modality_table(tmp_path / "image.dcm", item([4, 0, 8], [1, 2, 3, 250]))

    assert table.values.tolist() == [1, 2, 3, 250]


def test_that_bits_too_few_for_the_entries_are_not_believed(tmp_path: Path) -> None:
    table = modality_table(tmp_path / "image.dcm", item([2, 0, 8], [0, 4095]))

    assert (table.bits, table.largest) == (12, 4095)


def test_that_signed_pixels_have_a_signed_first_mapped_value(tmp_path: Path) -> None:
    pixels = np.zeros((2, 2), np.int16)

    table = modality_table(
        tmp_path / "image.dcm", item([2, 65535, 16], [7, 8], vr="US"), pixels=pixels
    )

    assert table.first_mapped == -1


def test_that_a_first_mapped_value_of_unsigned_pixels_is_unsigned(tmp_path: Path) -> None:
    table = modality_table(tmp_path / "image.dcm", item([2, 40000, 16], [7, 8]))

    assert table.first_mapped == 40000


@pytest.mark.parametrize(
    "lut", [item([0, 0], [1, 2]), item([2, 0, 16], b""), Dataset()], ids=["short", "empty", "bare"]
)
def test_that_a_modality_lut_without_sense_leaves_slope_and_intercept(
    tmp_path: Path, lut: Dataset
) -> None:
    found = rescale_of(
        tmp_path / "image.dcm", ModalityLUTSequence=[lut], RescaleSlope=2, RescaleIntercept=1
    )

    assert (found.lut, found.slope, found.intercept) == (None, 2, 1)


@pytest.mark.parametrize(
    ("sop_class", "attributes", "unit"),
    [
        (None, {"RescaleType": "HU"}, Unit.HU),
        (None, {}, Unit.HU),
        (None, {"RescaleType": "US"}, Unit.NONE),
        (MRImageStorage, {"RescaleType": "HU"}, Unit.NONE),
        (MRImageStorage, {"RescaleType": "normalized"}, Unit("normalized")),
        (SecondaryCaptureImageStorage, {}, Unit.NONE),
        (SecondaryCaptureImageStorage, {"RescaleType": "OD"}, Unit.OPTICAL_DENSITY),
        (PositronEmissionTomographyImageStorage, {"Units": "BQML"}, Unit.BQML),
        (PositronEmissionTomographyImageStorage, {"Units": "CNTS", "RescaleType": "US"}, Unit.CNTS),
    ],
)
def test_that_units_are_those_stated_and_hounsfield_is_of_ct_only(
    tmp_path: Path, sop_class: UID | None, attributes: dict[str, Any], unit: Unit
) -> None:
    if sop_class is not None:
        attributes = {**attributes, "SOPClassUID": sop_class}

    assert rescale_of(tmp_path / "image.dcm", **attributes).unit == unit


def test_that_a_real_world_value_map_names_the_unit_of_the_same_line(tmp_path: Path) -> None:
    code = Dataset()
    code.CodeValue = "um2/s"
    mapping = Dataset()
    mapping.RealWorldValueSlope, mapping.RealWorldValueIntercept = 0.5, 0.0
    mapping.MeasurementUnitsCodeSequence = [code]

    unit = rescale_of(
        tmp_path / "image.dcm",
        SOPClassUID=MRImageStorage,
        RescaleSlope="0.5",
        RealWorldValueMappingSequence=[mapping],
    ).unit

    assert unit == Unit("um2/s")


def test_that_windows_come_first_then_voi_luts_each_under_its_explanation(tmp_path: Path) -> None:
    lut = item([2, 0, 16], [0, 65535], LUTExplanation="SOFT")

    found = vois_of(
        tmp_path / "image.dcm",
        WindowCenter=[40, 300, 40],
        WindowWidth=[400, 2000, 400],
        WindowCenterWidthExplanation=["SOFT", "BONE", "AGAIN"],
        VOILUTSequence=[lut],
    )

    assert found == [
        ("SOFT (image)", VoiWindow(40, 400)),
        ("BONE (image)", VoiWindow(300, 2000)),
        ("SOFT (image, curve)", VoiLut(LookupTable(0, 16, b"\0\0\xff\xff"))),
    ]


def test_that_vois_without_or_with_one_explanation_are_told_apart(tmp_path: Path) -> None:
    found = vois_of(
        tmp_path / "image.dcm",
        WindowCenter=[1, 2, 3, 4],
        WindowWidth=[10, 10, 10, 10],
        WindowCenterWidthExplanation=["A", "A"],
    )

    names = [name for name, _ in found]
    assert names == ["A (image)", "A, 2 (image)", "From the image", "From the image, 2"]


@pytest.mark.parametrize(
    ("center", "width", "expected"),
    [
        (["40", "", "3"], ["400", "9", "30"], [VoiWindow(40, 400), VoiWindow(3, 30)]),
        (["40"], ["0"], []),
        (["40"], ["-5"], []),
        (["40", "50"], ["400"], [VoiWindow(40, 400)]),
        (["0.2"], ["0.5"], [VoiWindow(0.2, 0.5, VoiFunction.LINEAR_EXACT)]),
    ],
)
def test_that_only_windows_that_show_something_are_offered(
    tmp_path: Path, center: list[str], width: list[str], expected: list[VoiWindow]
) -> None:
    found = vois_of(tmp_path / "image.dcm", WindowCenter=center, WindowWidth=width)

    assert [window for _, window in found] == expected


def test_that_an_unknown_function_is_linear(tmp_path: Path) -> None:
    found = vois_of(
        tmp_path / "image.dcm", WindowCenter=4, WindowWidth=9, VOILUTFunction="LOGARITHM"
    )

    assert [window for _, window in found] == [VoiWindow(4, 9)]


def test_that_a_window_of_stored_values_is_converted_where_it_would_show_one_grey(
    tmp_path: Path,
) -> None:
    # 12 bits times 1e-6: no value above 0.0041, so W 2000 L 1000 cannot be meant in modality values
    found = vois_of(
        tmp_path / "image.dcm",
        BitsStored=12,
        HighBit=11,
        RescaleSlope="0.000001",
        WindowCenter=1000,
        WindowWidth=2000,
    )

    ((_, window),) = found
    assert window.center == pytest.approx(0.001)
    assert window.width == pytest.approx(0.002)


def test_that_a_voi_lut_declared_deeper_than_it_is_reaches_white(tmp_path: Path) -> None:
    found = vois_of(tmp_path / "image.dcm", VOILUTSequence=[item([2, 0, 16], [0, 1023])])

    ((_, voi),) = found
    assert voi.table.bits == 10


def test_that_a_voi_lut_over_negative_values_starts_below_zero(tmp_path: Path) -> None:
    found = vois_of(
        tmp_path / "image.dcm",
        RescaleIntercept=-1024,
        VOILUTSequence=[item([2, 65536 - 1000, 16], [0, 65535])],
    )

    ((_, voi),) = found
    assert voi.table.first_mapped == -1000


def test_that_dragging_a_voi_lut_starts_from_where_it_climbs() -> None:
    entries = np.array([0, 0, 0, 5, 9, 10, 10, 10], "<u2").tobytes()

    assert VoiLut(LookupTable(100, 8, entries)).as_window() == VoiWindow(
        103.5, 3, VoiFunction.LINEAR_EXACT
    )
