"""Joins runs that were trained apart into one ensemble.

Runs of one task whose members follow one another (`--first-member`) join to what one run of all members
would have written; runs of other seeds or settings join, too, if their networks are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.runtime.weights import load_weights
from medviewer.ai.training.checkpoints import task_key
from medviewer.ai.training.curves import read_curves
from medviewer.ai.training.runs import Run, State, members_of, write_run
from medviewer.ai.training.task import TASK_FILE, Task, read_task
from medviewer.ai.training.trainer import EpochReport
from medviewer.domain.model_card import Metric, ModelCard
from medviewer.domain.model_trust import NetworkSpec
from medviewer.errors import InputError
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class _Found:
    """What one run folder holds."""

    folder: Path
    task: Task
    network: NetworkSpec
    members: tuple[State, ...]
    history: tuple[EpochReport, ...]
    selection: tuple[Metric, ...]


def join_runs(folders: Sequence[Path], out: Path) -> ModelCard:
    """Write the ensemble of all members in `folders`, in their order, to `out`.

    Raises:
        InputError: the runs have not the same task, labels and network.
        ModelUnusable: a run's card or weights cannot be read or do not fit each other.
    """
    runs = [_read_run(folder) for folder in folders]
    for run in runs[1:]:
        _refuse_other(runs[0], run)
    members = tuple(state for run in runs for state in run.members)
    numbered = _numbered([line for run in runs for line in run.history], is_one_task(runs))
    joined = Run(
        task=replace(runs[0].task, members=len(members)),
        network=runs[0].network,
        members=members,
        history=tuple(numbered),
        selection=tuple(metric for run in runs for metric in run.selection),
    )
    return write_run(out, joined)


def is_one_task(runs: Sequence[_Found]) -> bool:
    """Whether one run of the task would give this ensemble: same settings, members 0, 1, 2, …."""
    members = list(dict.fromkeys(line.member for run in runs for line in run.history))
    in_order = members == list(range(sum(len(run.members) for run in runs)))
    return in_order and len({task_key(run.task) for run in runs}) == 1


def _read_run(folder: Path) -> _Found:
    card = load_card(folder / CARD)
    task = read_task(folder / TASK_FILE)
    if card.network is None:
        raise InputError(
            message(
                "Training",
                "The card in {folder} names no network, so the run cannot be joined. Train it again.",
                folder=folder,
            )
        )
    members = members_of(load_weights(card, folder), card.network.members)
    selection = tuple(metric for metric in card.metrics if metric.subject.startswith("member"))
    return _Found(folder, task, card.network, members, read_curves(folder), selection)


def _refuse_other(first: _Found, other: _Found) -> None:
    def identity(run: _Found) -> tuple[object, ...]:
        return run.task.task_id, run.task.labels, replace(run.network, members=1)

    if identity(first) != identity(other):
        raise InputError(
            message(
                "Training",
                "{other} cannot join {first}: they differ in task, labels or network. Join runs of one task "
                "and one network.",
                first=first.folder,
                other=other.folder,
            )
        )


def _numbered(lines: list[EpochReport], keep: bool) -> list[EpochReport]:
    """Curves whose members are told apart; kept where they already follow one another."""
    if keep:
        return lines
    found, member, before = [], -1, None
    for line in lines:
        if before is None or line.epoch <= before.epoch or line.member != before.member:
            member += 1
        before = line
        found.append(replace(line, member=member))
    return found
