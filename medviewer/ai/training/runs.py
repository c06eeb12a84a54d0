"""A run folder, which is a model folder: card, weights, curves, and the task that reproduces them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from safetensors.torch import save
from torch import Tensor

from medviewer import paths
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD
from medviewer.ai.runtime.weights import sha256
from medviewer.ai.training.curves import write_curves
from medviewer.ai.training.task import RESEARCH_ONLY, TASK_FILE, Task, write_task
from medviewer.ai.training.trainer import EpochReport
from medviewer.domain.model_card import Metric, ModelCard
from medviewer.domain.model_trust import NetworkSpec
from medviewer.errors import InputError
from medviewer.words import message

WEIGHTS = "weights.safetensors"
UNJUDGED_THRESHOLD = 0.5  # until the model is judged

State = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Run:
    """What training leaves: the members' weights, what rebuilds them, and how they came about."""

    task: Task
    network: NetworkSpec
    members: tuple[State, ...]
    history: tuple[EpochReport, ...]
    selection: tuple[Metric, ...] = ()


def write_run(folder: Path, run: Run) -> ModelCard:
    """Write all files of a run; the card has no figures yet but those of the selection parts.

    Raises:
        InputError: the weights may not be given away and `folder` is where shipped models live.
    """
    refuse_unshippable(run.task, folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights = save(joined(run.members))
    (folder / WEIGHTS).write_bytes(weights)
    card = unjudged_card(run, sha256(weights))
    write_task(run.task, folder / TASK_FILE)
    if run.history:
        write_curves(folder, run.history)
    write_card(card, folder / CARD)
    return card


def unjudged_card(run: Run, weights_sha256: str) -> ModelCard:
    """The task's words and what is known before judging."""
    words = run.task.card
    return ModelCard(
        model_id=run.task.task_id,
        version=words.version,
        title=words.title,
        analyzer=words.analyzer,
        intended_use=words.intended_use,
        labels=run.task.outputs,
        weights_file=WEIGHTS,
        weights_sha256=weights_sha256,
        score_threshold=UNJUDGED_THRESHOLD,
        is_calibrated=False,
        applicability=words.applicability,
        sources=words.sources,
        metrics=run.selection,
        limits=words.limits,
        licence=words.licence,
        display_window=words.display_window,
        network=replace(run.network, members=len(run.members)),
    )


def joined(members: Sequence[State]) -> State:
    """Members' tensors in one table: member 1's are named "1.…"."""
    return {
        f"{index}.{name}": value.cpu().contiguous()
        for index, state in enumerate(members)
        for name, value in state.items()
    }


def members_of(weights: State, count: int) -> tuple[State, ...]:
    """What `joined` made one table of."""
    return tuple(
        {
            name.removeprefix(f"{index}."): value
            for name, value in weights.items()
            if name.startswith(f"{index}.")
        }
        for index in range(count)
    )


def refuse_unshippable(task: Task, folder: Path) -> None:
    """Weights from data that forbids it never come to lie among the shipped models.

    Raises:
        InputError: they would.
    """
    shipped = paths.models().resolve()
    if task.release == RESEARCH_ONLY and folder.resolve().is_relative_to(shipped):
        raise InputError(
            message(
                "Training",
                "{task} is trained on data for research only, so its weights may not be shipped and cannot "
                "be written to {folder}. Name a folder outside {shipped}.",
                task=task.task_id,
                folder=folder,
                shipped=shipped,
            )
        )
