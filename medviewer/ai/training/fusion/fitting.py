"""Fits inputs and subjects to cases: scales and axes first, then each subject on the same vectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from torch import Tensor

from medviewer.ai.networks.fusion import FusionNet
from medviewer.ai.runtime.fusion.case_inputs import (
    Encoded,
    Floats,
    NumberInput,
    PartKind,
    PartPlan,
    RawCase,
    part_values,
    weighted_words,
)
from medviewer.ai.runtime.fusion.fused_model import LINEAR, FusedModel, FusionPlan, SubjectPlan
from medviewer.ai.runtime.fusion.subjects import (
    LinearSubject,
    NetworkSubject,
    Subject,
    side_by_side,
)
from medviewer.ai.training.fusion.labelled_cases import LabelledCases
from medviewer.ai.training.fusion.recipe import FittingPlan
from medviewer.progress import CancelToken

LEAST_SPREAD = 1e-6
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What every subject is fitted to."""

    given: Encoded
    labels: NDArray[np.int64]
    weights: Weights
    plan: FittingPlan


def fit_model(
    plan: FusionPlan, cases: LabelledCases, fitting: FittingPlan, token: CancelToken | None = None
) -> FusedModel:
    """The plan's inputs and subjects, fitted to these cases alone."""
    parts = tuple(_scaled(part, cases.raw) for part in plan.parts)
    plan = replace(plan, parts=parts)
    arrays = {k: v for part in parts for k, v in projection_arrays(part, cases.raw).items()}
    model = FusedModel(plan, arrays, {})
    fit = _Fit(model.encoded(list(cases.raw)), cases.labels, case_weights(cases.groups), fitting)
    subjects: dict[str, Subject] = {}
    for each in plan.subjects:
        if token is not None:
            token.check()
        subjects[each.name] = fit_linear(fit, each) if each.head == LINEAR else _networks(fit, each)
    return FusedModel(plan, arrays, subjects)


def case_weights(groups: NDArray[np.int64]) -> Weights:
    """Every patient counts alike, however many cases are of them; mean 1."""
    _, place, counts = np.unique(groups, return_inverse=True, return_counts=True)
    weights = 1.0 / counts[place]
    even: Weights = weights / weights.mean()
    return even


def projection_arrays(part: PartPlan, cases: Sequence[RawCase]) -> dict[str, Floats]:
    """Mean and whitened main axes of a picture or a text, the rarity of words; of a table nothing."""
    if part.kind is PartKind.TABLE:
        return {}
    has = [case for case in cases if case.features is not None or part.kind is PartKind.TEXT]
    values = part_values(part, has or [RawCase()])
    found: dict[str, Floats] = {}
    if part.kind is PartKind.TEXT:
        there = (values > 0).sum(axis=0)
        found["rarity"] = np.log((1 + len(values)) / (1 + there)).astype(np.float32) + 1
        values = weighted_words(values, found["rarity"])
        values = values[np.linalg.norm(values, axis=1) > 0]
    return {f"{part.name}.{name}": each for name, each in (found | _axes(part, values)).items()}


def fit_linear(fit: _Fit, plan: SubjectPlan) -> LinearSubject:
    """Logistic regression with a ridge penalty."""
    rows = side_by_side(fit.given, plan.parts)
    model = LogisticRegression(C=fit.plan.inverse_penalty, max_iter=1000)
    model.fit(np.concatenate(rows, axis=1), fit.labels, sample_weight=fit.weights)
    ends = np.cumsum([row.shape[1] for row in rows])[:-1]
    weights = tuple(np.split(model.coef_[0].astype(np.float64), ends))
    return LinearSubject(plan.parts, weights, float(model.intercept_[0]))


def _networks(fit: _Fit, plan: SubjectPlan) -> NetworkSubject:
    members = (_network(fit, plan, fit.plan.seed + number) for number in range(plan.members))
    return NetworkSubject(plan.parts, tuple(members))


def _network(fit: _Fit, plan: SubjectPlan, seed: int) -> FusionNet:
    """Full batches: a hundred cases are one. Cases without any of the parts teach nothing."""
    torch.manual_seed(seed)
    vectors, present = fit.given.of(plan.parts)
    known = np.flatnonzero(present.any(axis=1))
    tensors = {name: torch.from_numpy(values[known]) for name, values in vectors.items()}
    flags = torch.from_numpy(present[known])
    labels = torch.from_numpy(fit.labels[known].astype(np.float32))
    weights = torch.from_numpy(fit.weights[known].astype(np.float32))
    widths = {name: values.shape[1] for name, values in vectors.items()}
    settings = fit.plan
    network = FusionNet(widths, plan.head, plan.hidden, settings.dropout, settings.part_dropout)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.epochs)
    for _ in range(settings.epochs):
        optimiser.zero_grad()
        _loss(network.train(), tensors, flags, (labels, weights)).backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimiser.step()
        schedule.step()
    return network.eval()


def _loss(
    network: FusionNet, parts: Mapping[str, Tensor], flags: Tensor, told: tuple[Tensor, Tensor]
) -> Tensor:
    labels, weights = told
    return torch.nn.functional.binary_cross_entropy_with_logits(
        network(parts, flags), labels, weight=weights
    )


def _scaled(part: PartPlan, cases: Sequence[RawCase]) -> PartPlan:
    return replace(part, numbers=tuple(_scaled_number(each, cases) for each in part.numbers))


def _scaled_number(number: NumberInput, cases: Sequence[RawCase]) -> NumberInput:
    """Mean and spread of those that have it; its logarithm's where that is what is read."""
    known = np.array([c.numbers[number.name] for c in cases if number.name in c.numbers])
    if not len(known):
        return number
    bent = np.log(np.maximum(known, 1e-3)) if number.is_log else known
    return replace(number, mean=float(bent.mean()), scale=float(max(bent.std(), LEAST_SPREAD)))


def _axes(part: PartPlan, values: Floats) -> dict[str, Floats]:
    """Principal axes of standardised values, scaled so that the cases spread by one along each."""
    if len(values) < 2:
        width = values.shape[1]
        return {"mean": np.zeros(width, np.float32), "axes": np.zeros((1, width), np.float32)}
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread = np.where(spread > LEAST_SPREAD, spread, 1.0)
    _, sizes, axes = np.linalg.svd((values - mean) / spread, full_matrices=False)
    count = max(1, min(part.size, int((sizes > LEAST_SPREAD).sum())))
    scale = np.maximum(sizes[:count] / np.sqrt(len(values)), LEAST_SPREAD)
    scaled = axes[:count] / spread / scale[:, None]
    return {"mean": mean.astype(np.float32), "axes": scaled.astype(np.float32)}
