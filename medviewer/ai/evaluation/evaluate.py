"""Everything that is measured of one model on one split of a labelled set.

model folder + task file → samples of the split → answers, once → figures
train part of the same set, where it is there → baselines → the same figures; else the card's words on them
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from medviewer.ai.evaluation import conformal
from medviewer.ai.evaluation.answers import Answers
from medviewer.ai.evaluation.baselines import fit_baselines
from medviewer.ai.evaluation.classification import (
    Figures,
    Judgements,
    area,
    baseline_figures,
    figures,
    figures_by_class,
    matrix_of,
)
from medviewer.ai.evaluation.detection import detection_figures
from medviewer.ai.evaluation.judging import is_right, judgements, label_sample
from medviewer.ai.evaluation.lesion_figures import lesion_figures
from medviewer.ai.evaluation.operating_points import measure_point
from medviewer.ai.evaluation.outline_baselines import (
    fit_outline_baselines,
    outline_baseline_figures,
)
from medviewer.ai.figures import selective
from medviewer.ai.figures.reliability import confidence_of, reliability_bins
from medviewer.ai.runtime.uncertainty import answered, prediction_sets
from medviewer.ai.training.division import divide
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.samples import TRAIN
from medviewer.ai.training.task import Task
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import (
    AbstentionRule,
    ConformalRule,
    OperatingPoint,
    ReliabilityBin,
)
from medviewer.errors import NothingToOpen, UnreadableFile

FEWEST_IN_SUBGROUP = 20  # below this an interval is wider than any difference of interest

Hear = Callable[[str], None]  # told what is being done, for a progress line


@dataclass(frozen=True, slots=True)
class Promises:
    """What the card promised, measured again on this split.

    Attributes:
        operating_points: the card's thresholds.
        reliability: the bins behind the calibration error among the figures.
    """

    operating_points: tuple[OperatingPoint, ...] = ()
    reliability: tuple[ReliabilityBin, ...] = ()
    conformal: ConformalRule | None = None
    abstention: AbstentionRule | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One model on one split.

    Attributes:
        classes: their names, in the order of the matrix.
        figures: of the whole; {} for a model that names no classes.
        confusion_matrix: [truth][decision].
        baselines: figures by name; {} where there was no training part to fit them to.
        localisation: of what the model draws; {} where it draws nothing or no outline is known.
        subgroups: the area under the curve and accuracy in each, of those large enough.
        members: the area under the curve of each network of the ensemble by itself.
        groups: how many patients, scans or blocks the intervals were drawn from.
    """

    card: ModelCard
    split: str
    data: str
    count: int
    groups: int
    classes: tuple[str, ...]
    counts: tuple[int, ...]
    figures: Figures = field(default_factory=dict)
    per_class: dict[str, Figures] = field(default_factory=dict)
    confusion_matrix: tuple[tuple[int, ...], ...] = ()
    baselines: dict[str, Figures] = field(default_factory=dict)
    localisation: Figures = field(default_factory=dict)
    subgroups: dict[str, Figures] = field(default_factory=dict)
    promises: Promises = field(default_factory=Promises)
    members: tuple[float, ...] = ()


def measure(card: ModelCard, answers: Answers, task: Task, split: str) -> Evaluation:
    """Every figure of the model itself."""
    samples = answers.samples
    bare = Evaluation(
        card=card,
        split=split,
        data=answers.data,
        count=len(samples),
        groups=len(np.unique(samples.groups)),
        classes=task.labels,
        counts=tuple(np.bincount(samples.labels, minlength=len(task.labels)).tolist()),
        localisation=lesion_figures(answers, card.lesion_rule) or detection_figures_of(answers),
    )
    if not names_classes(task):
        return bare
    judged = judgements(card, answers)
    return replace(
        bare,
        figures=figures(judged),
        per_class=figures_by_class(judged, task.labels) if judged.classes > 2 else {},
        confusion_matrix=tuple(tuple(row) for row in matrix_of(judged).tolist()),
        subgroups=subgroup_figures(judged, answers),
        promises=promises_kept(card, answers),
        members=tuple(area(answers.labels, each) for each in answers.member_probabilities()),
    )


def detection_figures_of(answers: Answers) -> Figures:
    return detection_figures(answers.marks, answers.groups) if answers.marks else {}


def names_classes(task: Task) -> bool:
    return "classification" in task.kind


def with_baselines(evaluation: Evaluation, task: Task, folder: Path, hear: Hear) -> Evaluation:
    """Fit the classical models to the training part of the same folder, judge them on the same split."""
    try:
        train = read_samples(task, folder, TRAIN)
    except (NothingToOpen, UnreadableFile):  # only the held-back part is there
        return evaluation
    parts = divide(train, task.division)
    samples = read_samples(task, folder, evaluation.split)
    found: dict[str, Figures] = {}
    if not names_classes(task):
        for outline in fit_outline_baselines(parts):
            hear(outline.name)
            found[outline.name] = outline_baseline_figures(outline, samples)
        return replace(evaluation, baselines=found)
    for baseline in fit_baselines(train, parts, task.seed):
        hear(baseline.name)
        scores = baseline.probabilities_of(samples)
        found[baseline.name] = baseline_figures(Judgements(samples.labels, scores, samples.groups))
    return replace(evaluation, baselines=found)


def subgroup_figures(judged: Judgements, answers: Answers) -> dict[str, Figures]:
    """What a baseline is compared by, for each subgroup the data names."""
    kinds = answers.samples.subgroups
    if kinds is None:
        return {}
    sizes = {str(kind): np.flatnonzero(kinds == kind) for kind in np.unique(kinds)}
    return {
        kind: baseline_figures(judged.where(cases))
        for kind, cases in sizes.items()
        if len(cases) >= FEWEST_IN_SUBGROUP
    }


def promises_kept(card: ModelCard, answers: Answers) -> Promises:
    """The card's thresholds and rules on this split."""
    probabilities = answers.probabilities(card.calibration)
    points = tuple(
        measure_point(
            point.name,
            point.label,
            point.threshold,
            label_sample(
                answers, card.calibration, card.labels.index(point.label), len(card.labels)
            ),
            point.prevalence,
        )
        for point in card.operating_points
    )
    rule, abstention = card.conformal, card.abstention
    if rule is not None:
        kept = prediction_sets(probabilities, rule)
        rule = conformal.measure_conformal(
            rule, answers.labels, probabilities, answers.groups, answers.data
        )
        if abstention is not None:
            speaks = answered(kept, answers.spread(card.calibration), abstention)
            abstention = selective.measure_abstention(
                abstention, speaks, is_right(card, answers), answers.groups, answers.data
            )
    confidence, is_true = confidence_of(answers.labels, probabilities)
    return Promises(points, reliability_bins(confidence, is_true), rule, abstention)
