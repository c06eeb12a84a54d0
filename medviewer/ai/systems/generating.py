"""Trains, judges and describes generators of pictures."""

from dataclasses import replace
from pathlib import Path

from medviewer.ai.evaluation.gan.contact_sheet import write_contact_sheet
from medviewer.ai.evaluation.gan.evaluate import (
    REAL_IMAGES,
    GanFigures,
    Thresholds,
    measure_gan,
    thresholds_of,
)
from medviewer.ai.installed_systems import system_file, write_system_card
from medviewer.ai.runtime.synthesis.made_run import FACTS, GAUSSIAN, NETWORK, WEIGHTS
from medviewer.ai.systems.evaluation_text import card_metrics
from medviewer.ai.systems.kept_tables import keep_table, kept_table
from medviewer.ai.systems.system import (
    EvaluateOrder,
    SubjectFigures,
    SubjectKind,
    SystemEvaluation,
    TrainOrder,
)
from medviewer.ai.training.gan.kept_run import read_trained
from medviewer.ai.training.gan.recipe import GanRecipe, PictureSet
from medviewer.ai.training.gan.run import JUDGES, REFERENCES, TrainedGan, train_gan
from medviewer.ai.training.gan.sets import made_classes, read_parts, read_split
from medviewer.ai.training.samples import VALIDATION
from medviewer.domain.model_card import Metric
from medviewer.domain.system_card import SystemCard
from medviewer.errors import InputError

HEADLINE = "fd_own"
PICTURE_SET = "set.toml"  # the set as it was trained on
THRESHOLDS = "thresholds.toml"
SAMPLES = "samples.png"
SELECTION = "selection part"
FILES = (WEIGHTS, GAUSSIAN, JUDGES, REFERENCES, FACTS, PICTURE_SET, THRESHOLDS)


def train(order: TrainOrder, recipe: GanRecipe, chosen: PictureSet) -> SystemCard:
    """Train; whichever source lies nearer to the selection part draws by default."""
    parts = read_parts(chosen, order.data)
    trained = train_gan(chosen, parts, order.out, order.progress, is_resuming=order.is_resuming)
    unseen = made_classes(parts.selection, chosen)
    limits = thresholds_of(trained, unseen)
    write_contact_sheet(order.out / SAMPLES, unseen, trained.sources)
    keep_table(order.out, PICTURE_SET, chosen)
    keep_table(order.out, THRESHOLDS, limits)
    on_selection = measure_gan(trained, unseen, limits)
    card = _card(order, recipe, chosen)
    card = replace(card, default=nearest(on_selection))
    chosen_by = _as_evaluation(card, on_selection, chosen, "", len(unseen))
    metrics = card_metrics(chosen_by) + _validated(card, trained, limits, chosen, order.data)
    card = replace(card, metrics=metrics)
    write_system_card(card, order.out)
    return card


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """Measure on a split; its folder needs nothing but that split."""
    trained = read_trained(order.card, order.folder)
    chosen = kept_table(order.card, order.folder, PICTURE_SET, PictureSet)
    limits = kept_table(order.card, order.folder, THRESHOLDS, Thresholds)
    samples = made_classes(read_split(chosen, order.data, order.split), chosen)
    figures = measure_gan(trained, samples, limits)
    return _as_evaluation(order.card, figures, chosen, order.split, len(samples))


def nearest(figures: GanFigures) -> str:
    """The source whose pictures lie nearest to the real ones."""
    sources = [name for name in figures.subjects if name != REAL_IMAGES]
    return min(sources, key=lambda name: figures.subjects[name][HEADLINE].value)


def _validated(
    card: SystemCard, trained: TrainedGan, limits: Thresholds, chosen: PictureSet, data: Path
) -> tuple[Metric, ...]:
    """The figures of the validation part, where that is at hand."""
    try:
        samples = made_classes(read_split(chosen, data, VALIDATION), chosen)
    except InputError:
        return ()
    figures = measure_gan(trained, samples, limits)
    return card_metrics(_as_evaluation(card, figures, chosen, VALIDATION, len(samples)))


def _as_evaluation(
    card: SystemCard, figures: GanFigures, chosen: PictureSet, split: str, count: int
) -> SystemEvaluation:
    subjects = tuple(
        SubjectFigures(name, _kind(name), found) for name, found in figures.subjects.items()
    )
    data = (
        chosen.source.name
        if split
        else f"{chosen.source.name}, {SELECTION}, which chose the default"
    )
    return SystemEvaluation(
        card.system_id,
        card.version,
        data,
        split,
        count,
        subjects,
        card.default,
        HEADLINE,
        figures.groups,
        figures.notes,
    )


def _kind(name: str) -> SubjectKind:
    kinds = {NETWORK: SubjectKind.NETWORK, REAL_IMAGES: SubjectKind.REFERENCE}
    return kinds.get(name, SubjectKind.BASELINE)


def _card(order: TrainOrder, recipe: GanRecipe, chosen: PictureSet) -> SystemCard:
    return SystemCard(
        system_id=recipe.system_id,
        version=recipe.version,
        family=recipe.family,
        title=chosen.title,
        intended_use=recipe.intended_use,
        licence=recipe.licence,
        release=chosen.release,
        files=tuple(system_file(order.out, name) for name in FILES),
        sources=(chosen.source,),
        limits=(*recipe.limits, *chosen.limits),
        options=(("set", chosen.name),),
        published=recipe.published,
    )
