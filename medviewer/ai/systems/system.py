"""What every family of systems can do, and what it is asked and answers: train, and be judged.

A family is a module of this folder with `train(order)` and `evaluate(order)`; `recipes` finds it by name.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from medviewer.domain.model_trust import Interval
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ChoiceNeeded
from medviewer.progress import ProgressSink, ignore_progress
from medviewer.words import message

Options = tuple[tuple[str, str], ...]  # "--table lung", "--option key=value"


@dataclass(frozen=True, slots=True)
class TrainOrder:
    """A training to run.

    Attributes:
        recipe: the file of `resources/systems` that says how.
        data: the folder of the labelled set, or the folder that holds it under its usual name.
        out: the run's folder; made if needed.
        is_resuming: whether to go on from checkpoints in `out`.
    """

    recipe: Path
    data: Path
    out: Path
    options: Options = ()
    device: str = "auto"
    is_resuming: bool = False
    progress: ProgressSink = ignore_progress


@dataclass(frozen=True, slots=True)
class EvaluateOrder:
    """A trained system to be judged on a split: `<split>.jsonl.gz`, `<table>_<split>.csv` and so on."""

    folder: Path
    card: SystemCard
    data: Path
    split: str = "val"
    options: Options = ()
    device: str = "auto"
    progress: ProgressSink = ignore_progress


class SubjectKind(StrEnum):
    """What was measured: the system's own parts, what it is held against, or it with a part taken away.

    A reference bounds what can be reached (real images beside made ones) and is no rival.
    """

    NETWORK = "network"
    ENSEMBLE = "ensemble"
    BASELINE = "baseline"
    ABLATION = "ablation"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """The figures of one subject by their short names ("map", "micro_f1", "c_index", …)."""

    name: str
    kind: SubjectKind
    figures: dict[str, Interval]


@dataclass(frozen=True, slots=True)
class SystemEvaluation:
    """Every subject measured on the same cases.

    Attributes:
        default: the name of the subject whose answers a reader gets.
        headline: the short name of the figure it is chosen and reported by.
        count: cases of the split; `groups` those that are independent (patients), 0 where each case is.
        notes: what a reader of the figures must know, in plain words.
        details: further plain values (reliability, thresholds, per-label figures), for JSON only.
    """

    system_id: str
    version: str
    data: str
    split: str
    count: int
    subjects: tuple[SubjectFigures, ...]
    default: str
    headline: str
    groups: int = 0
    notes: tuple[str, ...] = ()
    details: dict[str, object] | None = None

    def of(self, name: str) -> SubjectFigures | None:
        """The subject of that name."""
        return next((each for each in self.subjects if each.name == name), None)


class System(Protocol):
    """A module of this folder; `OPTIONS` are the settings its orders may name."""

    OPTIONS: tuple[str, ...]

    def train(self, order: TrainOrder) -> SystemCard:
        """Train, write weights and `system.toml` into `order.out`, return the card.

        Raises:
            InputError: the recipe or the data cannot be used.
        """
        ...

    def evaluate(self, order: EvaluateOrder) -> SystemEvaluation:
        """Measure every subject, baselines as they were fitted in training: the split is all that is needed.

        Raises:
            InputError: the split is not there or its columns are not the expected ones.
        """
        ...


def option(options: Options, name: str, default: str = "") -> str:
    """The last value given for that name."""
    return dict(options).get(name, default)


def refuse_unknown(options: Options, known: tuple[str, ...]) -> None:
    """A misspelt setting must never be silently the default.

    Raises:
        ChoiceNeeded: one is none of the family's; names those it has.
    """
    unknown = [name for name, _ in options if name not in known]
    if unknown:
        raise ChoiceNeeded(
            message(
                "Training",
                "There is no setting “{name}” here. Known are: {known}.",
                name=unknown[0],
                known=", ".join(known) or "none",
            )
        )
