"""`medviewer report`: from a session file to a bundle; what is said where the images are not found."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.__main__ import main
from medviewer.domain.study import Patient
from medviewer.domain.study_ledger import LesionMatch, MatchMethod, StudyLedger
from medviewer.domain.tracking import tracking_uid
from medviewer.store.session_file import write_session
from tests.phantoms.readings import PhantomReading, phantom_reading
from tests.unit.session.lesion_samples import lesion


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


def test_that_lesions_are_followed_through_the_studies_of_the_file(
    reading: PhantomReading, tmp_path: Path
) -> None:
    """The prior is in the session file alone; nobody needs its images."""
    match = LesionMatch(("new",), tracking_uid("old"), MatchMethod.FRAME, 1.0, "1.8")
    now = StudyLedger((match,), study_date="20260601", lesions=(lesion("new", (0, 0, 0), 12.0),))
    before = StudyLedger(study_date="20260101", lesions=(lesion("old", (0, 0, 1), 8.0),))
    whole = reading.kept_study
    own = replace(whole, journal=replace(whole.journal, ledger=now))
    prior = replace(whole, study_instance_uid="1.8", journal=replace(whole.journal, ledger=before))
    path, out = tmp_path / "two.mvsession", tmp_path / "out"
    write_session(path, (own, prior))
    words = ["report", str(path), "--out", str(out), "--bundle", "csv"]

    code = main([*words, "--study", own.study_instance_uid, "--study-folder", str(reading.folder)])

    text = (out / "follow_up.csv").read_text("utf-8-sig")
    assert code == 0
    assert [row["long_axis_mm"] for row in csv.DictReader(text.splitlines())] == ["8", "12"]
    assert "grown" in text
