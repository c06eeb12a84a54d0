"""From a task and a folder of data to a run folder: reads, divides, trains every member, writes.

One checkpoint a member (`checkpoint_0.pt`, …) lies in the run folder, so that an interrupted ensemble goes on
with the member that was interrupted.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from medviewer.ai.networks.architectures import build_for
from medviewer.ai.training.batches import Feeder
from medviewer.ai.training.curves import write_curves
from medviewer.ai.training.distributed import Place
from medviewer.ai.training.division import Division, divide
from medviewer.ai.training.half_weights import State, narrowest
from medviewer.ai.training.objectives import as_answer
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.runs import Run, refuse_unshippable, write_run
from medviewer.ai.training.samples import TRAIN, Samples
from medviewer.ai.training.task import Task
from medviewer.ai.training.trainer import EpochReport, Trained, Trainer
from medviewer.domain.model_card import Metric, ModelCard
from medviewer.domain.model_trust import NetworkSpec

SCORE_NAMES = {
    "classification": "AUC",
    "segmentation": "Dice",
    "segmentation+classification": "mean of AUC and Dice",
    "detection": "CPM",
}
PARITY_IMAGES = 256  # on which half precision is compared with full

Report = Callable[[EpochReport], None]


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Where a run reads and writes, and which members it trains.

    Attributes:
        first_member: members before it are trained elsewhere, and joined by `ensembling`.
        resume: go on from the checkpoints in `out`.
    """

    data: Path
    out: Path
    first_member: int = 0
    resume: bool = False


def train_run(task: Task, plan: RunPlan, place: Place, report: Report) -> ModelCard | None:
    """Train all members of `task`; the card of the run folder written, None in all but the first process.

    Raises:
        InputError: the data cannot be read or divided, or the weights may not be written there.
    """
    refuse_unshippable(task, plan.out)
    samples = read_samples(task, plan.data, TRAIN)
    spec = network_spec(task, samples)
    members = range(plan.first_member, plan.first_member + task.members)
    plan.out.mkdir(parents=True, exist_ok=True)
    trained: list[Trained] = []
    for member in members:
        trainer = member_trainer(task, samples, member, place)
        watch = _with_curves(plan.out, trained, trainer, report)
        trained.append(train_member(trainer, plan, member, watch))
    if not place.is_first:
        return None
    weights = tuple(each.weights for each in trained)
    history = tuple(line for each in trained for line in each.history)
    selection = tuple(
        _selection_metric(task, samples, member, each)
        for member, each in zip(members, trained, strict=True)
    )
    narrow = narrowest(weights, _answers_of(spec, task, samples))
    return write_run(plan.out, Run(task, finished(spec, task), narrow, history, selection))


def member_trainer(task: Task, samples: Samples, member: int, place: Place) -> Trainer:
    """A trainer for one member's own fit and selection part, with its own seed."""
    own = task.for_member(member)
    parts = division_of(task, samples, member)
    return Trainer(own, parts, new_network(own, samples), place, member)


def train_member(trainer: Trainer, plan: RunPlan, member: int, report: Report) -> Trained:
    """Train from the member's checkpoint, or from the start."""
    checkpoint = plan.out / f"checkpoint_{member}.pt"
    if plan.resume:
        trainer.resume(checkpoint)
    return trainer.run(checkpoint, report)


def _with_curves(folder: Path, done: list[Trained], trainer: Trainer, report: Report) -> Report:
    """`report`, after the curves of all members so far were drawn anew."""
    before = tuple(line for each in done for line in each.history)

    def write_and_report(line: EpochReport) -> None:
        write_curves(folder, before + trainer.history)
        report(line)

    return write_and_report


def division_of(task: Task, samples: Samples, member: int) -> Division:
    return divide(samples, task.division, member if task.rotate_selection else 0)


def network_spec(task: Task, samples: Samples) -> NetworkSpec:
    """What rebuilds the task's network: its options, and those that follow from labels and images."""
    options = dict(task.network.options)
    if task.kind != "segmentation":
        options.setdefault("labels", len(task.outputs))
    if samples.images.ndim == 4:
        options.setdefault("image_channels", samples.images.shape[1])
    return NetworkSpec(
        task.network.name, task.input_size, task.members, tuple(sorted(options.items()))
    )


def finished(spec: NetworkSpec, task: Task) -> NetworkSpec:
    """What rebuilds the network for those who use it; see `NetworkChoice.views_when_done`."""
    views = task.network.views_when_done
    options = {**dict(spec.options), "views": views} if views else dict(spec.options)
    return replace(spec, options=tuple(sorted(options.items())))


def new_network(task: Task, samples: Samples) -> nn.Module:
    """The network with the random weights of the task's seed."""
    torch.manual_seed(task.seed)
    spec = network_spec(task, samples)
    return build_for(spec)


def _answers_of(spec: NetworkSpec, task: Task, samples: Samples) -> Callable[[State], Tensor]:
    """What a network with given weights says of some images: probabilities of labels and pixels."""
    step = max(1, len(samples) // PARITY_IMAGES)
    some = samples.where(torch.arange(0, len(samples), step).numpy())
    network = build_for(spec).eval()

    @torch.inference_mode()
    def answers(state: State) -> Tensor:
        network.load_state_dict(state)
        parts = []
        for batch in Feeder(task, some).plain():
            answer = as_answer(network(batch.images))
            drawn = answer.centres.heat if answer.centres is not None else None
            known = (answer.labels, answer.lesions, drawn)
            parts += [each.sigmoid().flatten() for each in known if each is not None]
        return torch.cat(parts)

    return answers


def _selection_metric(task: Task, samples: Samples, member: int, trained: Trained) -> Metric:
    """A plain value without an interval: it chose the epoch, so it flatters."""
    count = len(division_of(task, samples, member).selection)
    name = SCORE_NAMES[task.kind]
    value = round(trained.score, 4)
    data = f"its selection part, which chose the epoch (n={count})"
    return Metric(f"member {member}", name, value, value, value, data)
