"""`medviewer train TASK`: trains the networks a task file declares and writes a run folder.

Under `torchrun --nproc-per-node N -m medviewer train …` the processes share every batch.
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.ai.systems.recipes import find_recipe
from medviewer.cli.device_option import add_device
from medviewer.cli.judging import judge_where_possible
from medviewer.cli.systems import add_options, train_system
from medviewer.cli.training_progress import TrainingProgress

if TYPE_CHECKING:
    from medviewer.ai.evaluation.evaluate import Evaluation
    from medviewer.ai.training.task import Task
    from medviewer.domain.model_card import ModelCard


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("train", help="train a model from a task file and labelled data")
    parser.add_argument(
        "task", help="a task's or system's id, a task file, or the folder of an earlier run"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; made if needed")
    parser.add_argument("--network", help="another architecture than the task's, with its defaults")
    parser.add_argument("--epochs", type=int, help="instead of the task's")
    parser.add_argument("--members", type=int, help="networks of the ensemble")
    parser.add_argument(
        "--first-member",
        type=int,
        default=0,
        help="train from this member on; `medviewer ensemble` joins what was trained apart",
    )
    parser.add_argument("--seed", type=int, help="instead of the task's")
    add_device(parser)
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoints in --out")
    parser.add_argument(
        "--no-judging", action="store_true", help="leave calibration and figures of the card out"
    )
    parser.add_argument("--json", action="store_true", help="one JSON line an epoch")
    add_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train every member; the first process reports and writes."""
    recipe = find_recipe(args.task)
    if recipe is not None:
        return train_system(recipe, args)
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.training.distributed import joined_processes
    from medviewer.ai.training.task import load_task
    from medviewer.ai.training.training_run import RunPlan, train_run

    task = changed(load_task(args.task), args)
    plan = RunPlan(args.data, args.out, args.first_member, args.resume)
    with (
        joined_processes(pick_device(args.device).type) as place,
        TrainingProgress(
            task.optimiser.epochs, as_json=args.json, is_silent=not place.is_first
        ) as progress,
    ):
        card = train_run(task, plan, place, progress)
    if card is None:
        return 0
    evaluation = None if args.no_judging else judge_where_possible(args.out, args.data, args.device)
    if not args.json:
        print_run(card, evaluation, args.out)
    return 0


def changed(task: "Task", args: argparse.Namespace) -> "Task":
    """The task with what the command line says otherwise; the run folder's task.toml tells so."""
    from medviewer.ai.training.task import NetworkChoice

    changes: dict[str, object] = {
        name: value
        for name, value in (("members", args.members), ("seed", args.seed))
        if value is not None
    }
    if args.network:
        changes["network"] = NetworkChoice(args.network)
    if args.epochs is not None:
        changes["optimiser"] = replace(task.optimiser, epochs=args.epochs)
    return replace(task, **changes)  # type: ignore[arg-type]  # names and values of this very class


def print_run(card: "ModelCard", evaluation: "Evaluation | None", folder: Path) -> None:
    """What was written, how well the selection parts were done, and how the whole was judged."""
    from medviewer.ai.evaluation.evaluation_table import as_lines

    for metric in card.metrics:
        print(f"{metric.subject:20} {metric.name:24} {metric.value:.4f}  {metric.data}")
    if evaluation is not None:
        print("\n".join(as_lines(evaluation)))
    print(f"written: {folder}")
