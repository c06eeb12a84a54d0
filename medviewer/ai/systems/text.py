"""Family "text": recurrent networks with an attention for each label, beside dictionary and linear judges."""

import importlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from medviewer.ai.evaluation.text.choosing import LARGEST_ERROR, shown_error
from medviewer.ai.evaluation.text.highlight_trials import MOST_TEXTS, try_highlights
from medviewer.ai.evaluation.text.judging import (
    Truth,
    by_category,
    figures_of,
    scores_of_cases,
    truth_of_cases,
)
from medviewer.ai.evaluation.text.making import (
    MadeCoder,
    compare_variants,
    make_coder,
    schoolbook,
)
from medviewer.ai.installed_systems import checked_file, system_file, write_system_card
from medviewer.ai.runtime.device import pick_device
from medviewer.ai.runtime.text.coder_files import write_parts
from medviewer.ai.runtime.text.text_model import ENSEMBLE, TextModel
from medviewer.ai.systems.evaluation_text import DIGITS, card_metrics
from medviewer.ai.systems.system import (
    EvaluateOrder,
    Options,
    SubjectFigures,
    SubjectKind,
    SystemEvaluation,
    TrainOrder,
    option,
)
from medviewer.ai.text.blend import NETWORK
from medviewer.ai.training.distributed import joined_processes
from medviewer.ai.training.text.cases import TextCase
from medviewer.ai.training.text.task import TextTask, read_text_task
from medviewer.domain.model_card import Metric
from medviewer.domain.model_trust import Interval
from medviewer.domain.system_card import SystemCard
from medviewer.errors import InputError, NothingToOpen
from medviewer.progress import Progress
from medviewer.words import message

RECIPE = "recipe.toml"  # in a run folder: what reads a split of the same set again
CHECKPOINTS = "teaching-*.pt"
Reader = Callable[[Path, str, Options], tuple[TextCase, ...]]
OPTIONS: tuple[str, ...] = ("codes", "language", "input", "compare")


def train(order: TrainOrder) -> SystemCard:
    """Teach, choose, write, and judge on `val` where that is there.

    Raises:
        InputError: the recipe or the data cannot be used.
    """
    task = read_text_task(order.recipe)
    options = _options(task, order.options)
    cases = reader_of(task)(order.data, "train", options)
    order.out.mkdir(parents=True, exist_ok=True)
    if not order.is_resuming:
        for old in order.out.glob(CHECKPOINTS):
            old.unlink()

    def report(name: str, done: int, of: int) -> None:
        order.progress(Progress(message("Training", "Teaching {name}", name=name), done, of))

    book = schoolbook(task, cases)
    variants: dict[str, Interval] = {}
    with joined_processes(str(pick_device(order.device))) as place:
        made = make_coder(book, order.out, place, report)
        if option(options, "compare") == "yes":
            variants = compare_variants(book, place, report)
        if not place.is_first:
            return _card(task, order, made)
    names = write_parts(made.parts, order.out)
    recipe = order.recipe.read_text(encoding="utf-8")
    (order.out / RECIPE).write_text(recipe, encoding="utf-8")
    files = tuple(system_file(order.out, name) for name in (*names, RECIPE))
    card = replace(_card(task, order, made), files=files)
    write_system_card(card, order.out)
    judged = _judged_on_val(order, card)
    judged = replace(judged, metrics=(*judged.metrics, *_variant_metrics(task, variants)))
    write_system_card(judged, order.out)
    return judged


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """Measure network, baselines and their blend as they are stored.

    Raises:
        InputError: the split is not there or not as its set describes it.
        ModelUnusable: a file of the system is missing or altered.
    """
    checked_file(order.card, order.folder, RECIPE)  # an altered one would read other data
    task = read_text_task(order.folder / RECIPE)
    options, is_by_category = _asked(_options(task, order.options), order.card.options)
    cases = reader_of(task)(order.data, order.split, options)
    model = TextModel.load(order.card, order.folder, str(pick_device(order.device)))
    stored = model.stored
    judged = _judged(model, cases, task.headline, is_by_category=is_by_category)
    return SystemEvaluation(
        order.card.system_id,
        order.card.version,
        task.folder or order.data.name,
        order.split,
        len(cases),
        judged.subjects,
        stored.default,
        task.headline,
        int(judged.truth.groups.max()) + 1,
        _notes(task, judged),
        judged.details,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """What became of the cases; `tried` texts had their highlights tested."""

    subjects: tuple[SubjectFigures, ...]
    truth: Truth
    tried: int
    details: dict[str, object]


def _judged(
    model: TextModel, cases: Sequence[TextCase], headline: str, *, is_by_category: bool
) -> _Judged:
    stored = model.stored
    scores, labels = scores_of_cases(model, cases), stored.labels
    limits = {each.subject: each.of(len(stored.labels)) for each in stored.thresholds}
    scores = {name: found for name, found in scores.items() if name in limits}
    decided = {name: found >= limits[name] for name, found in scores.items()}
    if is_by_category:  # no thresholds were chosen for categories
        joined = {name: by_category(found, stored.labels) for name, found in scores.items()}
        scores = {name: found for name, (found, _) in joined.items()}
        labels, decided = next(iter(joined.values()))[1], {}
    truth = truth_of_cases(cases, labels)
    figures = {
        name: figures_of(found, truth, decided.get(name), labels, headline)
        for name, found in scores.items()
    }
    tried = {} if stored.is_single_label else try_highlights(model, cases, truth.groups)
    figures[stored.default] |= tried
    details: dict[str, object] = {"network": stored.network.name, "labels": len(labels)}
    if ENSEMBLE in scores and not stored.is_single_label:
        error = shown_error(scores[ENSEMBLE], truth.held)
        details["calibration_error_of_shown"] = error if math.isfinite(error) else None
    return _Judged(
        tuple(SubjectFigures(name, _kind(name), found) for name, found in figures.items()),
        truth,
        min(MOST_TEXTS, len(cases)) if tried else 0,
        details,
    )


def reader_of(task: TextTask) -> Reader:
    """The task's reader.

    Raises:
        InputError: there is none of that name.
    """
    try:
        name = f"medviewer.ai.training.text.readers.{task.reader}"
        return cast(Reader, importlib.import_module(name).read_cases)
    except ModuleNotFoundError as error:
        raise InputError(
            message(
                "Training",
                "The task {task} asks for the reader “{reader}”, which does not exist. Correct it.",
                task=task.system_id,
                reader=task.reader,
            )
        ) from error


def _card(task: TextTask, order: TrainOrder, made: MadeCoder) -> SystemCard:
    words = task.card
    error = made.chosen.calibration_error
    return SystemCard(
        system_id=task.system_id,
        version=words.version,
        family=task.family,
        title=words.title,
        intended_use=words.intended_use,
        licence=words.licence,
        release=task.release,
        files=(),
        sources=words.sources,
        limits=words.limits,
        default=made.chosen.default,
        options=_options(task, order.options),
        published=words.published,
        is_calibrated=not task.is_single_label and error <= LARGEST_ERROR,
        is_synthetic_data=words.is_synthetic_data,
    )


def _judged_on_val(order: TrainOrder, card: SystemCard) -> SystemCard:
    try:
        wanted = EvaluateOrder(order.out, card, order.data, "val", card.options, order.device)
        return replace(card, metrics=card_metrics(evaluate(wanted)))
    except NothingToOpen:
        return card  # there is no validation part: a card without figures says so


def _variant_metrics(task: TextTask, variants: dict[str, Interval]) -> tuple[Metric, ...]:
    epochs = task.variant_epochs or task.teaching.epochs
    return tuple(
        Metric(
            f"{name}, {epochs} epochs",
            task.headline,
            round(found.value, DIGITS),
            round(found.low, DIGITS),
            round(found.high, DIGITS),
            task.folder,
            "selection part of train",
        )
        for name, found in variants.items()
    )


def _options(task: TextTask, given: Options) -> Options:
    return tuple({**dict(task.options), **dict(given)}.items())


def _asked(wanted: Options, trained: Options) -> tuple[Options, bool]:
    """What to read the split with, and whether a coder of full codes is asked for their categories."""
    asked = dict(wanted).get("codes", "full")
    learnt = dict(trained).get("codes", "full")
    if (asked, learnt) == ("full", "three"):
        return (*wanted, ("codes", learnt)), False  # it knows no others
    return wanted, asked != learnt


def _kind(name: str) -> SubjectKind:
    kinds = {NETWORK: SubjectKind.NETWORK, ENSEMBLE: SubjectKind.ENSEMBLE}
    return kinds.get(name, SubjectKind.BASELINE)


def _notes(task: TextTask, judged: _Judged) -> tuple[str, ...]:
    notes = [
        "The subject that answers by default was chosen on a part of train; network, blend, thresholds too."
    ]
    if judged.tried:
        notes.append(
            "highlights_standing: share of the words proposed as reasons that pass the deletion test, on "
            f"{judged.tried} texts; a reader sees only those."
        )
    beyond, held = int(judged.truth.beyond.sum()), int(judged.truth.held.sum())
    if beyond:
        share = 100 * beyond / (beyond + held)
        notes.append(
            f"True labels never seen in training: {beyond} ({share:.0f} %). They count as misses everywhere "
            "but in macro F1, which is of the labels a coder knows."
        )
    if task.headline == "map":
        notes.append(
            "map_three: by category, the best code of each speaking for it; a lower bound."
        )
    if task.card.is_synthetic_data:
        notes.append("The texts are made up: the figures say nothing about patients.")
    return tuple(notes)
