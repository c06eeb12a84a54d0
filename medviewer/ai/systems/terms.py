"""Family "terms": which standard terms of a code table a short diagnosis string means.

Train: table and strings → book, search, matchers → folder. Evaluate: the folder's subjects on the strings of
a split; neither the table nor the training part need be there.
"""

from dataclasses import replace

from medviewer.ai.evaluation.terms.judging import judge_terms
from medviewer.ai.installed_systems import system_file, write_system_card
from medviewer.ai.runtime.terms.term_files import FILES, read_term_files, write_term_files
from medviewer.ai.runtime.terms.term_ranking import TermRanking
from medviewer.ai.systems.evaluation_text import card_metrics
from medviewer.ai.systems.system import (
    EvaluateOrder,
    SubjectFigures,
    SubjectKind,
    SystemEvaluation,
    TrainOrder,
)
from medviewer.ai.training.terms.recipe import TermsTask, read_terms_task
from medviewer.ai.training.terms.run import TermsRun, train_terms
from medviewer.ai.training.text.readers.chip_cdn import FOLDER, read_diagnoses, read_terms
from medviewer.ai.training.text.tables import has_split
from medviewer.domain.system_card import SystemCard
from medviewer.progress import Progress, ProgressSink
from medviewer.words import Message, message

HEADLINE = "recall_10"
NOTES = (
    "Who answers was chosen by recall@10 on an inner part of the training strings, as were all thresholds.",
    "A term that neither the table nor a training string has counts as missed.",
)
OPTIONS: tuple[str, ...] = ()


def train(order: TrainOrder) -> SystemCard:
    """Train, write the run's folder, judge it on `val` where that is there.

    Raises:
        InputError: the recipe or the data cannot be used.
    """
    task = read_terms_task(order.recipe)
    terms, diagnoses = read_terms(order.data), read_diagnoses(order.data, "train")
    stage = message("Training", "Learning which terms are meant")
    run = train_terms(task, terms, diagnoses, _Steps(order.progress, stage))
    order.out.mkdir(parents=True, exist_ok=True)
    write_term_files(order.out, run.files)
    card = _card(task, run, order)
    if has_split(order.data, FOLDER, "val.jsonl"):
        judged = EvaluateOrder(order.out, card, order.data, progress=order.progress)
        card = replace(card, metrics=card_metrics(evaluate(judged)))
    write_system_card(card, order.out)
    return card


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """Judge every subject on `<split>.jsonl`.

    Raises:
        InputError: the split is not there, or has not the expected keys.
        ModelUnusable: the system's files are not those of its card.
    """
    diagnoses = read_diagnoses(order.data, order.split)
    ranking = TermRanking(read_term_files(order.card, order.folder))
    stage = message("Training", "Judging strings")
    figures = judge_terms(ranking, diagnoses, _Steps(order.progress, stage))
    subjects = tuple(
        SubjectFigures(name, SubjectKind(ranking.subject(name).kind), found)
        for name, found in figures.items()
    )
    return SystemEvaluation(
        order.card.system_id,
        order.card.version,
        FOLDER,
        order.split,
        len(diagnoses),
        subjects,
        order.card.default,
        HEADLINE,
        notes=NOTES,
        details={"thresholds": {each.name: each.threshold for each in ranking.settings.subjects}},
    )


def _card(task: TermsTask, run: TermsRun, order: TrainOrder) -> SystemCard:
    words = task.card
    return SystemCard(
        task.system_id,
        words.version,
        task.family,
        words.title,
        words.intended_use,
        words.licence,
        task.release,
        tuple(system_file(order.out, name) for name in FILES),
        words.sources,
        words.limits,
        default=run.default,
        options=order.options,
        published=words.published,
        is_synthetic_data=words.is_synthetic_data,
    )


class _Steps:
    """Tells a sink how many steps of a stage are done."""

    def __init__(self, progress: ProgressSink, stage: Message) -> None:
        self._progress, self._stage = progress, stage

    def __call__(self, done: int, total: int) -> None:
        self._progress(Progress(self._stage, done, total))
