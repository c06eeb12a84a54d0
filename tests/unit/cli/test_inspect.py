"""`medviewer inspect`: what the document says of small series whose every number is known."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.__main__ import main
from medviewer.cli.inspection import SCHEMA_VERSION
from tests.phantoms.dicom_files import AXIAL, write_image
from tests.phantoms.segments import write_segmentation

SERIES = "1.2.826.0.1.3680043.8.498.1.1"
KEYS = [
    "id",
    "kind",
    "frames",
    "rows",
    "columns",
    "transfer_syntaxes",
    "photometric",
    "unit",
    "spacing_mm",
    "affine_lps",
    "regular",
    "warnings",
    "min",
    "max",
    "mean",
    "suv_factor",
    "sop_instance_uids",
]


def inspect(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> Any:
    assert main(["inspect", *map(str, words), "--json"]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def display_sets(document: Any) -> list[Any]:
    return [
        one
        for study in document["studies"]
        for series in study["series"]
        for one in series["display_sets"]
    ]


@pytest.fixture
def three_slices(tmp_path: Path) -> Path:
    """Slices at z = 0, 5, 10 mm whose 2 × 3 pixels are 100 × their number + 0…5, in HU - 1000."""
    folder = tmp_path / "ct"
    for number in range(3):
        pixels = np.arange(6, dtype=np.int16).reshape(2, 3) + 100 * number
        write_image(
            folder / f"{number}.dcm",
            pixels,
            SOPInstanceUID=f"1.2.3.{number}",
            ImagePositionPatient=[-10, 20, 5 * number],
            PixelSpacing=[2, 0.5],
            RescaleIntercept=-1000,
            SeriesDescription="Thorax",
            StudyDate="20260131",
            InstanceNumber=number + 1,
        )
    return folder


def test_that_every_key_is_there_in_its_order(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = inspect(capsys, three_slices)

    assert list(document) == ["schema_version", "studies", "unreadable"]
    assert document["schema_version"] == SCHEMA_VERSION == 1
    [study] = document["studies"]
    assert list(study) == [
        "study_instance_uid",
        "patient_name",
        "patient_id",
        "study_date",
        "series",
    ]
    [series] = study["series"]
    assert list(series) == ["series_instance_uid", "modality", "description", "display_sets"]
    assert [list(one) for one in series["display_sets"]] == [KEYS]
    assert (study["patient_id"], study["study_date"]) == ("SMALL", "20260131")
    assert (series["series_instance_uid"], series["description"]) == (SERIES, "Thorax")


def test_that_a_volume_says_where_it_lies_and_what_it_holds(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [volume] = display_sets(inspect(capsys, three_slices))

    assert (volume["kind"], volume["frames"], volume["rows"], volume["columns"]) == (
        "volume", 3, 2, 3,
    )  # fmt: skip
    assert volume["sop_instance_uids"] == ["1.2.3.2", "1.2.3.1", "1.2.3.0"]  # from the head down
    assert volume["affine_lps"] == [
        [0.5, 0.0, 0.0, -10.0],
        [0.0, 2.0, 0.0, 20.0],
        [0.0, 0.0, -5.0, 10.0],
        [0.0, 0.0, 0.0, 1.0],
    ]
    assert volume["spacing_mm"] == [2.0, 0.5, 5.0]
    assert volume["regular"] is True
    assert (volume["min"], volume["max"], volume["mean"]) == (-1000.0, -795.0, -897.5)
    assert (volume["unit"], volume["photometric"]) == ("HU", "MONOCHROME2")
    assert volume["transfer_syntaxes"] == ["1.2.840.10008.1.2.1"]
    assert volume["suv_factor"] is None
    assert volume["warnings"] == []


def test_that_probes_are_values_of_the_nearest_voxel(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside, outside = "-9.4,21.8,5.5", "-9.4,21.8,13"

    [volume] = display_sets(inspect(capsys, three_slices, "--probe", inside, "--probe", outside))

    assert volume["probes"] == [
        {"lps": [-9.4, 21.8, 5.5], "value": -1000 + 100 + 4},  # slice 1, row 1, column 1
        {"lps": [-9.4, 21.8, 13.0], "value": None},
    ]


def test_that_an_image_without_a_place_has_no_geometry_and_no_probes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(
        tmp_path / "cr.dcm",
        np.zeros((2, 2), np.uint8),
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
    )

    [single] = display_sets(inspect(capsys, tmp_path, "--probe", "0,0,0"))

    assert single["kind"] == "single"
    assert (single["affine_lps"], single["regular"]) == (None, False)
    assert single["spacing_mm"] == [0.5, 0.5, None]
    assert "probes" not in single


def test_that_uneven_slices_have_no_affine_but_answer_probes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for z in (0, 5, 12):
        pixels = np.full((2, 2), z, np.int16)
        write_image(tmp_path / f"{z}", pixels, ImagePositionPatient=[0, 0, z], Modality="MR")

    [uneven] = display_sets(inspect(capsys, tmp_path, "--probe", "0,0,11"))

    assert (uneven["affine_lps"], uneven["regular"]) == (None, False)
    assert uneven["warnings"] != []
    assert uneven["probes"] == [{"lps": [0.0, 0.0, 11.0], "value": 12.0}]


def test_that_colour_is_summarized_over_its_samples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(tmp_path / "rgb", np.array([[[1, 2, 3], [4, 5, 9]]], np.uint8))

    [colour] = display_sets(inspect(capsys, tmp_path, "--probe", "0.5,0,0"))

    assert (colour["min"], colour["max"], colour["mean"]) == (1.0, 9.0, 4.0)
    assert colour["probes"][0]["value"] == [4.0, 5.0, 9.0]


def test_that_a_palette_image_is_summarized_over_its_indices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables: dict[str, Any] = {
        f"{colour}PaletteColorLookupTable{what}": value
        for colour in ("Red", "Green", "Blue")
        for what, value in {"Descriptor": [4, 0, 16], "Data": bytes(8)}.items()
    }
    pixels = np.array([[0, 1], [3, 2]], np.uint8)
    write_image(tmp_path / "pal", pixels, PhotometricInterpretation="PALETTE COLOR", **tables)

    [palette] = display_sets(inspect(capsys, tmp_path, "--probe", "0,0.5,0"))

    assert (palette["min"], palette["max"], palette["mean"]) == (0.0, 3.0, 1.5)
    assert palette["probes"][0]["value"] == 3.0


def test_that_a_multi_frame_instance_is_named_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = np.arange(12, dtype=np.uint8).reshape(3, 2, 2)
    write_image(tmp_path / "us", frames, NumberOfFrames=3, SOPInstanceUID="1.2.9")

    [multi] = display_sets(inspect(capsys, tmp_path))

    assert (multi["frames"], multi["sop_instance_uids"]) == (3, ["1.2.9"])
    assert (multi["min"], multi["max"], multi["mean"]) == (0.0, 11.0, 5.5)


def test_that_objects_are_listed_beside_images(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(
        three_slices / "seg",
        np.arange(24, dtype=np.uint8).reshape(4, 2, 3),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.66.4",
        SOPInstanceUID="1.2.66",
        SeriesInstanceUID="1.2.9",
        Modality="SEG",
        NumberOfFrames=4,
    )

    volume, segmentation = display_sets(inspect(capsys, three_slices, "--probe", "-10,20,0"))

    assert volume["kind"] == "volume"
    assert list(segmentation) == [*KEYS, "object"]
    assert (segmentation["kind"], segmentation["frames"]) == ("object", 4)
    assert (segmentation["rows"], segmentation["columns"]) == (2, 3)
    assert segmentation["sop_instance_uids"] == ["1.2.66"]
    assert (segmentation["min"], segmentation["max"], segmentation["mean"]) == (0, 23, 11.5)
    assert segmentation["affine_lps"] is None
    assert "Segmentation Storage" in segmentation["warnings"][0]


def test_that_a_folder_of_objects_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(
        tmp_path / "plan",
        np.zeros((2, 2), np.uint8),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.481.5",
        Rows=None,
        Columns=None,
        PixelData=None,
    )

    [plan] = display_sets(inspect(capsys, tmp_path))

    assert (plan["kind"], plan["frames"], plan["rows"]) == ("object", 0, None)


def test_that_a_frame_that_cannot_be_decoded_is_told_and_the_rest_counts(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = three_slices / "2.dcm"
    cut.write_bytes(cut.read_bytes()[:-2])

    document = inspect(capsys, three_slices)

    [volume] = display_sets(document)
    assert volume["frames"] == 3
    assert volume["max"] == -895.0  # slice 2 would have -795
    assert any("1 of 3 frames" in warning for warning in volume["warnings"])
    assert {problem["file"] for problem in document["unreadable"]} == {str(cut)}
    assert all(problem["reason"].endswith(".") for problem in document["unreadable"])


def test_that_an_image_without_pixels_is_told_and_still_says_whose_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "Yamada^Tarou=山田^太郎=やまだ^たろう"
    pixels = np.zeros((2, 2), np.uint8)
    write_image(tmp_path / "header", pixels, PatientName=name, PixelData=None)

    document = inspect(capsys, tmp_path)

    assert document["studies"][0]["patient_name"] == name
    [lost] = display_sets(document)
    assert (lost["kind"], lost["frames"], lost["rows"]) == ("object", 0, None)
    assert [problem["file"] for problem in document["unreadable"]] == [str(tmp_path / "header")]


def test_that_an_image_without_pixels_gives_way_to_its_whole_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels = np.zeros((2, 2), np.uint8)
    for name in ("a", "c"):
        write_image(tmp_path / name, pixels, SOPInstanceUID="1.2.3", PixelData=None)
    write_image(tmp_path / "b", pixels, SOPInstanceUID="1.2.3")

    assert [one["kind"] for one in display_sets(inspect(capsys, tmp_path))] == ["single"]


def test_that_a_problem_in_an_archive_names_its_entry(
    three_slices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = three_slices / "2.dcm"
    cut.write_bytes(cut.read_bytes()[:-2])
    archive = Path(shutil.make_archive(str(tmp_path / "study"), "zip", three_slices))

    document = inspect(capsys, archive)

    assert {problem["file"] for problem in document["unreadable"]} == {str(archive / "2.dcm")}


@pytest.mark.parametrize("name", ["nowhere", "notes.dcm"])
def test_that_nothing_readable_is_code_2_and_still_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "notes.dcm").write_text("no DICOM")

    document = inspect(capsys, tmp_path / name, code=2)

    assert document["studies"] == []
    assert [problem["file"] for problem in document["unreadable"]] == [str(tmp_path / name)]


def test_that_one_series_can_be_asked_for(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(three_slices / "other", np.zeros((2, 2), np.uint8), SeriesInstanceUID="1.2.7")

    document = inspect(capsys, three_slices, "--series", "1.2.7")

    [series] = document["studies"][0]["series"]
    assert series["series_instance_uid"] == "1.2.7"


def test_that_a_series_that_is_not_there_is_code_2(
    three_slices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", str(three_slices), "--json", "--series", "9.9"]) == 2

    out, err = capsys.readouterr()
    assert json.loads(out)["studies"] == []
    assert err == "medviewer: There is no series 9.9 here.\n"


def test_that_the_order_does_not_depend_on_the_names_of_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, study, date in (("a", "1.9", "20260202"), ("b", "1.8", "20250101")):
        write_image(
            tmp_path / name,
            np.zeros((2, 2), np.uint8),
            StudyInstanceUID=study,
            SeriesInstanceUID=f"{study}.1",
            StudyDate=date,
        )

    document = inspect(capsys, tmp_path)

    assert [study["study_instance_uid"] for study in document["studies"]] == ["1.8", "1.9"]


def test_that_numbers_json_has_no_word_for_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels = np.array([[np.nan, 2.5]], np.float32)
    write_image(
        tmp_path / "map",
        pixels,
        PixelData=None,
        FloatPixelData=pixels.tobytes(),
        BitsStored=None,
        HighBit=None,
        PixelRepresentation=None,
        ImageOrientationPatient=AXIAL,
        SOPClassUID="1.2.840.10008.5.1.4.1.1.30",
    )

    [image] = display_sets(inspect(capsys, tmp_path, "--probe", "0,0,0"))

    assert (image["min"], image["max"]) == (2.5, 2.5)
    assert image["probes"][0]["value"] is None


def test_that_a_file_name_that_is_no_text_is_still_json(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    name = os.fsdecode(b"caf\xe9.dcm")
    (tmp_path / name).write_bytes(b"")

    assert main(["inspect", str(tmp_path), "--json"]) == 2

    document = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert document["unreadable"][0]["file"] == str(tmp_path / name)


def write_pet(folder: Path, **attributes: Any) -> None:
    """One 2 × 2 slice of 100 … 103 Bq/ml × 2, injected with 350 MBq of a half life of an hour before."""
    injection = Dataset()
    injection.RadiopharmaceuticalStartTime = "100000"
    injection.RadionuclideTotalDose = 350e6
    injection.RadionuclideHalfLife = 3600
    values: dict[str, Any] = {
        "SOPClassUID": "1.2.840.10008.5.1.4.1.1.128",
        "Modality": "PT",
        "Units": "BQML",
        "DecayCorrection": "START",
        "CorrectedImage": ["ATTN", "DECY"],
        "PatientWeight": 70,
        "SeriesDate": "20260131",
        "SeriesTime": "110000",
        "AcquisitionDate": "20260131",
        "AcquisitionTime": "110000",
        "RescaleSlope": 2,
        "RadiopharmaceuticalInformationSequence": [injection],
    }
    pixels = np.arange(100, 104, dtype=np.uint16).reshape(2, 2)
    write_image(folder / "pet", pixels, **{**values, **attributes})


def test_that_a_pet_says_what_makes_suv_of_its_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pet(tmp_path)

    [pet] = display_sets(inspect(capsys, tmp_path))

    assert (pet["unit"], pet["max"]) == ("BQML", 206.0)
    assert pet["suv_factor"] == pytest.approx(70_000 / 175e6)  # an hour later half the dose is left
    assert pet["warnings"] == []


def test_that_a_pet_without_a_weight_says_why_there_is_no_suv(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pet(tmp_path, PatientWeight=None)

    [pet] = display_sets(inspect(capsys, tmp_path))

    assert pet["suv_factor"] is None
    assert any("PatientWeight" in warning for warning in pet["warnings"])


def test_that_people_get_a_table(three_slices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(three_slices), "--probe=-10,20,0"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Phantom^Small · SMALL · 20260131 · study ")
    assert lines[1] == f"  CT Thorax · series {SERIES}"
    assert (
        "volume · 3 × 2×3 · 2 × 0.5 × 5 mm · MONOCHROME2 · -1000 … -795, mean -897.5 HU" in lines[2]
    )
    assert lines[3] == "      -10,20,0 mm: -1000"


@pytest.mark.parametrize("words", ["1,2", "a,b,c", "1,2,3,4"])
def test_that_a_point_that_is_none_is_refused(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["inspect", str(tmp_path), "--probe", words])

    assert stop.value.code == 2
    assert "write three numbers" in capsys.readouterr().err


def test_that_palette_colours_count_as_their_indices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = np.array([0, 100, 200, 255], np.uint16).tobytes()
    colours = ("Red", "Green", "Blue")
    palette: dict[str, Any] = {
        f"{one}PaletteColorLookupTableDescriptor": [4, 0, 8] for one in colours
    }
    palette |= {f"{one}PaletteColorLookupTableData": table for one in colours}
    write_image(
        tmp_path / "us",
        np.array([[0, 1], [2, 3]], np.uint8),
        PhotometricInterpretation="PALETTE COLOR",
        **palette,
    )

    [shown] = display_sets(inspect(capsys, tmp_path))

    assert (shown["min"], shown["max"], shown["mean"]) == (0, 3, 1.5)


def test_that_a_radiograph_has_its_detectors_spacing_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(
        tmp_path / "dx",
        np.zeros((2, 3), np.uint16),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.1.1",
        Modality="DX",
        ImagerPixelSpacing=[0.2, 0.1],
        PixelSpacing=None,
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
    )

    [shown] = display_sets(inspect(capsys, tmp_path))

    assert (shown["spacing_mm"], shown["affine_lps"]) == ([0.2, 0.1, None], None)
    assert any("At detector" in warning for warning in shown["warnings"])


def test_that_empty_name_groups_at_the_end_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(tmp_path / "ct", np.zeros((2, 2), np.int16), PatientName="Wang^XiaoDong=王^小东=")

    document = inspect(capsys, tmp_path)

    assert document["studies"][0]["patient_name"] == "Wang^XiaoDong=王^小东"


def test_that_a_segmentation_tells_its_segments_and_their_volume(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    (segmentation,) = display_sets(inspect(capsys, tmp_path))

    facts = segmentation["object"]
    assert (facts["kind"], facts["type"], facts["slices"]) == ("segmentation", "BINARY", 3)
    (segment,) = facts["segments"]
    assert segment["voxels"] == int(written.frames.sum())
    assert segment["volume_ml"] == pytest.approx(int(written.frames.sum()) * 2 / 1000)
