"""`medviewer evaluate MODEL --data DIR --split S`: every figure of a model, so that anybody can check it."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.cli.device_option import add_device
from medviewer.cli.evaluation_extras import compare_explanations, measured_extras
from medviewer.cli.judging import judge, stage
from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.systems import add_options, evaluate_system, is_system
from medviewer.progress import Progress

if TYPE_CHECKING:
    from medviewer.ai.evaluation.evaluate import Evaluation
    from medviewer.ai.evaluation.model_place import ModelPlace

DIFFERS = 1  # exit code: the card's figures were not found again


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "evaluate", help="measure a model on labelled images, beside classical models"
    )
    parser.add_argument("model", help="a model's or system's id, or the folder of a training run")
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled set")
    parser.add_argument("--split", default="val", help="train, val or test (default: val)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--out", type=Path, help="also write the JSON into this file")
    parser.add_argument(
        "--against-card",
        action="store_true",
        help="compare with the model card; exit 1 and name what differs",
    )
    parser.add_argument(
        "--no-baselines", action="store_true", help="leave the classical models out"
    )
    parser.add_argument(
        "--write-card",
        action="store_true",
        help="calibrate and judge on the calibration part and val; write the card anew",
    )
    parser.add_argument(
        "--phantoms",
        type=int,
        default=0,
        metavar="N",
        help="also run the whole chest CT analyzer on N computed scans (minutes)",
    )
    parser.add_argument(
        "--explanations",
        nargs="*",
        metavar="METHOD",
        help="also test what the model explains itself with: class map, Grad-CAM, integrated gradients, "
        "occlusion; all without a name (minutes)",
    )
    add_device(parser)
    add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure, print, compare; errors are raised for `main` to print."""
    from medviewer.ai.evaluation.evaluation_json import as_json
    from medviewer.ai.evaluation.evaluation_table import as_lines
    from medviewer.ai.evaluation.model_place import find_place

    if is_system(arguments.model):
        return evaluate_system(arguments)
    place = find_place(arguments.model)
    if arguments.write_card:
        evaluation = judge(place.folder, arguments.data, arguments.device)
    else:
        evaluation = measured(place, arguments)
    extras = measured_extras(place, arguments)
    found = as_json(evaluation) | extras.as_json()
    text = json.dumps(found, indent=2, ensure_ascii=False)
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(text + "\n", encoding="utf-8")
    print(text if arguments.json else "\n".join([*as_lines(evaluation), *extras.as_lines()]))
    if not arguments.against_card:
        return 0
    return compare(evaluation) or compare_explanations(place, extras.explanations)


def measured(place: "ModelPlace", arguments: argparse.Namespace) -> "Evaluation":
    """Run the model once, fit the baselines where their training part is there."""
    from medviewer.ai.evaluation.evaluate import measure, with_baselines
    from medviewer.ai.evaluation.release import answers_on
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.runtime.image_model import ImageModel

    model = ImageModel.load(place.card, place.folder, pick_device(arguments.device))
    with ProgressLine() as line:
        line(Progress(stage(place.card.title), 0, 1))
        answers = answers_on(model, place, arguments.data, arguments.split)
        evaluation = measure(place.card, answers, place.task, arguments.split)
        if arguments.no_baselines:
            return evaluation
        return with_baselines(
            evaluation, place.task, arguments.data, lambda name: line(Progress(stage(name), 0, 1))
        )


def compare(evaluation: "Evaluation") -> int:
    """Name every figure of the card that was not found again."""
    from medviewer.ai.evaluation.card_metrics import TOLERANCE, compared_count, differences

    found = differences(evaluation)
    for difference in found:
        print(difference, file=sys.stderr)
    count = compared_count(evaluation)
    verdict = f"{len(found)} of {count} figures of the card differ by more than {TOLERANCE:g}"
    print(
        verdict if found else f"all {count} figures of the card were found again", file=sys.stderr
    )
    return DIFFERS if found else 0
