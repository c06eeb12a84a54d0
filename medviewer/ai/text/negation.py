"""What a clinical text denies, doubts or tells of the past, as stretches of it.

text → sentences → cues (`negation_cues`) → the reach of each: from the cue to the end of its sentence, to a
word that ends it ("but", "pero", "但") or to where a new statement begins. NegEx and ConText, by own lists;
where several reach a word, denial goes before doubt, and doubt before the past.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from medviewer.ai.text.language import CHINESE, SPANISH, language_of
from medviewer.ai.text.negation_cues import CHINESE_CUES, ENGLISH_CUES, SPANISH_CUES, Cues

LONGEST_REACH = 200  # characters; a sentence without a stop would be denied to its end
LONGEST_REACH_HAN = 40

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|[\n\r;。！；]")


class Assertion(StrEnum):
    """How a text speaks of what it names."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    UNCERTAIN = "uncertain"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True)
class Scope:
    """Characters `text[start:end]` that the cue `text[cue_start:cue_end]` speaks of."""

    kind: Assertion
    cue_start: int
    cue_end: int
    start: int
    end: int

    def covers(self, start: int, end: int) -> bool:
        """Whether most of those characters are within reach."""
        return 2 * (min(end, self.end) - max(start, self.start)) > end - start


def find_scopes(text: str, language: str = "") -> tuple[Scope, ...]:
    """Every reach of every cue, in order of the text; "" finds the language out."""
    cues = _cues_of(language or language_of(text))
    return tuple(
        scope for start, end in _sentences(text) for scope in _scopes(text, start, end, cues)
    )


def assertion_of(scopes: Iterable[Scope], start: int, end: int) -> Assertion:
    """How the text speaks of `text[start:end]`."""
    kinds = {scope.kind for scope in scopes if scope.covers(start, end)}
    order = (Assertion.NEGATED, Assertion.UNCERTAIN, Assertion.HISTORICAL)
    return next((kind for kind in order if kind in kinds), Assertion.AFFIRMED)


def negated_spans(text: str, language: str = "") -> list[tuple[int, int]]:
    """Where the text denies, in order and apart from one another, as `tokens.mark_negated` takes them."""
    spans: list[tuple[int, int]] = []
    for scope in sorted(find_scopes(text, language), key=lambda scope: scope.start):
        if scope.kind is not Assertion.NEGATED:
            continue
        if spans and scope.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], scope.end))
        else:
            spans.append((scope.start, scope.end))
    return spans


def _cues_of(language: str) -> Cues:
    return {SPANISH: SPANISH_CUES, CHINESE: CHINESE_CUES}.get(language, ENGLISH_CUES)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _scopes(text: str, start: int, end: int, cues: Cues) -> Iterator[Scope]:
    found = list(_matches(text, start, end, cues))
    limits = sorted(
        {match.start() for match in _ends_of(cues).finditer(text, start, end)}
        | {match.start() for match in _clause_of(cues).finditer(text, start, end)}
    )
    reach = LONGEST_REACH if cues.is_spaced else LONGEST_REACH_HAN
    for kind, is_before, match in found:
        if is_before:
            place = bisect_left(limits, match.end())
            stop = min([*limits[place : place + 1], end, match.end() + reach])
            yield Scope(kind, match.start(), match.end(), match.end(), stop)
        else:
            place = bisect_left(limits, match.start())
            begin = max([*limits[max(place - 1, 0) : place], start, match.start() - reach])
            yield Scope(kind, match.start(), match.end(), begin, match.start())


def _matches(
    text: str, start: int, end: int, cues: Cues
) -> Iterator[tuple[Assertion, bool, re.Match[str]]]:
    """Cues from left to right, the longest phrase first; what only looks like one uses its words up."""
    kinds = _kinds_of(cues)
    for match in _pattern_of(cues).finditer(text, start, end):
        phrase = " ".join(match[0].lower().split())
        for kind, is_before, phrases in kinds:
            if phrase in phrases:
                yield kind, is_before, match


def _kinds_of(cues: Cues) -> tuple[tuple[Assertion, bool, frozenset[str]], ...]:
    return (
        (Assertion.NEGATED, True, cues.before),
        (Assertion.NEGATED, False, cues.after),
        (Assertion.UNCERTAIN, True, cues.doubt_before),
        (Assertion.UNCERTAIN, False, cues.doubt_after),
        (Assertion.HISTORICAL, True, cues.past_before),
        (Assertion.HISTORICAL, False, cues.past_after),
    )


@lru_cache(maxsize=4)
def _pattern_of(cues: Cues) -> re.Pattern[str]:
    phrases = cues.not_cues.union(*(phrases for _, _, phrases in _kinds_of(cues)))
    return _any_of(phrases, cues)


@lru_cache(maxsize=4)
def _ends_of(cues: Cues) -> re.Pattern[str]:
    return _any_of(cues.ends, cues)


@lru_cache(maxsize=4)
def _clause_of(cues: Cues) -> re.Pattern[str]:
    return re.compile(cues.clause, re.IGNORECASE)


def _any_of(phrases: Iterable[str], cues: Cues) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    choice = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)
    edges = rf"(?<![\w-])(?:{choice})(?![\w-])" if cues.is_spaced else f"(?:{choice})"
    return re.compile(edges, re.IGNORECASE)
