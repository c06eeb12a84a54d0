"""`medviewer privacy --data DIR --out DIR`: what privacy and separation cost a training, in one table.

Every training is kept in `--out` as it ends, so that the same command goes on where it was stopped.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.cli.progress_line import ProgressLine
from medviewer.errors import ChoiceNeeded
from medviewer.progress import Progress
from medviewer.whole_files import exported_file
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.ai.evaluation.privacy.plan import Row, StudyPlan
    from medviewer.ai.evaluation.privacy.study import Hear

TABLE = "privacy.json"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "privacy", help="measure what private and federated training cost, in one table"
    )
    parser.add_argument(
        "--task",
        default="chest_xray_pneumonia",
        help="a classification task's id or file (default: chest_xray_pneumonia)",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder of the table and its rows")
    parser.add_argument("--split", default="val", help="what is judged on (default: val)")
    parser.add_argument(
        "--epsilon", default="1,3,8", help="promises to keep, with commas (default: 1,3,8)"
    )
    parser.add_argument("--sites", type=int, default=5, help="hospitals of the federation")
    parser.add_argument(
        "--alpha", type=float, default=0.5, help="the smaller, the less alike the sites are"
    )
    parser.add_argument("--seeds", type=int, default=3, help="trainings a row")
    parser.add_argument(
        "--scanners", action="store_true", help="once more with a scanner of its own at each site"
    )
    parser.add_argument("--passes", type=int, default=1, help="over a site's cases between rounds")
    parser.add_argument("--steps", type=int, help="fewer or more of every training")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train what is missing, compare, print, write the JSON."""
    from medviewer.ai.evaluation.privacy.study import StudyPlace, run_study
    from medviewer.ai.evaluation.privacy.table import as_json, as_lines
    from medviewer.ai.training.task import load_task

    plan, task = plan_of(arguments), load_task(arguments.task)
    place = StudyPlace(arguments.data, arguments.out, arguments.split)
    with ProgressLine() as line:
        found = run_study(task, plan, place, watching(line, plan))
    text = json.dumps(as_json(found, plan), indent=2, ensure_ascii=False)
    with exported_file(arguments.out / TABLE, makes_folder=True) as file:
        file.write_text(text + "\n", encoding="utf-8")
    print(text if arguments.json else "\n".join(as_lines(found)))
    return 0


def plan_of(arguments: argparse.Namespace) -> "StudyPlan":
    """The usual plan with what the command line says otherwise."""
    from dataclasses import replace

    from medviewer.ai.evaluation.privacy.plan import StudyPlan

    plan = StudyPlan(
        epsilons=numbers(arguments.epsilon),
        sites=arguments.sites,
        alpha=arguments.alpha,
        seeds=arguments.seeds,
        has_scanners=arguments.scanners,
        local_passes=arguments.passes,
    )
    if arguments.steps is None:
        return plan
    private = replace(plan.private, steps=arguments.steps)
    return replace(plan, steps=arguments.steps, private=private)


def numbers(words: str) -> tuple[float, ...]:
    """`1,3,8` as numbers, in rising order.

    Raises:
        ChoiceNeeded: it is something else.
    """
    try:
        return tuple(sorted({float(word) for word in words.split(",")}))
    except ValueError as error:
        raise ChoiceNeeded(
            message(
                "Training",
                "“{words}” are no values of ε. Write numbers with commas, such as 1,3,8.",
                words=words,
            )
        ) from error


def watching(line: ProgressLine, plan: "StudyPlan") -> "Hear":
    """Tell the terminal which row is trained."""
    rows = len(list(plan.rows())) * plan.seeds
    done = iter(range(rows))

    def hear(row: "Row", seed: int, was_kept: bool) -> None:
        del seed, was_kept
        line(Progress(message("Training", "training: {row}", row=row.name), next(done), rows))

    return hear
