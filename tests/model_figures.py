"""Writes the shipped models' figures into the README, from their cards: `python -m tests.model_figures`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from medviewer.ai.catalog import load_catalog
from medviewer.ai.evaluation.figure_names import LESIONS, RIVALS, subject
from medviewer.domain.model_card import Metric, ModelCard

BEGIN, END = "<!-- models:begin -->", "<!-- models:end -->"
README = Path(__file__).parents[1] / "README.md"
CHOSEN = (
    "AUC",
    "macro AUC",
    "accuracy",
    "sensitivity (recall)",
    "specificity",
    "sensitivity at specificity 0.95",
    "expected calibration error",
    "Dice of the outline",
    "pointing game",
)


def as_markdown(cards: tuple[ModelCard, ...]) -> str:
    """One row a figure: the network's, and the best classical model's where there is one."""
    lines = ["| model | figure | network | best classical model |", "|---|---|---|---|"]
    return "\n".join([*lines, *(line for card in cards for line in _rows(card))])


def _rows(card: ModelCard) -> Iterator[str]:
    who = {subject(card), LESIONS}
    for metric in card.metrics:
        if metric.split and metric.subject in who and metric.name in CHOSEN:
            rival = _best_rival(card, metric)
            yield f"| `{card.model_id}` | {metric.name} | {_words(metric)} | {rival} |"


def _best_rival(card: ModelCard, metric: Metric) -> str:
    rivals = [m for m in card.metrics if m.subject in RIVALS and m.name == metric.name]
    if not rivals:
        return ""
    best = max(rivals, key=lambda each: each.value)
    return f"{_words(best)} {best.subject}"


def _words(metric: Metric) -> str:
    return f"{metric.value:.3f} [{metric.low:.3f}, {metric.high:.3f}]"


def written_into(readme: str, table: str) -> str:
    """The README with the table between its markers."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def main() -> int:
    table = as_markdown(load_catalog())
    README.write_text(
        written_into(README.read_text(encoding="utf-8"), table), encoding="utf-8", newline="\n"
    )
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
