"""Searches a task's settings; the selection part alone judges, calibration and val are never opened.

Trials are kept in `tune.sqlite3` of the run folder, so that a search goes on where it stopped; a trial that
is behind the others' median after some epochs is given up.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.ai.training.distributed import Place
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.samples import TRAIN, Samples
from medviewer.ai.training.task import IMBALANCES, Task, write_task
from medviewer.ai.training.trainer import EpochReport, Trainer
from medviewer.ai.training.training_run import division_of, new_network
from medviewer.errors import InputError
from medviewer.words import message

if TYPE_CHECKING:
    import optuna

STORAGE, BEST = "tune.sqlite3", "best_task.toml"
WHOLE_TRIALS = 4  # run to their end before any is given up

Hear = Callable[["TrialReport"], None]


@dataclass(frozen=True, slots=True)
class TrialReport:
    """One trial: its settings in words, its selection score, whether it was given up, the best so far."""

    number: int
    settings: str
    score: float
    was_given_up: bool
    best_score: float


@dataclass(frozen=True, slots=True)
class Search:
    """Where a search reads and writes, and how far it goes; `epochs` None: the task's."""

    data: Path
    out: Path
    trials: int
    epochs: int | None = None


def tune(task: Task, search: Search, hear: Hear) -> Task:
    """The task with the best settings found; also written to `best_task.toml` in `out`.

    Raises:
        InputError: Optuna is not installed, or the data cannot be read.
    """
    _require_optuna()
    import optuna

    samples = read_samples(task, search.data, TRAIN)
    epochs = search.epochs or task.optimiser.epochs
    short = replace(task, optimiser=replace(task.optimiser, epochs=epochs))
    search.out.mkdir(parents=True, exist_ok=True)
    study = optuna.create_study(
        study_name=task.task_id,
        storage=f"sqlite:///{(search.out / STORAGE).resolve()}",
        load_if_exists=True,
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=task.seed),
        pruner=optuna.pruners.MedianPruner(WHOLE_TRIALS, n_warmup_steps=epochs // 4),
    )
    study.optimize(
        lambda trial: _score(proposed(short, trial), samples, trial),
        n_trials=search.trials,
        callbacks=[lambda study, trial: hear(_report(study, trial))],
    )
    best = proposed(task, optuna.trial.FixedTrial(study.best_params))
    write_task(best, search.out / BEST)
    return best


def proposed(task: Task, trial: "optuna.trial.BaseTrial") -> Task:
    """The task with one trial's settings; whatever a network or a kind has no use for stays."""
    plan = replace(
        task.optimiser,
        learning_rate=trial.suggest_float("learning_rate", 3e-4, 1e-2, log=True),
        weight_decay=trial.suggest_float("weight_decay", 1e-4, 1e-1, log=True),
        batch_size=trial.suggest_categorical("batch_size", [32, 64, 128]),
        label_smoothing=trial.suggest_float("label_smoothing", 0.0, 0.1),
        mixup=trial.suggest_categorical("mixup", [0.0, 0.2, 0.4]),
    )
    imbalance = trial.suggest_categorical("imbalance", list(IMBALANCES))
    return replace(task, optimiser=plan, imbalance=imbalance)


def _score(task: Task, samples: Samples, trial: "optuna.Trial") -> float:
    """Train one member; the best selection score."""
    import optuna

    def watch(line: EpochReport) -> None:
        trial.report(line.score, line.epoch)
        if trial.should_prune():
            raise optuna.TrialPruned

    trainer = Trainer(task, division_of(task, samples, 0), new_network(task, samples), Place())
    return trainer.run(report=watch).score


def _report(study: "optuna.Study", trial: "optuna.trial.FrozenTrial") -> TrialReport:
    seen = list(trial.intermediate_values.values())
    done = [each for each in study.trials if each.value is not None]
    words = ", ".join(
        f"{name} {value:.3g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in trial.params.items()
    )
    best = study.best_value if done else float("nan")
    return TrialReport(
        trial.number,
        words,
        trial.value or max(seen, default=0.0),
        trial.state.name == "PRUNED",
        best,
    )


def _require_optuna() -> None:
    try:
        import optuna
    except ImportError as error:
        raise InputError(
            message(
                "Training",
                "Tuning needs Optuna, which is not installed. Install it with: pip install "
                "“medviewer[train]”.",
            )
        ) from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)
