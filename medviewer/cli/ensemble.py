"""`medviewer ensemble RUN RUN … --out DIR`: joins runs trained apart into one model."""

import argparse
from pathlib import Path

from medviewer.cli.device_option import add_device
from medviewer.cli.judging import judge_where_possible
from medviewer.cli.train import print_run


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("ensemble", help="join training runs into one model")
    parser.add_argument("runs", type=Path, nargs="+", help="folders of runs of one task")
    parser.add_argument("--out", type=Path, required=True, help="folder of the ensemble")
    parser.add_argument("--data", type=Path, help="the labelled data: judge the ensemble on it")
    add_device(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Join, then calibrate and measure where the data is named."""
    from medviewer.ai.training.ensembling import join_runs

    card = join_runs(args.runs, args.out)
    judged = judge_where_possible(args.out, args.data, args.device) if args.data else None
    print_run(card, judged, args.out)
    return 0
