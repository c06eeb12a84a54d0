"""`medviewer code`: a file in, codes and the words behind them out; what is no text is one sentence."""

import json
from pathlib import Path

import pytest

from medviewer.__main__ import main

ENGLISH = "Known arterial hypertension and diabetes mellitus. No pleural effusion."
SPANISH = (
    "Varón con hipertensión arterial y diabetes mellitus que presenta fiebre y litiasis renal."
)


def codes(file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    assert main(["code", str(file), "--json", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return {"language": found["language"]} | {each["code"]: each for each in found["suggestions"]}


def written(folder: Path, content: bytes) -> Path:
    file = folder / "note.txt"
    file.write_bytes(content)
    return file


def test_that_the_shipped_coder_codes_english_and_marks_what_is_denied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = codes(written(tmp_path, ENGLISH.encode()), capsys)

    assert {"I10", "E11.9", "J90"} <= set(found)
    assert found["J90"]["is_negated"]  # type: ignore[index]  # JSON
    assert not found["I10"]["is_negated"]  # type: ignore[index]


def test_that_the_shipped_coder_codes_spanish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = codes(written(tmp_path, SPANISH.encode()), capsys)

    assert found["language"] == "es"
    assert {"I10", "E11.9", "R50.9"} <= set(found)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x01" * 1000, "★ — …".encode()])
def test_that_what_is_no_text_is_answered_by_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    assert main(["code", str(written(tmp_path, content))]) == 0

    told = capsys.readouterr().out.strip()
    assert told.count("\n") == 0
    assert told.endswith(".")


def test_that_a_file_that_is_not_there_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["code", str(tmp_path / "none.txt")]) == 2
    assert "cannot be read" in capsys.readouterr().err
