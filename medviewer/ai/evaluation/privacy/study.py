"""The whole table: every row trained with every seed, or taken from what was kept, then compared."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from medviewer.ai.evaluation.privacy.comparison import (
    Figures,
    Judged,
    Outcomes,
    attack,
    auc,
    auc_kept,
    auc_lost,
    auc_of,
)
from medviewer.ai.evaluation.privacy.outcomes import Outcome, load_outcome, save_outcome
from medviewer.ai.evaluation.privacy.plan import FEDERATED, Row, RowKind, StudyPlan
from medviewer.ai.evaluation.privacy.trials import TrialData, run_trial, site_cases
from medviewer.ai.training.privacy.accounting import require_opacus
from medviewer.ai.training.privacy.cases import cases_of
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.samples import TRAIN
from medviewer.ai.training.task import Task
from medviewer.errors import InputError
from medviewer.words import message

ROWS = "rows"  # folder below the study's own


@dataclass(frozen=True, slots=True)
class StudyPlace:
    """Where a study reads and writes; `split` is what it is judged on."""

    data: Path
    out: Path
    split: str = "val"


@dataclass(frozen=True, slots=True)
class RowFigures:
    """One line of the table.

    Attributes:
        figures: "auc", "membership_auc" and "members_found_at_1_percent"; of private rows also
            "auc_lost" against the same steps without privacy, of federated and single ones "auc_kept", the
            share of the central area.
        seeds: the area of each seed.
        facts: the mean over the seeds of what is known of the trainings.
    """

    row: Row
    figures: Figures
    seeds: tuple[float, ...]
    facts: dict[str, float]


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What one site has in the first division: cases, and the share of each class."""

    cases: int
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StudyFigures:
    """Everything a table says."""

    task_id: str
    data: str
    split: str
    labels: tuple[str, ...]
    trained_on: int
    judged_on: int
    sites: tuple[SiteFacts, ...]
    rows: tuple[RowFigures, ...]


Hear = Callable[[Row, int, bool], None]  # a row, its seed, and whether it was kept from before


def run_study(task: Task, plan: StudyPlan, place: StudyPlace, hear: Hear) -> StudyFigures:
    """Train what is missing, one row and seed after the other; figures of all.

    Raises:
        InputError: the task or the data cannot be used, or Opacus is not installed.
    """
    plan.check()
    _refuse_other_kinds(task)
    require_opacus()
    train, judged = (read_samples(task, place.data, split) for split in (TRAIN, place.split))
    data = TrialData(cases_of(train), cases_of(judged), len(task.labels))
    found: dict[Row, list[Outcome]] = {row: [] for row in plan.rows()}
    for seed in range(plan.seeds):  # a table of one seed is there early
        for row in found:
            found[row].append(_outcome(row, plan, place, data, seed, hear))
    truth = Judged(judged.labels, judged.groups)
    return StudyFigures(
        task.task_id,
        place.data.resolve().name,
        place.split,
        task.labels,
        len(train),
        len(judged),
        tuple(_site_facts(plan, data)),
        tuple(_figures(row, found, truth) for row in found),
    )


def _outcome(
    row: Row, plan: StudyPlan, place: StudyPlace, data: TrialData, seed: int, hear: Hear
) -> Outcome:
    file = place.out / ROWS / f"{row.name.replace(', ', '-').replace(' ', '_')}-{seed}.npz"
    key = _key(row, plan, place.split, data, seed)
    kept = load_outcome(file, key)
    hear(row, seed, kept is not None)
    if kept is not None:
        return kept
    outcome = run_trial(row, plan, data, seed)
    save_outcome(file, key, outcome)
    return outcome


def _key(row: Row, plan: StudyPlan, split: str, data: TrialData, seed: int) -> str:
    """All that decides one outcome: its own settings, not those of rows beside it, and the very pixels."""
    private = row.kind in (RowKind.PRIVATE, RowKind.TWIN)
    settings: dict[str, object] = {"row": asdict(row), "seed": seed, "split": split}
    if private:
        settings |= {"private": asdict(plan.private), "twin_rate": plan.twin_rate}
    else:
        settings |= {"sites": plan.sites, "alpha": plan.alpha, "descent": asdict(plan.descent)}
        settings |= {"steps": plan.steps, "passes": plan.local_passes, "proximal": plan.proximal}
    digest = hashlib.sha256()
    for cases in (data.train, data.judged):
        digest.update(np.ascontiguousarray(cases.images.numpy()).tobytes())
        digest.update(cases.labels.numpy().tobytes())
    return json.dumps(settings | {"data": digest.hexdigest()}, sort_keys=True)


def _figures(row: Row, found: dict[Row, list[Outcome]], truth: Judged) -> RowFigures:
    outcomes = found[row]
    figures: Figures = {"auc": auc(outcomes, truth)}
    if row.kind is RowKind.PRIVATE:
        figures["auc_lost"] = auc_lost(outcomes, found[Row(RowKind.TWIN)], truth)
    if row.kind in (*FEDERATED, RowKind.ALONE):
        central = Row(RowKind.CENTRAL, has_scanners=row.has_scanners)
        figures["auc_kept"] = auc_kept(outcomes, found[central], truth)
    return RowFigures(
        row,
        figures | attack(outcomes),
        tuple(auc_of(truth.labels, each.probabilities) for each in outcomes),
        _mean_facts(outcomes),
    )


def _mean_facts(found: Outcomes) -> dict[str, float]:
    return {name: float(np.mean([each.facts[name] for each in found])) for name in found[0].facts}


def _site_facts(plan: StudyPlan, data: TrialData) -> Iterator[SiteFacts]:
    for cases in site_cases(plan, data, 0, has_scanners=False):
        counts = np.bincount(cases.labels.numpy(), minlength=data.classes)
        yield SiteFacts(len(cases), tuple((counts / len(cases)).tolist()))


def _refuse_other_kinds(task: Task) -> None:
    if task.kind != "classification":
        raise InputError(
            message(
                "Training",
                "The task {task} is a {kind}; only classifications are compared here. Name one of those.",
                task=task.task_id,
                kind=task.kind,
            )
        )
