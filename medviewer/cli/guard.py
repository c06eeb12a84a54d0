"""`medviewer guard MODEL --data DIR`: fits and measures a model's guard against wrong inputs."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.cli.device_option import add_device

if TYPE_CHECKING:
    from medviewer.domain.model_card import ModelCard
    from medviewer.domain.model_trust import GuardFigure


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "guard", help="fit a model's guard against wrong inputs and write its figures into the card"
    )
    parser.add_argument("model", help="a shipped model's id, or the folder of a training run")
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled set")
    parser.add_argument(
        "--others", type=Path, help="folder of labelled sets (default: the one that holds --data)"
    )
    parser.add_argument(
        "--against-card",
        action="store_true",
        help="fit and write nothing; measure again, exit 1 and name what differs from the card",
    )
    add_device(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Fit, measure, write and print; errors are raised for `main` to print."""
    from medviewer.ai.evaluation.guard_release import guard_again, guard_run
    from medviewer.ai.evaluation.model_place import find_place
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.runtime.image_model import ImageModel

    place = find_place(arguments.model)
    model = ImageModel.load(place.card, place.folder, pick_device(arguments.device))
    others = arguments.others or arguments.data.resolve().parent
    if not arguments.against_card:
        print_figures(guard_run(model, place, arguments.data, others))
        return 0
    return compare(place.card, guard_again(model, place, arguments.data, others))


def compare(card: "ModelCard", found: "tuple[GuardFigure, ...]") -> int:
    """Name every guard figure of the card that was not found again; 1 where there are any."""
    from medviewer.ai.evaluation.guard_rows import differences

    differing = list(differences(card.guard_figures, found))
    for difference in differing:
        print(difference, file=sys.stderr)
    count = len(card.guard_figures)
    print(f"{count - len(differing)} of {count} guard figures were found again", file=sys.stderr)
    return int(bool(differing))


def print_figures(card: "ModelCard") -> None:
    if card.feature_guard:
        rule = card.feature_guard
        print(
            f"warned above a distance of {rule.warn_above:.2f}, refused above {rule.refuse_above:.2f}"
        )
    print(f"{'input':34} {'refused':>8} {'warned':>8} {'AUROC':>7} {'FPR95':>7}  data")
    for figure in card.guard_figures:
        print(
            f"{figure.input_kind:34} {figure.refused:8.1%} {figure.warned:8.1%} "
            f"{_share(figure.auroc):>7} {_share(figure.fpr95):>7}  {figure.data}"
        )


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
