"""`medviewer tune TASK --trials N`: searches a task's settings and writes the best as a task file."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medviewer.ai.training.tune import TrialReport


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("tune", help="search a task's settings")
    parser.add_argument("task", help="a task's id, a task file, or the folder of an earlier run")
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder of the search")
    parser.add_argument("--trials", type=int, default=20, help="settings to try (20)")
    parser.add_argument("--epochs", type=int, help="epochs of a trial, if fewer than the task's")
    parser.add_argument("--json", action="store_true", help="one JSON line a trial")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search, then say how to train with what was found."""
    from medviewer.ai.training.task import load_task
    from medviewer.ai.training.tune import BEST, Search, tune

    def hear(trial: "TrialReport") -> None:
        print(json.dumps(asdict(trial)) if args.json else in_words(trial), flush=True)

    tune(load_task(args.task), Search(args.data, args.out, args.trials, args.epochs), hear)
    if not args.json:
        print(f"train it: medviewer train {args.out / BEST} --data {args.data} --out …")
    return 0


def in_words(trial: "TrialReport") -> str:
    ending = "given up" if trial.was_given_up else f"{trial.score:.4f}"
    return f"{trial.number:4}  {ending:>9}  best {trial.best_score:.4f}  {trial.settings}"
