"""Answers what a Chinese text is to be coded as, by the system of terms the reader trained.

text → clauses → standard terms of each → the best of all, each with the clause it was found in. Nothing is
shipped: the set is for research only. Without a trained system the answer is empty and says how to train one.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

import numpy as np

from medviewer.ai.installed_systems import SystemPlace, find_system
from medviewer.ai.runtime.terms.term_files import read_term_files
from medviewer.ai.runtime.terms.term_ranking import TermRanking
from medviewer.ai.text.diagnosis_strings import LONGEST, levelled
from medviewer.ai.text.language import CHINESE
from medviewer.ai.text.negation import Assertion, assertion_of, find_scopes
from medviewer.ai.text.term_candidates import top
from medviewer.ai.text.tokens import Span
from medviewer.domain.code import Code
from medviewer.domain.coding import (
    CodeOrigin,
    CodeSuggestion,
    CodingRequest,
    CodingResult,
    EvidenceSpan,
)
from medviewer.progress import CancelToken
from medviewer.words import Message, message

SYSTEM = "diagnosis_zh_icd10"
SCHEME = "99ICD10BJ"  # Beijing clinical edition v601; no designator of DICOM's, so one of our own (PS3.3 8.2)
MOST_CLAUSES = 40  # a text of more is read by its first
LEAST_SCORE = 0.05  # lower ones are not worth the reader's time
SHORTEST_RUN = 2  # characters; a single one is shared by chance
FAMILY = "terms"

_CLAUSE = re.compile(r"[^。；;，,！？!?\n\r]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A term, its score, and the clause it was found in."""

    term: int
    score: float
    start: int
    end: int


class TermDesk:
    """Keeps the system once it was loaded; a newly trained one is read again."""

    def __init__(self) -> None:
        self._loaded: tuple[SystemPlace, TermRanking] | None = None

    def answer(self, request: CodingRequest, token: CancelToken) -> CodingResult:
        """Code the text, or search the table of terms by `query`.

        Raises:
            ModelUnusable: the system's files are not those of its card.
            Cancelled: `token` was cancelled.
        """
        began = time.perf_counter()
        place = find_system(request.model_id or SYSTEM)
        if place is None or place.card.family != FAMILY:
            return _nothing(request, NOT_TRAINED)
        ranking = self._ranking(place)
        if request.query:
            suggestions = _searched(ranking, request)
            notes: tuple[Message, ...] = ()
        else:
            suggestions, notes = _coded(ranking, place.card.default, request, token)
        return CodingResult(
            request,
            suggestions,
            CHINESE,
            place.card.default,
            place.card.version,
            tells_probabilities=place.card.is_calibrated,
            notes=notes,
            seconds=time.perf_counter() - began,
        )

    def _ranking(self, place: SystemPlace) -> TermRanking:
        if self._loaded is None or self._loaded[0] != place:
            self._loaded = (place, TermRanking(read_term_files(place.card, place.folder)))
        return self._loaded[1]


NOT_TRAINED = message(
    "Coding",
    "No coder of Chinese texts is installed: none may be shipped, since its texts are for research only. "
    "Train one on your own copy of CHIP-CDN: medviewer evaluate {system} --data FOLDER.",
    system=SYSTEM,
)


def _nothing(request: CodingRequest, note: Message) -> CodingResult:
    return CodingResult(request, (), CHINESE, "", "", notes=(note,))


def _coded(
    ranking: TermRanking, subject: str, request: CodingRequest, token: CancelToken
) -> tuple[tuple[CodeSuggestion, ...], tuple[Message, ...]]:
    clauses = list(islice(_CLAUSE.finditer(request.text), MOST_CLAUSES + 1))
    read = clauses[:MOST_CLAUSES]
    best: dict[int, _Found] = {}
    for clause in read:
        token.check()
        for found in _of_clause(ranking, subject, clause):
            if found.term not in best or best[found.term].score < found.score:
                best[found.term] = found
    ranked = sorted(best.values(), key=lambda found: (-found.score, found.term))
    suggestions = tuple(
        _suggestion(ranking, request.text, found) for found in ranked[: request.limit]
    )
    if len(clauses) <= MOST_CLAUSES:
        return suggestions, ()
    return suggestions, (
        message(
            "Coding",
            "Only the first {count} statements were read: this coder is made for diagnoses, not for reports.",
            count=MOST_CLAUSES,
        ),
    )


def _of_clause(ranking: TermRanking, subject: str, clause: re.Match[str]) -> Iterator[_Found]:
    text = clause[0]
    if not levelled(text):
        return
    candidates = ranking.book.candidates(text)
    scores = ranking.scores(subject, text, candidates)
    for term, score in zip(candidates.terms, scores, strict=True):
        # Terms only training strings have are without a code, and a code is what was asked for.
        if score >= LEAST_SCORE and ranking.book.codes[term]:
            end = min(clause.end(), clause.start() + LONGEST)  # what of it was read
            yield _Found(int(term), float(score), clause.start(), end)


def _suggestion(ranking: TermRanking, text: str, found: _Found) -> CodeSuggestion:
    start, end = _words(text, found, ranking.book.terms[found.term])
    scopes = find_scopes(text[found.start : found.end], CHINESE)  # no cue reaches past its clause
    said = assertion_of(scopes, start - found.start, end - found.start)
    return CodeSuggestion(
        _code(ranking, found.term),
        found.score,
        CodeOrigin.MODEL,
        (EvidenceSpan(start, end, 1.0),),
        is_negated=said is Assertion.NEGATED,
    )


def _words(text: str, found: _Found, term: str) -> Span:
    """The longest run of characters the clause shares with the term; the clause where they share none."""
    run = SequenceMatcher(None, text, term, autojunk=False).find_longest_match(
        found.start, found.end, 0, len(term)
    )
    return (run.a, run.a + run.size) if run.size >= SHORTEST_RUN else (found.start, found.end)


def _searched(ranking: TermRanking, request: CodingRequest) -> tuple[CodeSuggestion, ...]:
    book = ranking.book
    scores = book.spelling.similarities([levelled(request.query)])[0]
    scores[[not code for code in book.codes]] = 0.0
    return tuple(
        CodeSuggestion(
            _code(ranking, int(term)), float(np.clip(scores[term], 0, 1)), CodeOrigin.LEXICAL
        )
        for term in top(scores, request.limit)
    )


def _code(ranking: TermRanking, term: int) -> Code:
    return Code(ranking.book.codes[term], SCHEME, ranking.book.terms[term])
