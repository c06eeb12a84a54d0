"""Phrases by name."""

from pathlib import Path

import pytest

from medviewer.session.reports.snippets import (
    FILE,
    Snippet,
    find_snippet,
    own_file,
    snippets,
    typed_name,
)


def names(found: tuple[Snippet, ...]) -> list[str]:
    return [snippet.name for snippet in found]


def test_that_a_report_is_offered_the_phrases_of_its_language(tmp_path: Path) -> None:
    assert "nochange" in names(snippets(tmp_path, "en"))
    assert "wbh" not in names(snippets(tmp_path, "en"))
    assert "wbh" in names(snippets(None, "zh_CN"))


def test_that_the_readers_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own_file(tmp_path).write_text('[[snippet]]\nname = "x"\ntext = "Y."\n', encoding="utf-8")

    assert snippets(tmp_path, "en") == (Snippet("x", "Y."),)
    assert snippets(tmp_path, "zh_CN") == (Snippet("x", "Y."),)


def test_that_a_file_made_for_editing_holds_what_is_shipped(tmp_path: Path) -> None:
    before = snippets(tmp_path, "en")

    own_file(tmp_path)

    assert snippets(tmp_path, "en") == before
    assert (tmp_path / FILE).is_file()


@pytest.mark.parametrize(
    "text", ["[[snippet", "snippet = 3", "[[snippet]]\nname = 1\n", "x" * 300_000]
)
def test_that_a_damaged_file_offers_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    assert snippets(tmp_path, "en") == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (".fu", "fu"),
        ("Stable. .fu12", "fu12"),
        ("稳定。.sf12", "sf12"),
        ("3.5", ""),
        ("Stable.", ""),
        (".fu ", ""),
        ("e.g.x", ""),
    ],
)
def test_that_a_name_is_a_word_after_a_dot_of_its_own(line: str, name: str) -> None:
    assert typed_name(line) == name


def test_that_the_beginning_of_one_name_is_enough() -> None:
    found = (Snippet("nochange", "A"), Snippet("noprior", "B"), Snippet("no", "C"))

    assert find_snippet(found, "noch") == found[0]
    assert find_snippet(found, "NO") == found[2]
    assert find_snippet(found[:2], "no") is None
    assert find_snippet(found, "x") is None
