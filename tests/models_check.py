"""`make models-check`: holds every shipped model's card against the labelled data it speaks of.

`python -m tests.models_check [FOLDER]` runs `medviewer evaluate ID --split val --against-card` for each of
them, with `--explanations` where the card has rows of these, and `medviewer guard ID --against-card` where it
has rows of that; FOLDER holds the labelled sets. What cannot be checked is skipped with the reason; exit code
1 where a card states a figure that is not found again.
"""

import contextlib
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from medviewer.__main__ import main as medviewer
from medviewer.ai.catalog import load_catalog
from medviewer.domain.model_card import ModelCard
from tests.shared_folder import find_shared

SETS: Mapping[str, str] = MappingProxyType(
    {
        "brain_mr_tumour": "brain_mri_t1ce_boxes",
        "chest_ct_nodules": "luna16_nodule_patches",
        "chest_xray_pneumonia": "pneumoniamnist_28",
        "image_kind": "",  # several sets beside each other
    }
)
SPLIT = "val"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one card fared; a skipped one counts as neither."""

    model_id: str
    words: str
    is_wrong: bool = False


def check(card: ModelCard, labelled: Path) -> Outcome:
    """Run the command a reader would run."""
    data = labelled / SETS.get(card.model_id, card.model_id)
    if not data.is_dir():
        return Outcome(card.model_id, f"skipped: there is no {data}")
    if not any(metric.split == SPLIT for metric in card.metrics):
        return Outcome(card.model_id, f"skipped: its card states no figures of the split {SPLIT}")
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        codes = [medviewer(words) for words in commands(card, data)]
    return Outcome(card.model_id, said.getvalue().strip(), is_wrong=any(codes))


def commands(card: ModelCard, data: Path) -> Iterator[list[str]]:
    """Whatever holds a part of the card against the data, as command lines."""
    whose = [card.model_id, "--data", str(data), "--against-card"]
    extras = ["--explanations"] if card.explanation_tests else []
    yield ["evaluate", *whose, "--split", SPLIT, "--json", *extras]
    if card.guard_figures:
        yield ["guard", *whose]


def main(arguments: list[str]) -> int:
    """Check every shipped card and print a line or more for each."""
    labelled = Path(arguments[0]) if arguments else (find_shared() or Path()) / "data" / "labelled"
    outcomes = []
    for card in load_catalog():
        outcome = check(card, labelled)
        print(f"{outcome.model_id}: {outcome.words}", flush=True)
        outcomes.append(outcome)
    return int(any(outcome.is_wrong for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
