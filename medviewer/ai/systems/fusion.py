"""Image, values and text in one answer: trains and judges every way of joining them beside each part alone.

Whoever is best on patients left out inside the training part answers by default, a single part included.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from medviewer.ai.figures.repeated_scores import AUC, repeated_figures
from medviewer.ai.installed_systems import checked_file, system_file, write_system_card
from medviewer.ai.runtime.fusion.fused_model import (
    FusionPlan,
    load_fused_model,
    scores_of,
    write_fused_model,
)
from medviewer.ai.systems.evaluation_text import card_metrics
from medviewer.ai.systems.system import (
    EvaluateOrder,
    SubjectFigures,
    SubjectKind,
    SystemEvaluation,
    TrainOrder,
    option,
)
from medviewer.ai.training.fusion.cross_validation import cross_validated
from medviewer.ai.training.fusion.fitting import fit_model
from medviewer.ai.training.fusion.labelled_cases import LabelledCases
from medviewer.ai.training.fusion.readers import covid_radiographs, lgg_patients
from medviewer.ai.training.fusion.recipe import FusionRecipe, Target, read_recipe
from medviewer.ai.training.fusion.subject_answers import Answers, subject_answers
from medviewer.ai.training.fusion.subject_list import GATED, candidates, subject_list
from medviewer.domain.system_card import SystemCard
from medviewer.errors import InputError, NothingToOpen
from medviewer.progress import Progress, ProgressSink
from medviewer.words import message

TARGET = "target"  # the option that names the outcome
RECIPE = "recipe.toml"  # beside the card: an evaluation reads its data the same way
FOLDS_ROUNDS = 300  # of the bootstrap within train, which chooses and is no result
FEW_PATIENTS = 40  # independent ones, below which an interval says more than the figure
READERS: dict[str, Callable[[Path, str, Target, FusionRecipe], LabelledCases]] = {
    "covid_radiographs": covid_radiographs.read,
    "lgg_patients": lgg_patients.read,
}
OPTIONS: tuple[str, ...] = ("target",)


def train(order: TrainOrder) -> SystemCard:
    """See `System.train`."""
    recipe = read_recipe(order.recipe, order.options)
    target = recipe.target(option(order.options, TARGET))
    cases = _read(recipe, target, order.data, "train")
    fitting = recipe.fitting
    _refuse_too_few(cases, fitting.folds)
    subjects = subject_list(recipe.parts, fitting.members, fitting.hidden)
    plan = FusionPlan(target.title, recipe.parts, subjects, recipe.picture_kind)
    chosen_by = cross_validated(plan, cases, fitting, partial(_tell_fold, order.progress))
    inner = _inner_evaluation(recipe, cases, chosen_by, candidates(subjects))
    order.out.mkdir(parents=True, exist_ok=True)
    names = write_fused_model(order.out, fit_model(plan, cases, fitting))
    shutil.copyfile(order.recipe, order.out / RECIPE)
    card = _card(recipe, target, order, (*names, RECIPE), inner)
    write_system_card(card, order.out)
    return _judged(card, order)


def _refuse_too_few(cases: LabelledCases, folds: int) -> None:
    """Every fold must leave some patients of either outcome to learn from."""
    patients = [len(np.unique(cases.groups[cases.labels == each])) for each in (0, 1)]
    if min(patients) < 2 or sum(patients) < folds:
        raise InputError(
            message(
                "Training",
                "The training part holds {count} independent cases, too few to keep some apart for choosing. "
                "Give more.",
                count=min(patients) if min(patients) < 2 else sum(patients),
            )
        )


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """See `System.evaluate`. Everything was fitted in training: the split alone is enough."""
    checked_file(order.card, order.folder, RECIPE)  # an altered one would read other data
    recipe = read_recipe(order.folder / RECIPE)
    target = recipe.target(_trained_target(order))
    cases = _read(recipe, target, order.data, order.split)
    model = load_fused_model(order.card, order.folder)
    answers = subject_answers(model, cases)
    figures = [_figures(each, cases) for each in answers]
    figures += _marked(recipe, answers, cases, order.card.default)
    return SystemEvaluation(
        recipe.system_id,
        order.card.version,
        recipe.data_folder,
        order.split,
        len(cases),
        tuple(figures),
        order.card.default,
        AUC,
        groups=len(np.unique(cases.groups)),
        notes=(*recipe.notes, *_notes(cases, order.card)),
        details={"target": target.title, "positive": int(cases.labels.sum())},
    )


def _trained_target(order: EvaluateOrder) -> str:
    """The outcome the run learnt; another is refused, since its figures would be of nothing learnt."""
    learnt = option(order.card.options, TARGET)
    wanted = option(order.options, TARGET, learnt)
    if wanted != learnt:
        raise InputError(
            message(
                "Fused answer",
                "This model was trained for the target {learnt} and cannot be judged on {wanted}. Train it "
                "for that first: --option target={wanted}.",
                learnt=learnt,
                wanted=wanted,
            )
        )
    return learnt


def _read(recipe: FusionRecipe, target: Target, data: Path, split: str) -> LabelledCases:
    if recipe.reader not in READERS:
        raise InputError(
            message(
                "Fused answer",
                "{system} asks for the reader “{reader}”, which does not exist. Readers: {known}.",
                system=recipe.system_id,
                reader=recipe.reader,
                known=", ".join(READERS),
            )
        )
    inside = data / recipe.data_folder
    return READERS[recipe.reader](inside if inside.is_dir() else data, split, target, recipe)


def _tell_fold(progress: ProgressSink, done: int, total: int) -> None:
    progress(Progress(message("Fused answer", "Cross-validation by patient"), done, total))


def _inner_evaluation(
    recipe: FusionRecipe,
    cases: LabelledCases,
    answers: list[Answers],
    may_win: tuple[str, ...],
) -> SystemEvaluation:
    """The cross-validation's figures; its best candidate is the default."""
    found = [_figures(each, cases, FOLDS_ROUNDS) for each in answers]
    best = max((f for f in found if f.name in may_win), key=lambda f: f.figures[AUC].value)
    fitting = recipe.fitting
    data = (
        f"{recipe.data_folder}, {fitting.folds}-fold cross-validation in train × {fitting.repeats}"
    )
    return SystemEvaluation(
        recipe.system_id, recipe.version, data, "", len(cases), tuple(found), best.name, AUC
    )


def _figures(said: Answers, cases: LabelledCases, rounds: int = 1000) -> SubjectFigures:
    scores = scores_of(said.logits).astype(np.float64)
    found = repeated_figures(scores, cases.labels, cases.groups, rounds)
    return SubjectFigures(said.name, SubjectKind(said.kind), found)


def _marked(
    recipe: FusionRecipe, answers: list[Answers], cases: LabelledCases, default: str
) -> list[SubjectFigures]:
    """The default and the gated network on the cases of the recipe's mark, where there are both outcomes."""
    places = np.array([p for p, mark in enumerate(cases.marks) if mark == recipe.mark], np.int64)
    if not recipe.mark_name or len(np.unique(cases.labels[places])) < 2:
        return []
    part = cases.take(places)
    return [
        _figures(Answers(f"{a.name}, {recipe.mark_name}", "ablation", a.logits[:, places]), part)
        for a in answers
        if a.name in (default, GATED)
    ]


def _notes(cases: LabelledCases, card: SystemCard) -> tuple[str, ...]:
    patients = len(np.unique(cases.groups))
    found = [
        f"“{card.default}” answers by default: it was best on patients left out in cross-validation "
        "inside train, single parts and baselines included."
    ]
    if patients < FEW_PATIENTS:
        found.append(f"{patients} patients: differences between subjects are within chance.")
    return tuple(found)


def _card(
    recipe: FusionRecipe,
    target: Target,
    order: TrainOrder,
    files: tuple[str, ...],
    inner: SystemEvaluation,
) -> SystemCard:
    return SystemCard(
        system_id=recipe.system_id,
        version=recipe.version,
        family="fusion",
        title=recipe.title,
        intended_use=recipe.intended_use,
        licence=recipe.licence,
        release=recipe.release,
        files=tuple(system_file(order.out, name) for name in files),
        sources=recipe.sources,
        limits=recipe.limits,
        metrics=card_metrics(inner),
        default=inner.default,
        options=tuple((dict(order.options) | {TARGET: target.name}).items()),
        published=recipe.published,
    )


def _judged(card: SystemCard, order: TrainOrder) -> SystemCard:
    """With the figures of `val`, where it is there."""
    asked = EvaluateOrder(order.out, card, order.data, "val", card.options, order.device)
    try:
        judged = replace(card, metrics=card_metrics(evaluate(asked)) + card.metrics)
    except NothingToOpen:
        return card
    write_system_card(judged, order.out)
    return judged
