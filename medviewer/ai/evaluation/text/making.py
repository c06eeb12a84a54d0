"""Makes a coder of text from its training part: teach, fit baselines, choose on cases kept apart, join.

divide → vocabulary, networks and baselines of the fit part → their scores on the selection part → blend,
thresholds, who answers → baselines again, of all cases (they take seconds; the networks stay as chosen)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.text.choosing import Chosen, SelectionScores, choose
from medviewer.ai.evaluation.text.fitting import fit_dictionary, fit_linear
from medviewer.ai.evaluation.text.judging import scores_of_cases, truth_of_cases
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.networks.text_coder import Cell, TextNetwork
from medviewer.ai.runtime.text.coder_files import CoderParts, StoredCoder
from medviewer.ai.runtime.text.text_model import PRIOR, TextModel
from medviewer.ai.text.vocabulary import Vocabulary
from medviewer.ai.training.distributed import Place
from medviewer.ai.training.text.cases import CaseParts, TextCase, divide_cases, labels_of
from medviewer.ai.training.text.lessons import Lesson, lessons_of, vocabulary_of_cases
from medviewer.ai.training.text.task import TextTask
from medviewer.ai.training.text.teaching import (
    Classroom,
    Taught,
    network_of,
    scores_of,
    selection_score,
    teach,
)
from medviewer.domain.model_trust import Interval

VARIANT_ROUNDS = 200  # resamplings of a figure that is only compared

Floats = NDArray[np.float64]

ProgressWords = Callable[[str, int, int], None]  # which network, epochs done, epochs planned


@dataclass(frozen=True, slots=True)
class MadeCoder:
    """A coder, how it came about, and what the selection part said."""

    parts: CoderParts
    chosen: Chosen
    taught: tuple[Taught, ...]


@dataclass(frozen=True, slots=True)
class Schoolbook:
    """What every network of a task is taught from."""

    task: TextTask
    cases: tuple[TextCase, ...]
    parts: CaseParts
    labels: tuple[str, ...]
    taught_labels: tuple[str, ...]
    vocabulary: Vocabulary

    @property
    def lessons(self) -> tuple[list[Lesson], list[Lesson]]:
        """Fit and selection."""
        fit, selection = (
            lessons_of(part, self.vocabulary, self.taught_labels, self.task)
            for part in (self.parts.fit, self.parts.selection)
        )
        return fit, selection


def schoolbook(task: TextTask, cases: Sequence[TextCase]) -> Schoolbook:
    """Divide the cases; labels and words come of the fit part, what is only looked up of all.

    Raises:
        InputError: there are too few cases, or none has a label often enough.
    """
    parts = divide_cases(cases, task.teaching.selection, task.seed)
    taught = labels_of(parts.fit, task.min_cases) or labels_of(parts.fit, 1)
    every = labels_of(cases, 1) if "dictionary" in task.baselines else taught
    vocabulary = vocabulary_of_cases(parts.fit, task)
    return Schoolbook(task, tuple(cases), parts, every, taught, vocabulary)


def make_coder(book: Schoolbook, out: Path, place: Place, report: ProgressWords) -> MadeCoder:
    """Teach all members and choose everything; only the first process's answer is whole."""
    taught = tuple(
        teach_member(book, out, place, report, number) for number in range(book.task.members)
    )
    draft = _parts(book, taught, book.parts.fit)
    chosen = choose(_selection_scores(draft, book), book.task.headline)
    whole = _parts(book, taught, book.cases, chosen)
    return MadeCoder(whole, chosen, taught)


def compare_variants(book: Schoolbook, place: Place, report: ProgressWords) -> dict[str, Interval]:
    """The headline figure of each variant of the network on the selection part, taught alike, by its name."""
    task = book.task
    fit, selection = book.lessons
    plan = replace(task.teaching, epochs=task.variant_epochs or task.teaching.epochs, patience=0)
    found = {}
    for variant in task.variants:
        shape = variant_of(task.network, variant)
        room = Classroom(
            task,
            len(book.vocabulary),
            len(book.taught_labels),
            fit,
            selection,
            shape,
            task.seed,
            place,
        )
        taught = teach(room, plan, partial(report, shape.name))
        network = network_of(taught.weights, room.words, room.labels, shape)
        found[shape.name] = _selection_interval(scores_of(network, selection), book, selection)
    return found


def variant_of(shape: TextNetwork, name: str) -> TextNetwork:
    """The same network with another recurrence: "lstm", "bilstm", "gru" or "bigru"."""
    both = name.startswith("bi")
    return replace(shape, cell=Cell(name.removeprefix("bi")), is_bidirectional=both)


def _selection_interval(scores: Floats, book: Schoolbook, lessons: Sequence[Lesson]) -> Interval:
    _, groups = np.unique([case.group for case in book.parts.selection], return_inverse=True)

    def measure(cases: NDArray[np.int64]) -> dict[str, float]:
        drawn = [lessons[case] for case in cases]
        return {"": selection_score(scores[cases], drawn, book.task.headline)}

    return intervals(measure, groups.astype(np.int64), rounds=VARIANT_ROUNDS)[""]


def teach_member(
    book: Schoolbook, out: Path, place: Place, report: ProgressWords, number: int
) -> Taught:
    """One network of the ensemble, with a seed of its own."""
    fit, selection = book.lessons
    room = Classroom(
        book.task,
        len(book.vocabulary),
        len(book.taught_labels),
        fit,
        selection,
        seed=book.task.seed + number,
        place=place,
        checkpoint=out / f"teaching-{number}.pt",
    )
    name = f"{book.task.network.name} {number + 1}"
    return teach(room, book.task.teaching, lambda done, of: report(name, done, of))


def _parts(
    book: Schoolbook,
    taught: Sequence[Taught],
    cases: Sequence[TextCase],
    chosen: Chosen | None = None,
) -> CoderParts:
    """A coder whose baselines are fitted on those cases; without a choice, one that only gives scores."""
    task = book.task
    linear = fit_linear(cases, book.labels, task)
    dictionary = fit_dictionary(cases, book.labels, task)
    index = {label: number for number, label in enumerate(book.labels)}
    truth = truth_of_cases(cases, book.labels)
    stored = StoredCoder(
        labels=book.labels,
        shares=tuple(float(each) for each in truth.held.mean(axis=0)),
        network_labels=tuple(index[label] for label in book.taught_labels),
        words=book.vocabulary.words,
        network=task.network,
        members=len(taught),
        default=chosen.default if chosen else "network",
        languages=tuple(sorted({case.language for case in cases})),
        linear=tuple(linear.judges) if linear else (),
        has_dictionary=dictionary is not None,
        is_single_label=task.is_single_label,
        marks_negation=task.marks_negation,
        blend=chosen.blend if chosen else None,
        thresholds=chosen.thresholds if chosen else (),
    )
    return CoderParts(stored, tuple(each.weights for each in taught), dictionary, linear)


def _selection_scores(draft: CoderParts, book: Schoolbook) -> SelectionScores:
    selection = book.parts.selection
    scores = scores_of_cases(TextModel(draft), selection)
    truth = truth_of_cases(selection, book.labels)
    if "prior" not in book.task.baselines:
        del scores[PRIOR]
    return SelectionScores(
        scores, truth.held, truth.beyond, truth.groups, np.array(draft.stored.shares)
    )
