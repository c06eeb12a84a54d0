"""`medviewer convert`: which voxels are written where, and what is refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813 - its own name for itself
from numpy.typing import NDArray

from medviewer.__main__ import main
from medviewer.cli import voxels
from medviewer.cli.convert import Grid, straightened
from medviewer.cli.voxels import smallest
from tests.phantoms.dicom_files import write_image


def convert(folder: Path, out: Path, *words: str, code: int = 0) -> None:
    assert main(["convert", str(folder), "--out", str(out), *words]) == code


def read(path: Path) -> Any:  # SimpleITK carries no types
    return sitk.ReadImage(str(path))


def write_slices(
    folder: Path, places: list[list[float]], **attributes: Any
) -> list[NDArray[np.int16]]:
    """One slice of 2 × 3 pixels at each place, its values 100 × its number + 0…5; returns them."""
    slices = [np.arange(6, dtype=np.int16).reshape(2, 3) + 100 * i for i in range(len(places))]
    for number, (place, pixels) in enumerate(zip(places, slices, strict=True)):
        write_image(
            folder / f"{number}.dcm",
            pixels,
            ImagePositionPatient=place,
            PixelSpacing=[2, 0.5],
            **attributes,
        )
    return slices


@pytest.fixture
def even(tmp_path: Path) -> Path:
    write_slices(tmp_path / "in", [[-10, 20, z] for z in (0, 5, 10)], RescaleIntercept=-1000)
    return tmp_path / "in"


def test_that_voxels_are_modality_values_at_their_places(even: Path, tmp_path: Path) -> None:
    convert(even, tmp_path / "out.nii.gz")

    image = read(tmp_path / "out.nii.gz")
    assert image.GetPixelID() == sitk.sitkInt16
    assert image.GetSpacing() == (0.5, 2.0, 5.0)
    index = image.TransformPhysicalPointToIndex((-9.0, 22.0, 5.0))
    assert image[index] == -1000 + 100 + 5  # slice 1, row 1, column 2


def test_that_values_that_are_no_whole_numbers_are_floats(tmp_path: Path) -> None:
    write_slices(tmp_path / "in", [[0, 0, 0], [0, 0, 5]], RescaleSlope=0.25)

    convert(tmp_path / "in", tmp_path / "out.npy")

    voxels = np.load(tmp_path / "out.npy")
    assert voxels.dtype == np.float32
    assert voxels[0, 0].tolist() == [25.0, 25.25, 25.5]  # the upper slice is first


def test_that_values_beyond_int16_are_not_clipped() -> None:
    assert smallest(np.array([40000.0])).dtype == np.float32
    assert smallest(np.array([-32768.0, 32767.0])).dtype == np.int16
    assert smallest(np.array([np.nan, 1.0])).dtype == np.float32


def test_that_a_single_slice_has_its_place(tmp_path: Path) -> None:
    write_slices(tmp_path / "in", [[1, 2, 3]], SliceThickness=4)

    convert(tmp_path / "in", tmp_path / "out.mha")

    image = read(tmp_path / "out.mha")
    assert (image.GetSize(), image.GetOrigin()) == ((3, 2, 1), (1.0, 2.0, 3.0))
    assert image.GetSpacing() == (0.5, 2.0, 4.0)


def test_that_a_tilted_stack_keeps_its_slices_in_formats_that_hold_a_shear(tmp_path: Path) -> None:
    slices = write_slices(tmp_path / "in", [[0, 3 * i, 10 * i] for i in range(4)])

    convert(tmp_path / "in", tmp_path / "out.nrrd")

    image = read(tmp_path / "out.nrrd")
    for i, pixels in enumerate(slices):
        index = image.TransformPhysicalPointToIndex((1.0, 3.0 * i + 2.0, 10.0 * i))
        assert image[index] == pixels[1, 2]


def test_that_a_slight_shear_is_spread_to_both_ends(tmp_path: Path) -> None:
    sheared = np.eye(4)
    sheared[:3, 2] = [0.0, 0.01, 1.0]
    frames: Any = (None,) * 101  # only counted

    grid = straightened(Grid(frames, sheared))

    assert grid.affine_lps is not None
    np.testing.assert_allclose(grid.affine_lps[:3, 2], [0, 0, 1])
    np.testing.assert_allclose(grid.affine_lps[:3, 3], [0, 0.5, 0])  # half of 100 × 0.01
    assert "0.50 mm" in str(grid.warnings[0])


def test_that_images_without_a_place_are_refused_unless_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(
        tmp_path / "in" / "us",
        np.arange(12, dtype=np.uint8).reshape(3, 2, 2),
        NumberOfFrames=3,
        ImagePositionPatient=None,
        Modality="US",
    )

    convert(tmp_path / "in", tmp_path / "out.mha", code=2)

    assert "--no-geometry" in capsys.readouterr().err
    assert not (tmp_path / "out.mha").exists()
    convert(tmp_path / "in", tmp_path / "out.mha", "--no-geometry")
    image = read(tmp_path / "out.mha")
    assert (image.GetSize(), image.GetSpacing()) == ((2, 2, 3), (1.0, 1.0, 1.0))


def test_that_colour_keeps_its_three_channels(tmp_path: Path) -> None:
    for z in (0, 5):
        rgb = np.full((2, 2, 3), [10, 20, z], np.uint8)
        write_image(tmp_path / "in" / str(z), rgb, ImagePositionPatient=[0, 0, z])

    convert(tmp_path / "in", tmp_path / "out.nrrd")

    image = read(tmp_path / "out.nrrd")
    assert image[image.TransformPhysicalPointToIndex((0.5, 0.5, 5.0))] == (10, 20, 5)


def test_that_a_palette_becomes_its_colours(tmp_path: Path) -> None:
    table = {"Descriptor": [2, 0, 16]}
    attributes: dict[str, Any] = {
        f"{colour}PaletteColorLookupTable{what}": value
        for colour, last in (("Red", 255), ("Green", 128), ("Blue", 0))
        for what, value in {**table, "Data": np.array([0, last << 8], "<u2").tobytes()}.items()
    }
    pixels = np.array([[0, 1], [1, 0]], np.uint8)
    write_image(
        tmp_path / "in" / "pal", pixels, PhotometricInterpretation="PALETTE COLOR", **attributes
    )

    convert(tmp_path / "in", tmp_path / "out.npy")

    assert np.load(tmp_path / "out.npy")[0, 0].tolist() == [[0, 0, 0], [255, 128, 0]]


def test_that_an_existing_file_is_replaced_only_when_told(
    even: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.nrrd"
    out.write_text("precious")

    convert(even, out, code=1)

    assert out.read_text() == "precious"
    assert "--force" in capsys.readouterr().err
    convert(even, out, "--force")
    assert out.read_bytes().startswith(b"NRRD")


def test_that_an_image_is_never_overwritten(tmp_path: Path) -> None:
    write_slices(tmp_path, [[0, 0, 0], [0, 0, 5]])
    source = (tmp_path / "0.dcm").rename(tmp_path / "image.mha")
    before = source.read_bytes()

    convert(tmp_path, source, "--force", code=1)

    assert source.read_bytes() == before


def test_that_several_series_are_listed(
    even: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(even / "other", np.zeros((2, 2), np.uint8), SeriesInstanceUID="1.2.7")

    convert(even, tmp_path / "out.nrrd", code=2)
    assert "1.2.7" in capsys.readouterr().err

    convert(even, tmp_path / "out.nrrd", "--series", "9.9", code=2)
    assert "no series 9.9" in capsys.readouterr().err

    convert(even, tmp_path / "out.nrrd", "--series", "1.2.7")


def test_that_a_display_set_can_be_named(
    even: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convert(even, tmp_path / "out.nrrd", "--display-set", "nobody", code=2)

    assert "--display-set" in capsys.readouterr().err


def test_that_a_volume_is_taken_before_a_scout_and_the_scout_is_told_of(
    even: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(even / "scout", np.zeros((9, 9), np.int16), ImageType=["ORIGINAL", "LOCALIZER"])

    convert(even, tmp_path / "out.npy")

    assert np.load(tmp_path / "out.npy").shape == (3, 2, 3)
    assert "2 display sets" in capsys.readouterr().err


def test_that_a_slice_that_cannot_be_decoded_leaves_no_file(even: Path, tmp_path: Path) -> None:
    cut = even / "1.dcm"
    cut.write_bytes(cut.read_bytes()[:-2])

    convert(even, tmp_path / "out.nrrd", code=2)

    assert not (tmp_path / "out.nrrd").exists()


def test_that_phases_of_other_slices_make_no_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for phase in (1, 2):
        write_slices(
            tmp_path / "in" / str(phase),
            [[0, 0, 5 * (phase + index)] for index in range(3)],
            TemporalPositionIdentifier=phase,
            NumberOfTemporalPositions=2,
        )

    convert(tmp_path / "in", tmp_path / "out.npy", code=2)

    assert "different places" in capsys.readouterr().err


def test_that_no_more_images_are_in_flight_than_the_viewer_decodes_at_once(
    even: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def watched(function: Any, tasks: Any, threads: int) -> Any:
        asked.append(threads)
        return map(function, tasks)

    monkeypatch.setattr(voxels, "parallel_map", watched)
    monkeypatch.setattr(voxels, "thread_count", lambda: 3)

    convert(even, tmp_path / "out.npy")

    assert asked == [3]
