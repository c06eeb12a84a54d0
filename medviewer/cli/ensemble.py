"""`medviewer ensemble RUN RUN … --out DIR`: joins runs trained apart into one model."""

import argparse
from pathlib import Path

from medviewer.cli.train import print_run


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("ensemble", help="join training runs into one model")
    parser.add_argument("runs", type=Path, nargs="+", help="folders of runs of one task")
    parser.add_argument("--out", type=Path, required=True, help="folder of the ensemble")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Join; the exit code."""
    from medviewer.ai.training.ensembling import join_runs

    print_run(join_runs(args.runs, args.out), args.out)
    return 0
