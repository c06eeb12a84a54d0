"""`medviewer audit`: exit codes and what is printed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.__main__ import main
from medviewer.cli.audit import trail
from medviewer.domain.audit import AuditEvent, AuditKind


@pytest.fixture
def kept() -> None:
    for number in range(3):
        trail().append(
            [
                AuditEvent(
                    AuditKind.EXPORT,
                    f"1.{number}",
                    happened_at="2026-11-22T08:00:00+00:00",
                    facts={"kinds": "sr pdf", "words": "\x1b[2J"},
                )
            ]
        )


def cut(number: int) -> None:
    with closing(sqlite3.connect(paths.audit_file())) as connection:
        connection.execute("DROP TRIGGER entry_is_never_removed")
        connection.execute("DELETE FROM entry WHERE number >= ?", (number,))
        connection.commit()


@pytest.mark.usefixtures("kept")
def test_that_a_whole_trail_says_what_to_note_down(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["audit", "verify"])

    assert code == 0
    assert f"3:{trail().check().last_digest}" in capsys.readouterr().out


@pytest.mark.usefixtures("kept")
def test_that_a_broken_trail_exits_with_1_and_names_the_entry(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cut(2)

    code = main(["audit", "verify"])

    assert code == 1
    assert "First broken entry: 2." in capsys.readouterr().err


@pytest.mark.usefixtures("kept")
def test_that_an_anchor_of_another_trail_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["audit", "verify", "--anchor", "2:abcd", "--json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["broken_at"] == 2


@pytest.mark.usefixtures("kept")
def test_that_a_list_is_filtered_and_its_control_characters_are_escaped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["audit", "list", "--study", "1.1"])

    (line,) = capsys.readouterr().out.splitlines()
    assert "kinds=sr pdf" in line
    assert "\x1b" not in line


@pytest.mark.usefixtures("kept")
def test_that_the_table_goes_into_a_new_file_only(tmp_path: Path) -> None:
    out = tmp_path / "trail.csv"

    codes = [main(["audit", "export", "--out", str(out)]) for _ in range(2)]

    assert codes == [0, 2]
    assert len(out.read_text("utf-8-sig").splitlines()) == 4


def test_that_looking_begins_no_trail() -> None:
    assert main(["audit", "list"]) == 0
    assert main(["audit", "verify"]) == 0
    assert not paths.audit_file().exists()
