"""Teaches a matcher which candidates of a string are meant: each a yes or no, likely wrong ones first."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from medviewer.ai.networks.term_matcher import MatcherShape, TermMatcher
from medviewer.ai.runtime.terms.term_files import build_matcher
from medviewer.ai.runtime.terms.term_ranking import TermReadings, network_scores, padded
from medviewer.ai.text.term_candidates import FEATURES, Candidates
from medviewer.ai.training.terms.recipe import MatcherPlan

LIKELY = (
    5  # the first features, whose sum says how likely a wrong candidate is to be taken for right
)
WARM_UP_SHARE = 0.1

Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]
EpochSink = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TermLesson:
    """A string, its candidates, and which of them are meant."""

    text: str
    candidates: Candidates
    is_meant: Bools
    missed: int = 0  # true terms that are no candidate


@dataclass(frozen=True, slots=True)
class MatcherRoom:
    """What is taught, and what chooses the epoch."""

    readings: TermReadings
    alphabet: str
    fit: Sequence[TermLesson]
    selection: Sequence[TermLesson]
    shape: MatcherShape = field(default_factory=MatcherShape)
    seed: int = 0


def teach_matcher(
    room: MatcherRoom, plan: MatcherPlan, report: EpochSink = lambda done, of: None
) -> TermMatcher:
    """Teach to the plan's end; the weights of the epoch with the best mean precision are kept."""
    torch.manual_seed(room.seed)
    random = np.random.default_rng(room.seed)
    network = build_matcher(room.alphabet, room.shape)
    optimizer = torch.optim.AdamW(
        network.parameters(), plan.learning_rate, weight_decay=plan.weight_decay
    )
    batches = max(-(-len(room.fit) // plan.batch_size), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, partial(_share_of_rate, steps=plan.epochs * batches)
    )
    best, kept = -1.0, network.state_dict()
    for epoch in range(plan.epochs):
        network.train()
        for places in np.array_split(random.permutation(len(room.fit)), batches):
            loss = _loss(network, room, [room.fit[place] for place in places], plan, random)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch's own
            torch.nn.utils.clip_grad_norm_(network.parameters(), plan.largest_gradient)
            optimizer.step()
            schedule.step()
        reached = mean_precision(network, room)
        if reached >= best:
            best = reached
            kept = {key: value.clone() for key, value in network.state_dict().items()}
        report(epoch + 1, plan.epochs)
    network.load_state_dict(kept)
    return network.eval()


def mean_precision(network: TermMatcher, room: MatcherRoom) -> float:
    """Mean over the selection's strings of the average precision of their candidates; missed ones count."""
    network.eval()
    found = []
    for lesson in room.selection:
        total = int(lesson.is_meant.sum()) + lesson.missed
        scores = network_scores(network, room.readings, lesson.text, lesson.candidates)
        hits = lesson.is_meant[np.argsort(-scores, kind="stable")]
        precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
        found.append(float((precision * hits).sum()) / max(total, 1))
    return float(np.mean(found)) if found else 0.0


def _share_of_rate(step: int, steps: int) -> float:
    """Straight up, then down as a cosine."""
    warm_up = max(WARM_UP_SHARE * steps, 1.0)
    if step < warm_up:
        return (step + 1) / (warm_up + 1)
    return 0.5 * (1.0 + math.cos(math.pi * min(step / steps, 1.0)))


def _loss(
    network: TermMatcher,
    room: MatcherRoom,
    lessons: Sequence[TermLesson],
    plan: MatcherPlan,
    random: np.random.Generator,
) -> Tensor:
    """Summed over the candidates shown, mean over strings."""
    shown = [_shown(lesson, plan.others, random) for lesson in lessons]
    widest = max(1, *map(len, shown))
    features = np.zeros((len(lessons), widest, len(FEATURES)), dtype=np.float32)
    truth, is_shown = np.zeros((2, len(lessons), widest), dtype=np.float32)
    terms: list[list[int]] = []
    for row, (lesson, chosen) in enumerate(zip(lessons, shown, strict=True)):
        features[row, : len(chosen)] = lesson.candidates.features[chosen]
        truth[row, : len(chosen)] = lesson.is_meant[chosen]
        is_shown[row, : len(chosen)] = 1
        terms += room.readings.terms(lesson.candidates.terms[chosen])
        terms += [[]] * (widest - len(chosen))
    strings = padded([room.readings.string(lesson.text) for lesson in lessons])
    block = padded(terms).reshape(len(lessons), widest, -1)
    logits = network(strings, block, torch.from_numpy(features))
    losses = functional.binary_cross_entropy_with_logits(
        logits, torch.from_numpy(truth), reduction="none"
    )
    return (losses * torch.from_numpy(is_shown)).sum() / len(lessons)


def _shown(lesson: TermLesson, others: int, random: np.random.Generator) -> Integers:
    right, wrong = np.flatnonzero(lesson.is_meant), np.flatnonzero(~lesson.is_meant)
    if not len(wrong):
        return right
    weights = np.exp(lesson.candidates.features[wrong, :LIKELY].sum(axis=1).astype(np.float64))
    count = min(others, len(wrong))
    drawn = random.choice(wrong, count, replace=False, p=weights / weights.sum())
    return np.concatenate([right, drawn])
