"""Trains a system of terms: strings are divided, searched, taught, and who answers is chosen.

strings → fit and selection → book of terms (synonyms: fit) → candidates → logistic regression and matchers →
thresholds and default by the selection part → the book with all strings as synonyms.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.terms.term_files import Subject, TermFiles, TermSettings
from medviewer.ai.runtime.terms.term_ranking import TermRanking, TermReadings, single_feature
from medviewer.ai.text.diagnosis_strings import levelled
from medviewer.ai.text.term_candidates import Synonym, TermBook
from medviewer.ai.training.terms.choosing import best_term_threshold, recall_at
from medviewer.ai.training.terms.recipe import TermsTask
from medviewer.ai.training.terms.teaching import (
    MatcherRoom,
    TermLesson,
    teach_matcher,
)
from medviewer.ai.training.text.readers.chip_cdn import Diagnosis, StandardTerm
from medviewer.errors import InputError
from medviewer.words import message

SPELLING, NEIGHBOURS = "TF-IDF of characters", "nearest training strings"
LOGISTIC, READER, BOTH = "search + logistic regression", "BiGRU reader", "BiGRU reader + search"
BLEND = "logistic regression and BiGRU"
HEADLINE_RANK = 10

StepSink = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TermsRun:
    """A trained system and who answers by default."""

    files: TermFiles
    default: str


def train_terms(
    task: TermsTask,
    terms: Sequence[StandardTerm],
    diagnoses: Sequence[Diagnosis],
    report: StepSink = lambda done, of: None,
) -> TermsRun:
    """Train everything.

    Raises:
        InputError: there are too few strings to keep some apart for choosing.
    """
    fit, selection = _divided(diagnoses, task)
    book = _book(terms, diagnoses, fit)
    lessons = [
        _lesson(book, synonym.text, synonym.terms, place)
        for place, synonym in enumerate(book.synonyms)
    ]
    held_back = [_lesson(book, each.text, _places(book, each)) for each in selection]
    alphabet = _alphabet(book)
    room = MatcherRoom(
        TermReadings(book, alphabet), alphabet, lessons, held_back, task.network, task.seed
    )
    shapes = (
        (READER, replace(task.network, searches=False)),
        (BOTH, task.network),
    )
    networks = {}
    for number, (name, shape) in enumerate(shapes):
        networks[name] = teach_matcher(
            replace(room, shape=shape),
            task.teaching,
            partial(_part, report, number, len(shapes)),
        )
    settings = TermSettings(alphabet, _subjects(lessons), shapes)
    ranking = TermRanking(TermFiles(book, settings, networks))
    subjects, default = _chosen(ranking, held_back)
    whole = _book(terms, diagnoses, diagnoses)
    return TermsRun(TermFiles(whole, replace(settings, subjects=subjects), networks), default)


def _part(report: StepSink, number: int, parts: int, done: int, of: int) -> None:
    report(number * of + done, parts * of)


def _subjects(lessons: Sequence[TermLesson]) -> tuple[Subject, ...]:
    return (
        Subject(SPELLING, "baseline", single_feature("spelling")),
        Subject(NEIGHBOURS, "baseline", single_feature("neighbours' vote")),
        Subject(LOGISTIC, "baseline", _logistic(lessons)),
        Subject(READER, "ablation", network=READER),
        Subject(BOTH, "network", network=BOTH),
        Subject(BLEND, "ensemble", blend=(LOGISTIC, BOTH)),
    )


def _logistic(lessons: Sequence[TermLesson]) -> tuple[float, ...]:
    from sklearn.linear_model import LogisticRegression

    values = np.concatenate([lesson.candidates.features for lesson in lessons])
    truth = np.concatenate([lesson.is_meant for lesson in lessons])
    fitted = LogisticRegression(C=1.0, max_iter=500).fit(values, truth)
    return (*map(float, fitted.coef_[0]), float(fitted.intercept_[0]))


def _chosen(ranking: TermRanking, lessons: Sequence[TermLesson]) -> tuple[tuple[Subject, ...], str]:
    """Each subject with its threshold, and the one with the best recall among the first ten."""
    reached: dict[str, tuple[float, float]] = {}
    found = []
    for subject in ranking.settings.subjects:
        scores = [ranking.scores(subject.name, each.text, each.candidates) for each in lessons]
        meant = [each.is_meant for each in lessons]
        missed = [each.missed for each in lessons]
        threshold, f1 = best_term_threshold(scores, meant, sum(missed))
        reached[subject.name] = (recall_at(HEADLINE_RANK, scores, meant, missed), f1)
        found.append(replace(subject, threshold=threshold))
    return tuple(found), max(reached, key=lambda name: reached[name])


def _divided(
    diagnoses: Sequence[Diagnosis], task: TermsTask
) -> tuple[list[Diagnosis], list[Diagnosis]]:
    """Equal strings stay together."""
    groups = sorted({levelled(each.text) for each in diagnoses})
    count = round(task.selection * len(groups))
    if not 0 < count < len(groups):
        raise InputError(
            message(
                "Training",
                "The training part holds {count} independent cases, too few to keep some apart for choosing. "
                "Give more.",
                count=len(groups),
            )
        )
    drawn = np.random.default_rng(task.seed).permutation(len(groups))[:count]
    kept = {groups[place] for place in drawn}
    apart = [levelled(each.text) in kept for each in diagnoses]
    fit = [each for each, is_kept in zip(diagnoses, apart, strict=True) if not is_kept]
    return fit, [each for each, is_kept in zip(diagnoses, apart, strict=True) if is_kept]


def _book(
    terms: Sequence[StandardTerm], known: Sequence[Diagnosis], synonyms: Sequence[Diagnosis]
) -> TermBook:
    """The table's terms and those training uses besides, with these strings as synonyms."""
    codes = {each.term: each.code for each in terms}
    for diagnosis in known:
        for term in diagnosis.terms:
            codes.setdefault(term, "")
    places = {term: place for place, term in enumerate(codes)}
    pairs = [Synonym(each.text, tuple(places[term] for term in each.terms)) for each in synonyms]
    return TermBook(list(codes), list(codes.values()), pairs)


def _lesson(
    book: TermBook, text: str, terms: Sequence[int], without: int | None = None
) -> TermLesson:
    candidates = book.candidates(text, without)
    is_meant: NDArray[np.bool_] = np.isin(candidates.terms, terms)
    return TermLesson(text, candidates, is_meant, len(terms) - int(is_meant.sum()))


def _places(book: TermBook, diagnosis: Diagnosis) -> tuple[int, ...]:
    return tuple(book.places[term] for term in diagnosis.terms)


def _alphabet(book: TermBook) -> str:
    texts = [*book.levelled, *(levelled(synonym.text) for synonym in book.synonyms)]
    return "".join(sorted({character for text in texts for character in text}))
