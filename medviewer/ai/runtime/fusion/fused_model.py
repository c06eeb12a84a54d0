"""A trained fusion model: its inputs, and everyone who answers from them. Two files beside its card.

inputs.toml          parts, numbers and their scales, subjects
fusion.safetensors   axes of pictures and texts ("inputs.…"), weights ("subject.member.…")
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from medviewer.ai.card_tables import parse_toml, read_table, table_text
from medviewer.ai.installed_systems import checked_file
from medviewer.ai.networks.fusion import FusionNet
from medviewer.ai.runtime.fusion.case_inputs import (
    Encoded,
    Floats,
    PartKind,
    PartPlan,
    RawCase,
    encoded,
)
from medviewer.ai.runtime.fusion.subjects import LinearSubject, NetworkSubject, Subject
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

INPUTS, WEIGHTS = "inputs.toml", "fusion.safetensors"
LINEAR = "linear"
MOST_MEMBERS, MOST_HIDDEN, MOST_PARTS = 32, 1024, 6


@dataclass(frozen=True, slots=True)
class SubjectPlan:
    """One who answers.

    Attributes:
        head: an entry of `ai.networks.fusion.HEADS`, or "linear".
        kind: as `ai.systems.system.SubjectKind` calls it.
    """

    name: str
    head: str
    kind: str
    parts: tuple[str, ...]
    members: int = 1
    hidden: int = 8


@dataclass(frozen=True, slots=True)
class FusionPlan:
    """What rebuilds a model.

    Attributes:
        target: what its score speaks of.
        picture_kind: images it takes for its picture, as `ai.header_rules` knows them: "chest_xray", or "".
    """

    target: str
    parts: tuple[PartPlan, ...]
    subjects: tuple[SubjectPlan, ...]
    picture_kind: str = ""

    def __post_init__(self) -> None:
        names = [part.name for part in self.parts]
        if not 1 <= len(names) <= MOST_PARTS or len(set(names)) != len(names):
            raise ValueError(f"parts must be 1 to {MOST_PARTS}, each named once")
        for each in self.subjects:
            if not set(each.parts) <= set(names) or not each.parts:
                raise ValueError(f"{each.name} reads parts that are not there")
            if not 1 <= each.members <= MOST_MEMBERS or not 1 <= each.hidden <= MOST_HIDDEN:
                raise ValueError(f"{each.name} is of an absurd size")


@dataclass(frozen=True, slots=True, eq=False)
class FusedModel:
    """`arrays` are those `case_inputs` projects with."""

    plan: FusionPlan
    arrays: Mapping[str, Floats]
    subjects: Mapping[str, Subject]

    def encoded(self, cases: list[RawCase]) -> Encoded:
        """The cases as its subjects read them."""
        return encoded(self.plan.parts, self.arrays, cases)


def write_fused_model(folder: Path, model: FusedModel) -> tuple[str, ...]:
    """Write both files; their names."""
    tensors = {f"inputs.{name}": torch.from_numpy(each) for name, each in model.arrays.items()}
    for name, subject in model.subjects.items():
        tensors |= {f"{name}.{key}": value for key, value in _tensors(subject).items()}
    (folder / INPUTS).write_text(table_text(model.plan), encoding="utf-8", newline="\n")
    (folder / WEIGHTS).write_bytes(save({k: v.contiguous().clone() for k, v in tensors.items()}))
    return (INPUTS, WEIGHTS)


def load_fused_model(card: SystemCard, folder: Path) -> FusedModel:
    """The model of that card.

    Raises:
        ModelUnusable: a file is missing, altered, or does not fit.
    """
    try:
        text = checked_file(card, folder, INPUTS).decode()
        plan = read_table(FusionPlan, parse_toml(text))
        tensors = load(checked_file(card, folder, WEIGHTS))
        arrays = {
            name.removeprefix("inputs."): value.numpy()
            for name, value in tensors.items()
            if name.startswith("inputs.")
        }
        widths = {part.name: _width(part, arrays) for part in plan.parts}
        subjects = {each.name: _subject(each, tensors, widths) for each in plan.subjects}
    except (ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise ModelUnusable(
            message(
                "Fused answer",
                "{model} cannot be used: {why}. Train it again.",
                model=card.title,
                why=str(error).splitlines()[0] if str(error) else type(error).__name__,
            )
        ) from error
    return FusedModel(plan, arrays, subjects)


def _width(part: PartPlan, arrays: Mapping[str, Floats]) -> int:
    if part.kind is PartKind.TABLE:
        return 2 * len(part.numbers) + sum(len(choice.values) for choice in part.choices)
    return len(arrays[f"{part.name}.axes"])


def _tensors(subject: Subject) -> dict[str, Tensor]:
    if isinstance(subject, LinearSubject):
        weights = {f"weights.{k}": torch.from_numpy(w) for k, w in enumerate(subject.weights)}
        return weights | {"bias": torch.tensor([subject.bias], dtype=torch.float64)}
    assert isinstance(subject, NetworkSubject)  # there is no third kind
    return {
        f"{number}.{name}": value
        for number, member in enumerate(subject.members)
        for name, value in member.state_dict().items()
    }


def _subject(plan: SubjectPlan, tensors: Mapping[str, Tensor], widths: dict[str, int]) -> Subject:
    start = f"{plan.name}."
    own = {k.removeprefix(start): v for k, v in tensors.items() if k.startswith(start)}
    if plan.head == LINEAR:
        weights = tuple(own[f"weights.{place}"].numpy() for place in range(len(plan.parts)))
        if [len(each) for each in weights] != [widths[name] + 1 for name in plan.parts]:
            raise ValueError(f"the weights of {plan.name} are not those of its inputs")
        return LinearSubject(plan.parts, weights, float(own["bias"][0]))
    members = []
    for number in range(plan.members):
        network = FusionNet({name: widths[name] for name in plan.parts}, plan.head, plan.hidden)
        mine = f"{number}."
        network.load_state_dict(
            {k.removeprefix(mine): v for k, v in own.items() if k.startswith(mine)}
        )
        members.append(network.eval())
    return NetworkSubject(plan.parts, tuple(members))


def scores_of(logits: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Floats:
    """0..1 of logits of any shape."""
    found: Floats = (1 / (1 + np.exp(-np.clip(logits, -60, 60)))).astype(np.float32)
    return found
