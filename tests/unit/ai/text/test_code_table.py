"""The table of codes knows what the standard prints: texts, parents, sections, ways of writing."""

import gzip
from pathlib import Path

import pytest

from medviewer.ai.text.code_table import (
    CodeTable,
    category_of,
    dotted_code,
    load_code_table,
    looks_like_code,
)
from medviewer.errors import InputError


@pytest.fixture(scope="module")
def table() -> CodeTable:
    return load_code_table()


def test_that_the_table_holds_every_code_of_2019(table: CodeTable) -> None:
    assert len(table) == 94_444


@pytest.mark.parametrize("written", ["I25.9", "i259", " I25.9 ", "Ｉ２５．９"])
def test_that_a_code_is_found_however_it_is_written(table: CodeTable, written: str) -> None:
    code = table.as_code(written)

    assert (code.value, code.scheme) == ("I25.9", "I10C")
    assert code.meaning == "Chronic ischemic heart disease, unspecified"


def test_that_placeholders_of_a_left_out_character_are_taken_away(table: CodeTable) -> None:
    assert table.title_of("W19.XXX") == "Unspecified fall"


def test_that_a_parent_is_the_next_shorter_code_of_the_table(table: CodeTable) -> None:
    assert table.parent("E08.37X1") == "E08.37"  # there is no E08.37X
    assert table.parent("I25.9") == "I25"
    assert table.parent("I25") is None


def test_that_heads_of_groups_are_not_complete_codes(table: CodeTable) -> None:
    assert table.is_billable("I25.9")
    assert not table.is_billable("I25")


def test_that_sections_and_chapters_are_told_by_category(table: CodeTable) -> None:
    section = table.section_of("C4A.9")  # stands between C44 and C45

    assert section is not None
    assert section.codes == "C43-C44"
    assert section.chapter == "Neoplasms (C00-D49)"


@pytest.mark.parametrize("nonsense", ["", "Z", "ZZZ.9", "I25.9" * 100_000, "\0"])
def test_that_what_is_no_code_is_unknown(table: CodeTable, nonsense: str) -> None:
    assert not table.is_known(nonsense)
    assert table.title_of(nonsense) == ""
    assert table.section_of("ZZZ") is None


def test_that_the_dot_stands_after_the_category() -> None:
    assert (dotted_code("S0083XD"), dotted_code("A00")) == ("S00.83XD", "A00")
    assert category_of("S00.83XD") == "S00"


def test_that_words_do_not_look_like_codes() -> None:
    assert looks_like_code("M84.48X")
    assert not looks_like_code("asthma")


def test_that_a_damaged_table_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "codes.tsv.gz"
    file.write_bytes(gzip.compress(b"A00\tCholera\tA00-A09\n", mtime=0)[:-4])

    with pytest.raises(InputError, match=r"codes\.tsv\.gz"):
        load_code_table(file)
