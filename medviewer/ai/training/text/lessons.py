"""Cases as a network is taught them: indices, targets, and where the words stand that say why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from medviewer.ai.text.reading import read
from medviewer.ai.text.vocabulary import PADDING, UNKNOWN, Vocabulary, vocabulary_of
from medviewer.ai.training.text.cases import TextCase
from medviewer.ai.training.text.task import TextTask

LONGEST_LESSON = 2000  # tokens of a case that are taught; longer ones are rare and slow
LENGTH_SHUFFLE = 40  # tokens; cases of about this much the same length share a batch

Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One case.

    Attributes:
        tokens: (n,) indices into the vocabulary.
        targets: indices of its labels.
        marks: for some of them, the places in `tokens` that say so.
    """

    tokens: Integers
    targets: Integers
    marks: tuple[tuple[int, Integers], ...] = ()


@dataclass(frozen=True, slots=True)
class LessonBatch:
    """Cases taught at once.

    Attributes:
        tokens: (cases, longest), padded with 0.
        lessons: the same cases.
    """

    tokens: Tensor
    lessons: tuple[Lesson, ...]


def vocabulary_of_cases(cases: Sequence[TextCase], task: TextTask) -> Vocabulary:
    """The words of enough cases."""
    return vocabulary_of(
        (read(case.text, case.language, task.marks_negation).keys for case in cases),
        task.min_documents,
    )


def lessons_of(
    cases: Sequence[TextCase], vocabulary: Vocabulary, labels: Sequence[str], task: TextTask
) -> list[Lesson]:
    """Every case; labels that are not among `labels` are not taught."""
    index = {label: number for number, label in enumerate(labels)}
    return [_lesson(case, vocabulary, index, task) for case in cases]


def truth_of(lessons: Sequence[Lesson], labels: int) -> Bools:
    """(cases, labels)."""
    truth = np.zeros((len(lessons), labels), dtype=np.bool_)
    for row, lesson in enumerate(lessons):
        truth[row, lesson.targets] = True
    return truth


def batch_of(lessons: Sequence[Lesson]) -> LessonBatch:
    """One padded block; at least one token wide."""
    longest = max((len(lesson.tokens) for lesson in lessons), default=0)
    tokens = np.full((len(lessons), max(longest, 1)), PADDING, dtype=np.int64)
    for row, lesson in enumerate(lessons):
        tokens[row, : len(lesson.tokens)] = lesson.tokens
    return LessonBatch(torch.from_numpy(tokens), tuple(lessons))


def in_batches(
    lessons: Sequence[Lesson], size: int, random: np.random.Generator, word_dropout: float = 0.0
) -> Iterator[LessonBatch]:
    """All lessons once, those of like length together, batches in random order."""
    lengths = np.array([len(lesson.tokens) for lesson in lessons])
    order = np.argsort(lengths + random.random(len(lengths)) * LENGTH_SHUFFLE)
    starts = random.permutation(np.arange(0, len(order), size))
    for start in starts:
        batch = batch_of([lessons[index] for index in order[start : start + size]])
        if word_dropout:
            drawn = torch.from_numpy(random.random(batch.tokens.shape)) < word_dropout
            batch.tokens[drawn & (batch.tokens != PADDING)] = UNKNOWN
        yield batch


def in_order(lessons: Sequence[Lesson], size: int) -> Iterator[tuple[Integers, LessonBatch]]:
    """All lessons, short ones first so that little is padded; with their places in `lessons`."""
    order = np.argsort([len(lesson.tokens) for lesson in lessons], kind="stable")
    for start in range(0, len(order), size):
        places = order[start : start + size]
        yield places, batch_of([lessons[index] for index in places])


def _lesson(
    case: TextCase, vocabulary: Vocabulary, index: dict[str, int], task: TextTask
) -> Lesson:
    reading = read(case.text, case.language, task.marks_negation)
    tokens = reading.tokens[:LONGEST_LESSON]
    starts = np.array([token.start for token in tokens], dtype=np.int64)
    marks: dict[int, Bools] = {}
    for mark in case.marks if task.teaching.mark_weight else ():
        if mark.label in index:
            seen = marks.setdefault(index[mark.label], np.zeros(len(tokens), dtype=np.bool_))
            for start, end in mark.spans:
                seen |= (starts >= start) & (starts < end)
    targets = [index[label] for label in case.labels if label in index]
    return Lesson(
        vocabulary.indices(token.key for token in tokens),
        np.array(targets, dtype=np.int64),
        tuple((label, np.flatnonzero(seen)) for label, seen in marks.items() if seen.any()),
    )
