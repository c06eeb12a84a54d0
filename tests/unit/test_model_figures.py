"""The README's table of models says what the cards say."""

from dataclasses import replace

from medviewer.ai.catalog import load_catalog
from medviewer.domain.model_card import Metric
from tests.model_figures import BEGIN, END, README, as_markdown, written_into
from tests.unit.ai.evaluation.stand_ins import bare_card


def row(subject: str, value: float, split: str = "val") -> Metric:
    return Metric(subject, "AUC", value, value - 0.01, value + 0.01, "official val split", split)


def test_that_a_network_stands_beside_its_best_rival() -> None:
    card = replace(
        bare_card(),
        metrics=(
            row("network", 0.97),
            row("perceptron", 0.8),
            row("RBF support vector machine", 0.9),
            row("member 0", 0.99, split=""),
        ),
    )

    *_, last = as_markdown((card,)).splitlines()

    assert last == (
        "| `shades` | AUC | 0.970 [0.960, 0.980] | 0.900 [0.890, 0.910] RBF support vector machine |"
    )
    assert "0.99 " not in last


def test_that_only_what_is_between_the_markers_changes() -> None:
    readme = f"before\n{BEGIN}\nold\n{END}\nafter\n"

    assert written_into(readme, "new") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_that_the_readmes_table_is_that_of_the_shipped_cards() -> None:
    """`python -m tests.model_figures` writes it."""
    readme = README.read_text(encoding="utf-8")

    assert written_into(readme, as_markdown(load_catalog())) == readme
