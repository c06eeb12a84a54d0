"""Patient and study are copied from the files, their errors mended."""

from pathlib import Path
from typing import Any

import pytest

from medviewer.dicom.derived.mended_headers import mended_header
from medviewer.domain.study import Series, Study
from tests.phantoms.patients import SCRIPTS, ScriptCase, write_patient
from tests.phantoms.recorded_readings import opened
from tests.phantoms.series import write_ct


def study_in(folder: Path, **attributes: Any) -> tuple[Study, Series, Path]:
    files = write_ct(folder, (1, 8, 8), **attributes).files
    study = opened(folder)
    return study, study.series[0], files[0]


@pytest.mark.parametrize("case", SCRIPTS, ids=lambda case: case.script)
def test_that_names_in_every_script_become_unicode(tmp_path: Path, case: ScriptCase) -> None:
    path = write_patient(tmp_path / "p" / "1", case)
    study = opened(tmp_path / "p")

    header = mended_header(study, study.series[0], path)

    assert str(header.PatientName).split("=") == list(case.groups)
    assert header.SpecificCharacterSet == "ISO_IR 192"


def test_that_illegal_values_are_emptied_and_long_ones_cut(tmp_path: Path) -> None:
    study, series, path = study_in(
        tmp_path,
        PatientSex="X",
        StudyID="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        PatientAge="young",
        PatientWeight="70.5",
    )

    header = mended_header(study, series, path)

    assert (header.PatientSex, header.StudyID) == ("", "ABCDEFGHIJKLMNOP")
    assert header.PatientAge == ""
    assert float(header.PatientWeight) == 70.5


@pytest.mark.parametrize("stated", ["00000000", "19991301", "20010229"])
def test_that_a_date_of_no_calendar_is_emptied(tmp_path: Path, stated: str) -> None:
    study, series, path = study_in(tmp_path, PatientBirthDate=stated)

    header = mended_header(study, series, path)

    assert header.PatientBirthDate == ""


def test_that_a_file_that_is_gone_leaves_what_was_known_of_it(tmp_path: Path) -> None:
    study, series, path = study_in(tmp_path, AccessionNumber="A1")
    path.unlink()

    header = mended_header(study, series, path)

    assert (str(header.PatientName), header.AccessionNumber) == ("Phantom^Small", "A1")


@pytest.mark.parametrize(
    ("part", "side", "expected"),
    [
        ("CHEST", "", None),
        ("CHEST", "L", None),
        ("KNEE", "L", "L"),
        ("KNEE", "", ""),
        ("", "", ""),
    ],
)
def test_that_a_side_is_stated_only_of_parts_that_have_one(
    tmp_path: Path, part: str, side: str, expected: str | None
) -> None:
    study, series, path = study_in(tmp_path, BodyPartExamined=part, Laterality=side)

    header = mended_header(study, series, path)

    assert header.get("Laterality") == expected
    assert header.get("BodyPartExamined", "") == part
