"""Doses: their scale, their unit, where each frame of the grid lies."""

from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from medviewer.dicom.objects.dose import read_dose, read_dose_values
from medviewer.progress import CancelToken
from tests.phantoms.radiotherapy import write_dose

STORED = np.arange(2 * 3 * 4, dtype=np.uint32).reshape(2, 3, 4) * 100


def test_that_stored_values_times_the_scaling_are_doses(tmp_path: Path) -> None:
    dose = read_dose(write_dose(tmp_path / "rd", STORED))

    found = read_dose_values(dose, CancelToken())

    assert found is not None
    assert dose.unit == "GY"
    np.testing.assert_allclose(found.values, STORED * 0.01)


@pytest.mark.parametrize(
    ("orientation", "offsets", "depths"),
    [
        ([1, 0, 0, 0, 1, 0], [0, 5], [50, 55]),
        ([1, 0, 0, 0, 1, 0], [0, -5], [50, 45]),
        ([1, 0, 0, 0, -1, 0], [0, 5], [50, 45]),  # the normal points to the feet
        ([1, 0, 0, 0, 1, 0], [50, 55], [50, 55]),  # z coordinates, PS3.3 C.8.8.3.2
        ([1, 0, 0, 0, -1, 0], [50, 55], [50, 55]),
        ([1, 0, 0, 0, 1, 0], [7, 12], [50, 55]),  # neither: differences count
    ],
)
def test_that_frames_lie_where_the_offsets_say(
    tmp_path: Path, orientation: list[int], offsets: list[float], depths: list[float]
) -> None:
    path = write_dose(
        tmp_path / "rd",
        STORED,
        ImageOrientationPatient=orientation,
        GridFrameOffsetVector=offsets,
    )

    dose = read_dose(path)

    assert [plane.position[2] for plane in dose.planes] == depths


def test_that_a_descending_grid_keeps_each_frames_own_values(tmp_path: Path) -> None:
    dose = read_dose(write_dose(tmp_path / "rd", STORED, GridFrameOffsetVector=[0, -5]))

    found = read_dose_values(dose, CancelToken())

    assert found is not None
    lowest = found.pile.planes[0].position[2]
    assert (lowest, found.values[0, 0, 0]) == (45, pytest.approx(12.0))


@pytest.mark.parametrize("scaling", ["0", "-1", None])
def test_that_a_scale_of_nothing_is_said_and_stored_numbers_are_shown(
    tmp_path: Path, scaling: str | None
) -> None:
    dose = read_dose(write_dose(tmp_path / "rd", STORED, DoseGridScaling=scaling))

    assert dose.scaling == 1.0
    assert "no usable scale" in str(dose.notes[0])


def test_that_a_grid_without_a_place_has_no_planes(tmp_path: Path) -> None:
    dose = read_dose(write_dose(tmp_path / "rd", STORED, ImagePositionPatient=None))

    assert dose.planes == ()
    assert read_dose_values(dose, CancelToken()) is None


def test_that_a_compressed_dose_has_the_values_of_the_plain_one(shared_data: Path) -> None:
    rle = read_dose(shared_data / "dicom" / "rt" / "rtdose_rle.dcm")
    plain = read_dose(shared_data / "dicom" / "bitdepth" / "rtdose.dcm")

    found = [read_dose_values(dose, CancelToken()) for dose in (rle, plain)]

    assert found[0] is not None
    assert found[1] is not None
    np.testing.assert_array_equal(found[0].values, found[1].values)
    assert float(found[1].values.max()) == pytest.approx(1.254)


def test_that_slices_without_an_offset_are_left_out_and_told(tmp_path: Path) -> None:
    dose = read_dose(write_dose(tmp_path / "rd", STORED, GridFrameOffsetVector=[0.0]))

    assert len(dose.frames) == 1
    [note] = dose.notes
    assert note.values == {"placed": 1, "frames": 2}


def test_that_differences_are_not_called_doses(tmp_path: Path) -> None:
    dose = read_dose(write_dose(tmp_path / "rd", STORED, DoseType="ERROR"))

    assert [note.text for note in dose.notes] == ["These are differences between doses, not doses."]


def test_that_histograms_need_no_grid(tmp_path: Path) -> None:
    histogram = Dataset()
    histogram.DVHType, histogram.DVHMeanDose, histogram.DoseUnits = "CUMULATIVE", "1.5", "GY"
    pixels = ("PixelData", "Rows", "Columns", "NumberOfFrames", "DoseGridScaling")
    path = write_dose(
        tmp_path / "rd", STORED, **dict.fromkeys(pixels), DVHSequence=Items([histogram])
    )

    dose = read_dose(path)

    assert (dose.frames, dose.histograms[0].mean) == ((), 1.5)
    assert [note.text for note in dose.notes] == [
        "The file holds no dose grid, only what it tells of regions."
    ]
