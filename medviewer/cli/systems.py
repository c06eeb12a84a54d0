"""`train` and `evaluate` of the systems beside the classifiers of images: text, risk, fusion, synthesis."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer import paths
from medviewer.ai.installed_systems import SystemPlace, find_system, load_system_card
from medviewer.ai.systems.evaluation_text import as_json, as_lines
from medviewer.ai.systems.recipes import Recipe, family_module, find_recipe
from medviewer.ai.systems.system import EvaluateOrder, Options, TrainOrder, refuse_unknown
from medviewer.cli.progress_line import ProgressLine
from medviewer.errors import ChoiceNeeded
from medviewer.whole_files import not_written
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.domain.system_card import SystemCard


def add_options(parser: argparse.ArgumentParser) -> None:
    """What only systems know: which table, and settings of a recipe by name."""
    parser.add_argument(
        "--table", help="of `survival`: lung, whas500, …, or a CSV file of your own"
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of the system's recipe; may be repeated",
    )


def is_system(name: str) -> bool:
    """Whether that is a trained system, or one that could be trained."""
    return find_system(name) is not None or find_recipe(name) is not None


def train_system(recipe: Recipe, arguments: argparse.Namespace) -> int:
    """Train it, judge it on `val` where that is there, print both."""
    options = options_of(arguments)
    refuse_unknown(options, family_module(recipe.family).OPTIONS)
    make_folder(arguments.out)
    with ProgressLine() as line:
        order = TrainOrder(
            recipe.file,
            arguments.data,
            arguments.out,
            options,
            arguments.device,
            arguments.resume,
            line,
        )
        card = family_module(recipe.family).train(order)
    _print_card(card, arguments)
    return 0


def evaluate_system(arguments: argparse.Namespace) -> int:
    """Measure and print; a recipe without weights is trained first, into the reader's own models."""
    place = find_system(arguments.model) or _trained(arguments)
    refuse_unknown(options_of(arguments), family_module(place.card.family).OPTIONS)
    with ProgressLine() as line:
        order = EvaluateOrder(
            place.folder,
            place.card,
            arguments.data,
            arguments.split,
            tuple({**dict(place.card.options), **dict(options_of(arguments))}.items()),
            arguments.device,
            line,
        )
        evaluation = family_module(place.card.family).evaluate(order)
    text = json.dumps(as_json(evaluation), indent=2, ensure_ascii=False)
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(text + "\n", encoding="utf-8")
    print(text if arguments.json else "\n".join(as_lines(evaluation)))
    return 0


def options_of(arguments: argparse.Namespace) -> Options:
    """`--table` and every `--option`, by name.

    Raises:
        ChoiceNeeded: an option without "=".
    """
    found = [("table", arguments.table)] if arguments.table else []
    for each in arguments.option:
        name, sign, value = each.partition("=")
        if not (name and sign):
            raise ChoiceNeeded(
                message(
                    "Training",
                    "“{option}” is no setting. Write it as NAME=VALUE.",
                    option=each,
                )
            )
        found.append((name, value))
    return tuple(found)


def own_name(system_id: str, options: Options) -> str:
    """What a system of the reader's own is called: by its id and what sets it apart from its sisters."""
    words = (re.sub(r"[^A-Za-z0-9]+", "_", Path(value).stem) for _, value in options)
    return "_".join((system_id, *words))


def make_folder(folder: Path) -> None:
    """Before anything is trained for nothing.

    Raises:
        ExportError: a file is in the way, or the place refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error


def _trained(arguments: argparse.Namespace) -> SystemPlace:
    recipe = find_recipe(arguments.model)
    assert recipe is not None  # `is_system` said so
    refuse_unknown(options_of(arguments), family_module(recipe.family).OPTIONS)
    folder = paths.imported_models() / own_name(recipe.system_id, options_of(arguments))
    found = find_system(str(folder))
    if found is not None:
        print(f"{recipe.system_id}: as trained here before, in {folder}", file=sys.stderr)
        return found
    print(
        f"{recipe.system_id}: no weights are shipped; training them from {arguments.data} into {folder}",
        file=sys.stderr,
    )
    with ProgressLine() as line:
        order = TrainOrder(
            recipe.file,
            arguments.data,
            folder,
            options_of(arguments),
            arguments.device,
            progress=line,
        )
        family_module(recipe.family).train(order)
    return SystemPlace(load_system_card(folder), folder)


def _print_card(card: "SystemCard", arguments: argparse.Namespace) -> None:
    if arguments.json:
        print(json.dumps({"system": card.system_id, "out": str(arguments.out)}))
        return
    for each in card.metrics:
        mark = "*" if each.subject == card.default else " "
        print(
            f"{mark} {each.subject:36} {each.name:24} "
            f"{each.value:.4f} ({each.low:.4f}–{each.high:.4f})  {each.data}, {each.split}"
        )
    print(f"written: {arguments.out}")
