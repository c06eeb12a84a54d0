"""One training of one row: what is trained on what, and how it answers afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn

from medviewer.ai.evaluation.privacy.membership import losses
from medviewer.ai.evaluation.privacy.outcomes import Outcome
from medviewer.ai.evaluation.privacy.plan import FEDERATED, Row, RowKind, StudyPlan
from medviewer.ai.networks.group_norm_cnn import GroupNormCNN
from medviewer.ai.training.privacy.accounting import largest_delta, noise_for, spent
from medviewer.ai.training.privacy.cases import Cases
from medviewer.ai.training.privacy.descent import descend, probabilities
from medviewer.ai.training.privacy.federation import FederationPlan, Site, federate, rounds_for
from medviewer.ai.training.privacy.private_training import train_private, train_twin
from medviewer.ai.training.privacy.sites import divided_by_label, scanners

Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class TrialData:
    """What every row is trained on, and what it is judged on."""

    train: Cases
    judged: Cases
    classes: int


@dataclass(frozen=True, slots=True)
class _Done:
    """A trained network, the cases that it saw, and what is known of its training."""

    network: nn.Module
    seen: Cases
    facts: Facts


def run_trial(row: Row, plan: StudyPlan, data: TrialData, seed: int) -> Outcome:
    """Train and ask; the same seed gives the same start, and the same division among sites, to every row.

    Raises:
        InputError: Opacus is missing, or the division cannot be made.
    """
    torch.manual_seed(seed)
    network = GroupNormCNN(data.classes, image_channels=data.train.images.shape[1])
    done = _TRAININGS[row.kind](row, plan, data, network, seed)
    answers = probabilities(done.network, data.judged)
    return Outcome(
        answers,
        losses(done.seen.labels.numpy(), probabilities(done.network, done.seen)),
        losses(data.judged.labels.numpy(), answers),
        done.facts,
    )


def site_cases(plan: StudyPlan, data: TrialData, seed: int, has_scanners: bool) -> list[Cases]:
    """What each site has, the largest site first."""
    random = np.random.default_rng([seed, plan.sites])
    labels = data.train.labels.numpy()
    parts = divided_by_label(labels, plan.sites, plan.alpha, random)
    found = [data.train.at(part) for part in sorted(parts, key=len, reverse=True)]
    if not has_scanners:
        return found
    own = scanners(plan.sites, random)
    return [scanner.seen(cases) for scanner, cases in zip(own, found, strict=True)]


def _private(row: Row, plan: StudyPlan, data: TrialData, network: nn.Module, seed: int) -> _Done:
    count = len(data.train)
    delta = largest_delta(count)
    quiet = plan.private.mechanism(0.0, count)
    noise = noise_for(row.epsilon, delta, quiet.share, quiet.steps)
    promised = spent(replace(quiet, noise=noise), delta)
    averaged = train_private(network, data.train, plan.private, noise, seed)
    facts = {"noise": noise, "epsilon": promised.prv, "epsilon_rdp": promised.rdp, "delta": delta}
    return _Done(averaged, data.train, facts | _size(plan.private.steps, count))


def _twin(row: Row, plan: StudyPlan, data: TrialData, network: nn.Module, seed: int) -> _Done:
    del row
    own = replace(plan.private, learning_rate=plan.twin_rate)
    averaged = train_twin(network, data.train, own, seed)
    return _Done(averaged, data.train, _size(own.steps, len(data.train)))


def _central(row: Row, plan: StudyPlan, data: TrialData, network: nn.Module, seed: int) -> _Done:
    cases = _pooled(site_cases(plan, data, seed, row.has_scanners))
    descend(network, cases, plan.descent, plan.steps, np.random.default_rng(seed))
    return _Done(network, cases, _size(plan.steps, len(cases)))


def _alone(row: Row, plan: StudyPlan, data: TrialData, network: nn.Module, seed: int) -> _Done:
    cases = site_cases(plan, data, seed, row.has_scanners)[row.site]
    descend(network, cases, plan.descent, plan.steps, np.random.default_rng(seed))
    return _Done(network, cases, _size(plan.steps, len(cases)))


def _federated(row: Row, plan: StudyPlan, data: TrialData, network: nn.Module, seed: int) -> _Done:
    parts = site_cases(plan, data, seed, row.has_scanners)
    sites = [Site(cases, 1000 * seed + number) for number, cases in enumerate(parts)]
    proximal = plan.proximal if row.kind is RowKind.PROXIMAL else 0.0
    rounds = FederationPlan(1, plan.local_passes, replace(plan.descent, proximal=proximal))
    rounds = replace(rounds, rounds=rounds_for(plan.steps, sites, rounds))
    federate(network, sites, rounds)
    steps = rounds.rounds * sum(site.steps(rounds) for site in sites)
    facts = _size(steps, sum(site.count for site in sites)) | {"rounds": float(rounds.rounds)}
    return _Done(network, _pooled(parts), facts)


def _pooled(parts: list[Cases]) -> Cases:
    """What no real federation could: all cases in one place."""
    return Cases(
        torch.cat([part.images for part in parts]), torch.cat([part.labels for part in parts])
    )


def _size(steps: int, cases: int) -> Facts:
    return {"steps": float(steps), "cases": float(cases)}


_TRAININGS: dict[RowKind, Callable[[Row, StudyPlan, TrialData, nn.Module, int], _Done]] = {
    RowKind.PRIVATE: _private,
    RowKind.TWIN: _twin,
    RowKind.CENTRAL: _central,
    RowKind.ALONE: _alone,
    **dict.fromkeys(FEDERATED, _federated),
}
