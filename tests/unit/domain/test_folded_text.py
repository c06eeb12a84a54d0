"""What a search text is without its dress."""

import pytest

from medviewer.domain.folded_text import folded, search_terms


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Müller^Jürgen", "muller jurgen"),
        ("ŁÓDŹ", "łodz"),
        ("王^小明", "王 小明"),
        ("ＣＴ１", "ct1"),
        ("  a \t b ", "a b"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("김", "김"),
    ],
)
def test_that_case_accents_and_delimiters_do_not_count(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_that_terms_are_told_apart_by_blanks_and_carets() -> None:
    assert search_terms(" Wang^Xiao CT ") == ("wang", "xiao", "ct")
