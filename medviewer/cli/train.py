"""`medviewer train chest_ct_nodules`: trains the network and its baselines, writes weights and model card."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from medviewer.ai.networks.slice_cnn import SliceCNN
    from medviewer.ai.training.evaluate import Evaluation
    from medviewer.ai.training.trainer import EpochReport, Trainer
    from medviewer.domain.model_card import Metric

MODELS = ("chest_ct_nodules",)
NOT_BETTER = 1  # exit code: a network that does not beat its baselines is not released


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("train", help="train a shipped model on labelled data")
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--data", type=Path, required=True, help="folder with labels.csv and zips")
    parser.add_argument(
        "--out", type=Path, default=Path("trained"), help="folder for weights, card and checkpoint"
    )
    parser.add_argument("--epochs", type=int, default=80)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", choices=("auto", "cuda", "mps", "cpu"), default="cpu")
    parser.add_argument(
        "--phantoms",
        type=int,
        default=10,
        help="phantoms to measure the whole analyzer on (0: none)",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train, evaluate, and release where the network beats every baseline."""
    from medviewer.ai.evaluation.patch_baselines import fit_baselines
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.training.datasets import read_division
    from medviewer.ai.training.evaluate import evaluate
    from medviewer.ai.training.release import write_release
    from medviewer.ai.training.trainer import Trainer, TrainingPlan

    division = read_division(args.data)
    print(
        f"fit {len(division.fit)}, selection {len(division.selection)}, "
        f"validation {len(division.validation)} patches"
    )
    plan = TrainingPlan(args.epochs, seed=args.seed, device=pick_device(args.device).type)
    trainer = Trainer(plan, division.fit, division.selection)
    checkpoint = args.out / "checkpoint.pt"
    if args.resume and trainer.resume(checkpoint):
        print(f"resumed after epoch {trainer.epoch}")
    network = _train(trainer, checkpoint, args.epochs)
    print("fitting the baselines …")
    evaluation = evaluate(network, fit_baselines(division, args.seed), division)
    _print_figures(evaluation)
    if not evaluation.beats_baselines:
        print("The network does not beat its baselines; nothing was written.")
        return NOT_BETTER
    write_release(args.out, network, evaluation)
    if args.phantoms:
        write_release(args.out, network, evaluation, _measure_scans(args.out, args.phantoms))
    print(f"written: {args.out}")
    return 0


def _measure_scans(folder: Path, count: int) -> "tuple[Metric, ...]":
    """The whole analyzer on phantoms, with the weights and threshold just written."""
    from medviewer.ai.analyzers import chest_ct_nodules
    from medviewer.ai.catalog import CARD, load_card
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.training.phantoms import measure_on_phantoms, routine_specs

    analyzer = chest_ct_nodules.load(load_card(folder / CARD), folder, pick_device("cpu"))
    return measure_on_phantoms(analyzer, routine_specs(count), lambda counts: print(counts))


def _train(trainer: "Trainer", checkpoint: Path, epochs: int) -> "SliceCNN":
    """Run with a progress bar."""
    with tqdm(total=epochs, initial=trainer.epoch, unit="epoch") as bar:

        def report(done: "EpochReport") -> None:
            bar.update()
            bar.set_postfix(
                loss=f"{done.loss:.3f}",
                auc=f"{done.selection_auc:.4f}",
                best=f"{done.best_auc:.4f}",
            )

        return trainer.run(checkpoint, report)


def _print_figures(evaluation: "Evaluation") -> None:
    for metric in evaluation.metrics:
        print(
            f"{metric.subject:30} {metric.name:28} {metric.value:.3f} "
            f"[{metric.low:.3f}, {metric.high:.3f}]  {metric.data}"
        )
