"""Judges a finished training run and writes what was found into its card.

calibration part + val → `judging` → card; card + val → `evaluate` and baselines → the card's figures
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer import paths
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD
from medviewer.ai.evaluation.answers import Answers, Classifier, ask
from medviewer.ai.evaluation.card_metrics import card_metrics
from medviewer.ai.evaluation.detection import marks_on
from medviewer.ai.evaluation.evaluate import (
    Evaluation,
    Hear,
    measure,
    names_classes,
    with_baselines,
)
from medviewer.ai.evaluation.judging import Parts, judged
from medviewer.ai.evaluation.lesion_rule import with_lesion_rule
from medviewer.ai.evaluation.model_place import ModelPlace
from medviewer.ai.runtime.backends.golden import keep_golden
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.training.division import divide
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.samples import TRAIN, VALIDATION, Samples
from medviewer.domain.model_card import Metric, ModelCard

DETECTION = "detection"  # the kind of task whose answers are marks

GOLDEN = 24  # images


def judge_run(model: Classifier, place: ModelPlace, data: Path, hear: Hear) -> Evaluation:
    """Calibrate, measure on `val` beside the baselines, and write the card anew.

    Figures of the card that no labelled split gives (phantoms, whole scans) stay: same weights.

    Raises:
        InputError: the data lacks the training part or `val`.
    """
    hear("val")
    validation = answers_on(model, place, data, VALIDATION)
    card = place.card
    if names_classes(place.task):
        hear("calibration part")
        parts = Parts(_calibration_answers(model, place, data), validation)
        card = judged(card, parts, place.task.judging)
        card = with_lesion_rule(card, model, parts, place.task.seed)
    evaluation = measure(card, validation, place.task, VALIDATION)
    evaluation = with_baselines(evaluation, place.task, data, hear)
    card = replace(card, metrics=card_metrics(evaluation) + _elsewhere(card))
    write_card(card, place.folder / CARD)
    return replace(evaluation, card=card)


def answers_on(model: Classifier, place: ModelPlace, data: Path, split: str) -> Answers:
    """The model's answers on one official split."""
    samples = read_samples(place.task, data, split)
    words = f"official {split} split, n={len(samples):,}"
    answers = ask(model, samples, words, names_classes(place.task))
    if place.task.kind != DETECTION or not isinstance(model, ImageModel):
        return answers
    return replace(answers, marks=marks_on(model.members, samples, model.ladder.device))


def _keep_golden(part: Samples, folder: Path) -> None:
    """Some images beside a run's weights, to check back-ends on; never beside a shipped model's.

    Patients' images stay where the data is: a shipped model's back-ends are checked on drawn ones.
    """
    if part.images.dtype == np.uint8 and paths.models() not in folder.resolve().parents:
        some = part.images[:: max(1, len(part) // GOLDEN)][:GOLDEN]
        keep_golden(some.astype(np.uint8, copy=False), folder)


def _calibration_answers(model: Classifier, place: ModelPlace, data: Path) -> Answers:
    part = divide(read_samples(place.task, data, TRAIN), place.task.division).calibration
    _keep_golden(part, place.folder)
    words = f"calibration part of the training split, used for nothing else, n={len(part):,}"
    return ask(model, part, words)


def _elsewhere(card: ModelCard) -> tuple[Metric, ...]:
    return tuple(metric for metric in card.metrics if not metric.split)
