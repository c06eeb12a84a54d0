"""`medviewer analyze`: what it writes, what it says, and its exit codes."""

import json
from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.dicom.export import write_ct_series
from medviewer.imaging.phantom import Phantom
from tests.journeys.test_bad_input import as_mr


def analyze(study: Path, out: Path, *options: str) -> int:
    return main(["analyze", str(study), "--out", str(out), *options])


@pytest.fixture
def two_studies(phantom: Phantom, phantom_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "two"
    write_ct_series(folder / "second", phantom.volume)
    (folder / "first").symlink_to(phantom_folder)
    return folder


def study_uid(out: Path) -> str:
    uid = json.loads((out / "findings.json").read_text())["study_instance_uid"]
    assert isinstance(uid, str)
    return uid


def test_that_a_study_is_analysed_and_reported(phantom_folder: Path, tmp_path: Path) -> None:
    code = analyze(phantom_folder, tmp_path)

    assert code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "findings.json",
        "report.docx",
        "report.html",
        "report.pdf",
        "report.txt",
    ]
    document = json.loads((tmp_path / "findings.json").read_text())
    assert set(document) == {
        "schema_version",
        "added_by_reader",
        "codes",
        "study_instance_uid",
        "results",
        "device",
        "timings_s",
    }
    [result] = [each for each in document["results"] if each["model"]["id"] == "chest_ct_nodules"]
    assert result["status"] == "done"
    assert set(result["model"]) == {"id", "version", "sha256"}
    finding = result["findings"][0]
    assert {"id", "label", "center_lps_mm", "box_lps_mm", "diameter_mm", "confidence"} < set(
        finding
    )
    assert finding["calibrated"] is False
    assert finding["sop_instance_uids"]


def test_that_an_mr_study_is_refused_with_code_3_and_the_reason_written(
    phantom_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = tmp_path / "mr"
    study.mkdir()
    for file in sorted((phantom_folder / "ct").iterdir())[:20]:
        (study / file.name).write_bytes(as_mr(file.read_bytes()))

    code = analyze(study, tmp_path / "out")

    assert code == 3
    results = json.loads((tmp_path / "out" / "findings.json").read_text())["results"]
    refusals = {each["model"]["id"]: each["reason"] for each in results}
    assert {each["status"] for each in results} == {"refused"}
    assert "MR" in refusals["chest_ct_nodules"]
    said = capsys.readouterr().err
    assert all(f"{model}: refused: {why}\n" in said for model, why in refusals.items())
    assert (tmp_path / "out" / "report.pdf").exists()


@pytest.mark.parametrize("content", [[], ["notes.txt"]])
def test_that_a_place_without_images_is_bad_input_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: list[str]
) -> None:
    for name in content:
        (tmp_path / name).write_text("no scan")

    code = analyze(tmp_path, tmp_path / "out")

    assert code == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert tmp_path.name in error


def test_that_a_missing_place_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = analyze(tmp_path / "nowhere", tmp_path / "out")

    assert code == 2
    assert "nowhere" in capsys.readouterr().err


def test_that_several_studies_without_a_choice_are_listed(
    two_studies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = analyze(two_studies, tmp_path / "out")

    assert code == 2
    error = capsys.readouterr().err
    assert "2 studies" in error
    assert "--study" in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--study", "--series", "--model"])
def test_that_a_choice_that_is_not_there_lists_what_is(
    phantom_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    code = analyze(phantom_folder, tmp_path / "out", option, "9.9.9")

    assert code == 2
    error = capsys.readouterr().err
    assert "9.9.9" in error
    assert option in error


def test_that_a_folder_that_cannot_be_written_is_told(
    phantom_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")

    code = analyze(phantom_folder, tmp_path / "out")

    assert code == 1
    assert str(tmp_path / "out") in capsys.readouterr().err
