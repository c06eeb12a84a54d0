"""The table of all systems: what a row says, and that every page says the same."""

import math

import pytest

from tests.systems.measured import Figure, Measured, kept, of_evaluation, of_privacy
from tests.systems.rows import ROWS, PrivacyLine, SystemRow
from tests.systems.table import BEGIN, END, as_markdown, pages, written_into

ROW = SystemRow("words_es", "words", "text_words", ("--option", "language=es"))


def evaluation(ours: float, rival: float, headline: str = "map") -> dict[str, object]:
    def interval(value: float) -> dict[str, object]:
        return {"value": value, "low": value - 0.1, "high": value + 0.1}

    return {
        "data": "made words",
        "split": "val",
        "n": 1234,
        "groups": 20,
        "default": "BiGRU",
        "headline": headline,
        "metrics": {headline: interval(ours)},
        "baselines": {
            "models": {
                "dictionary": {headline: interval(rival)},
                "guess": {headline: {"value": None, "low": None, "high": None}},
                "worse": {headline: interval(rival - 0.2 if headline == "map" else rival + 9)},
            }
        },
    }


def test_that_a_row_states_the_default_beside_its_best_rival() -> None:
    row = of_evaluation(ROW, evaluation(0.5, 0.4), "Words", "best .6 (somebody)")

    *_, line = as_markdown((row,)).splitlines()

    assert line == (
        "| Words (`words_es`) | text_words, val, 1,234 of 20 patients | MAP "
        "| **0.500 (0.400–0.600)**, BiGRU | 0.400 (0.300–0.500), dictionary look-up | best .6 (somebody) |"
    )


def test_that_a_rival_that_is_better_is_in_bold() -> None:
    row = of_evaluation(ROW, evaluation(0.4, 0.5), "Words", "")

    line = as_markdown((row,))

    assert "| 0.400 (0.300–0.500), BiGRU | **0.500 (0.400–0.600)**, dictionary look-up |" in line


def test_that_where_a_rival_answers_the_best_network_stands_beside_it() -> None:
    found = evaluation(0.5, 0.5) | {"default": "dictionary"}
    interval = {"value": 0.3, "low": 0.2, "high": 0.4}
    found["subjects"] = {
        "dictionary": {"kind": "baseline", "metrics": {"map": interval | {"value": 0.5}}},
        "GRU": {"kind": "network", "metrics": {"map": interval}},
        "GRU, shuffled": {"kind": "ablation", "metrics": {"map": interval | {"value": 0.9}}},
    }

    row = of_evaluation(ROW, found, "Words", "")

    assert row.ours.subject == "GRU"
    assert "| 0.300 (0.200–0.400), GRU | **0.500" in as_markdown((row,))


def test_that_a_line_of_privacy_stands_beside_training_without_it() -> None:
    lines = [
        {"name": name, "figures": {"auc": {"value": value, "low": value, "high": value}}}
        for name, value in (("plain", 0.9), ("private", 0.8))
    ]
    found = {"split": "val", "n": 7, "rows": lines}
    line = PrivacyLine("Private", "private", "plain")

    row = of_privacy(SystemRow("p", "privacy", "films", privacy=line), line, found)

    assert "| 0.800 (0.800–0.800), private | **0.900 (0.900–0.900)**, plain |" in as_markdown(
        (row,)
    )


def test_that_of_a_distance_the_smaller_is_better() -> None:
    row = of_evaluation(ROW, evaluation(3.0, 4.0, "fd_own"), "Made images", "")

    assert row.rival is not None
    assert row.rival.subject == "dictionary"
    assert "**3.000 (2.900–3.100)**, BiGRU" in as_markdown((row,))


def test_that_a_figure_without_an_interval_has_none() -> None:
    row = Measured(
        "a", "A", "d", "val", 9, 0, "psnr", Figure("net", 31.0, math.nan, math.nan), None, "", True
    )

    assert "A (`a`) * | d, val, 9 | PSNR, dB | **31.0**, net |  |" in as_markdown((row,))


def test_that_a_page_without_markers_is_an_error() -> None:
    assert written_into(f"x\n{BEGIN}\nold\n{END}\ny", "new") == f"x\n{BEGIN}\nnew\n{END}\ny"
    with pytest.raises(ValueError, match="systems:begin"):
        written_into("no table here", "new")


def test_that_every_row_has_a_name_of_its_own() -> None:
    names = [row.row_id for row in ROWS]

    assert len(set(names)) == len(names)


def test_that_every_page_says_what_was_measured() -> None:
    """`python -m tests.systems --write-only` writes them."""
    order = [row.row_id for row in ROWS]
    rows = tuple(sorted(kept().values(), key=lambda each: order.index(each.row_id)))

    for page, language in pages().items():
        text = page.read_text(encoding="utf-8")
        assert written_into(text, as_markdown(rows, language)) == text, page
