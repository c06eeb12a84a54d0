"""`medviewer report`: from a session file to a bundle; what is said where the images are not found."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.__main__ import main
from medviewer.domain.study import Patient
from medviewer.store.session_file import write_session
from tests.phantoms.readings import PhantomReading, phantom_reading


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> PhantomReading:
    return phantom_reading(tmp_path_factory.mktemp("reading"))


@pytest.fixture
def session_file(reading: PhantomReading, tmp_path: Path) -> Path:
    path = tmp_path / "kept.mvsession"
    write_session(path, (reading.kept_study,))
    return path


def told(out: Path) -> dict[str, list[dict[str, object]]]:
    document = json.loads((out / "findings.json").read_text("utf-8"))
    found: dict[str, list[dict[str, object]]] = document["reading"]
    return found


def test_that_a_kept_reading_is_exported_from_the_folder_named(
    reading: PhantomReading, session_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["report", str(session_file), "--out", str(tmp_path / "out"), "--bundle", "json,csv"]

    code = main([*words, "--study-folder", str(reading.folder)])

    assert code == 0
    assert len(told(tmp_path / "out")["measurements"]) == 20
    # The model is not installed here: its fifteen decided findings are told, its undecided ones are not.
    assert len(told(tmp_path / "out")["findings"]) == 15
    assert "chest_ct_nodules" in capsys.readouterr().err


def test_that_the_study_needed_is_named_where_its_images_are_not_found(
    reading: PhantomReading, session_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["report", str(session_file), "--out", str(tmp_path / "out")])

    said = capsys.readouterr().err
    assert code == 2
    assert reading.study.study_instance_uid in said
    assert "--study-folder" in said
    assert not (tmp_path / "out").exists()


def test_that_the_images_of_another_patient_are_not_taken(
    reading: PhantomReading, tmp_path: Path
) -> None:
    other = replace(reading.kept_study, patient=Patient("OTHER", "Somebody Else"))
    write_session(tmp_path / "other.mvsession", (other,))
    words = ["report", str(tmp_path / "other.mvsession"), "--out", str(tmp_path / "out")]

    assert main([*words, "--study-folder", str(reading.folder)]) == 2


def test_that_a_kind_nobody_writes_is_refused_with_those_there_are(
    session_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["report", str(session_file), "--out", str(tmp_path / "out"), "--bundle", "sr,fax"]

    assert main(words) == 2
    said = capsys.readouterr().err
    assert "fax" in said
    assert "seg" in said


def test_that_no_patient_is_named_in_output_or_log(
    reading: PhantomReading, session_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["report", str(session_file), "--out", str(tmp_path / "out"), "--bundle", "csv,sr,html"]

    main([*words, "--study-folder", str(reading.folder)])

    printed = capsys.readouterr()
    logged = "".join(path.read_text("utf-8") for path in paths.log_folder().glob("*.log*"))
    for said in (printed.out, printed.err, logged):
        assert "Wang" not in said
        assert "王" not in said
