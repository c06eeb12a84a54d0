"""`medviewer deidentify`: what is printed, exit codes, and the entry in the audit trail."""

from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.cli.audit import trail
from tests.phantoms.identities import OTHER, write_named_image


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    write_named_image(tmp_path / "in" / "1.dcm")
    return tmp_path / "in"


def test_that_copies_are_counted_and_the_run_is_in_the_trail(
    originals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["deidentify", str(originals), "--out", str(tmp_path / "out"), "--shift-dates"])

    (entry,) = trail().entries()
    assert code == 0
    assert capsys.readouterr().out.startswith("1 files of 1 patients")
    assert (entry.kind, entry.facts["options"]) == ("deidentification", "shift-dates")


def test_that_a_file_left_out_is_named_and_makes_the_exit_code_1(
    originals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_named_image(originals / "2.dcm", SOPInstanceUID=OTHER, EncapsulatedDocument=b"%PDF")

    code = main(["deidentify", str(originals), "--out", str(tmp_path / "out")])

    assert code == 1
    assert "2.dcm" in capsys.readouterr().err


@pytest.mark.parametrize("box", ["1,2,3", "9,9,1,1", "a,b,c,d"])
def test_that_a_box_that_is_none_is_refused(originals: Path, tmp_path: Path, box: str) -> None:
    with pytest.raises(SystemExit):
        main(["deidentify", str(originals), "--out", str(tmp_path / "out"), "--box", box])


def test_that_a_folder_that_is_not_empty_is_bad_input(originals: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x").write_text("")

    assert main(["deidentify", str(originals), "--out", str(tmp_path / "out")]) == 2
