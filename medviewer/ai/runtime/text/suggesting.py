"""A text coder's answer to a request: the likeliest codes, each with the words that drove it."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.installed_systems import SystemPlace
from medviewer.ai.runtime.device import pick_device
from medviewer.ai.runtime.text.highlights import TextTrial, tested_evidence
from medviewer.ai.runtime.text.table_search import TableSearch
from medviewer.ai.runtime.text.text_model import ENSEMBLE, TextModel
from medviewer.ai.text.language import language_of
from medviewer.ai.text.negation import Assertion, Scope, find_scopes, negated_spans
from medviewer.ai.text.reading import Reading
from medviewer.ai.text.search_words import FILLERS
from medviewer.ai.text.tokens import LONGEST_TEXT, Span, readable
from medviewer.ai.text.vocabulary import UNKNOWN
from medviewer.domain.coding import (
    CodeOrigin,
    CodeSuggestion,
    CodingRequest,
    CodingResult,
    EvidenceSpan,
)
from medviewer.progress import CancelToken
from medviewer.words import Message, message

LEAST_PROBABILITY = 0.02  # below it a code is one of hundreds, and a list of them is no help
MOST_LOOKED_UP = 8  # runs of words no model knows, looked up in the code table
LEAST_FIT = 0.75  # of a code's title with such words
SHORTEST_LOOKED_UP = 5  # letters; shorter unknown words are abbreviations and slips
LONGEST_STATEMENT = 12  # words; a title hardly has more
_HAS_LETTER = re.compile(r"[^\W\d_]")
LANGUAGE_NAMES = {"en": "English", "es": "Spanish", "zh": "Chinese"}

Floats = NDArray[np.float64]


class TextCoding:
    """A loaded coder behind the desk."""

    def __init__(self, place: SystemPlace, model: TextModel, search: TableSearch) -> None:
        self._card = place.card
        self._model = model
        self._search = search

    @classmethod
    def load(cls, place: SystemPlace, search: TableSearch, device: str) -> "TextCoding":
        """Read and check the coder's files.

        Raises:
            ModelUnusable: a file is missing, altered or does not fit.
        """
        model = TextModel.load(place.card, place.folder, str(pick_device(device)))
        return cls(place, model, search)

    def __call__(self, request: CodingRequest, token: CancelToken) -> CodingResult:
        """Rank codes for the text; what hinders an answer stands in the notes."""
        part = readable(request.text)
        language = request.language or language_of(part.text)
        hindrance = self._hindrance(part.text, language)
        if hindrance is not None:
            return self._result(request, (), language, (hindrance,))
        reading = self._model.read(part.text, language)
        probabilities = self._model.probabilities([reading], token)[0]
        labels = self._likeliest(probabilities, request.limit)
        token.check()
        learnt = self._suggestions(part.text, language, reading, labels, probabilities)
        words = self._unknown_runs(reading) if learnt else _statements(part.text, language)
        found = learnt + self._looked_up(words, language, learnt, request.limit - len(learnt))
        return self._result(request, found, language, _notes(part.is_cut, found))

    def _hindrance(self, text: str, language: str) -> Message | None:
        if not text.strip():
            return message("Codes", "There is no text to propose codes for. Type or paste one.")
        if not language:
            return message(
                "Codes",
                "The text has no words that could be read. Type or paste a text in English, Spanish or "
                "Chinese.",
            )
        if language == "zh" and "zh" not in self._model.stored.languages:
            return message(
                "Codes",
                "The text looks Chinese, and the coder that answers was taught {languages}. Train "
                "`diagnosis_zh_icd10` on your own copy of its data for Chinese diagnoses.",
                languages=", ".join(LANGUAGE_NAMES.get(x, x) for x in self._model.stored.languages),
            )
        return None

    def _likeliest(self, probabilities: Floats, limit: int) -> list[int]:
        order = np.argsort(-probabilities, kind="stable")[: max(limit, 0)]
        return [int(label) for label in order if probabilities[label] >= LEAST_PROBABILITY]

    def _suggestions(
        self,
        text: str,
        language: str,
        reading: Reading,
        labels: Sequence[int],
        probabilities: Floats,
    ) -> tuple[CodeSuggestion, ...]:
        """In order of score; what the text denies comes last."""
        trial = TextTrial(self._model, reading, labels)
        cues, denied = _cues(text, find_scopes(text, language)), negated_spans(text, language)
        tested = tested_evidence(trial, text, reading.tokens, labels)
        found = []
        for label in labels:
            shown = _telling(text, cues, tested.get(label, ()))
            spoken = [(each.start, each.end) for each in shown]
            # what is said twice stands the loss of one, and is denied all the same
            spoken = spoken or [
                (start, end)
                for start, end in (each.span for each in trial.candidates(label))
                if text[start:end].lower() not in cues
            ]
            found.append(
                CodeSuggestion(
                    self._search.code_of(self._model.stored.labels[label]),
                    float(probabilities[label]),
                    CodeOrigin.MODEL,
                    shown,
                    bool(shown),
                    is_denied(text, denied, spoken),
                )
            )
        return tuple(sorted(found, key=lambda each: each.is_negated))

    def _looked_up(
        self,
        looked_for: Sequence[str],
        language: str,
        learnt: Sequence[CodeSuggestion],
        room: int,
    ) -> tuple[CodeSuggestion, ...]:
        """Codes whose titles hold words the model never read or has no code for; the table is English."""
        if language != "en" or room <= 0:
            return ()
        known = {each.code.value for each in learnt}
        found: dict[str, CodeSuggestion] = {}
        for words in looked_for[:MOST_LOOKED_UP]:
            for hit in self._search.find(words, 1):
                suggestion = self._search.suggestion(hit)
                if hit.score >= LEAST_FIT and suggestion.code.value not in known:
                    found.setdefault(suggestion.code.value, suggestion)
        return tuple(list(found.values())[:room])

    def _unknown_runs(self, reading: Reading) -> list[str]:
        """Each word the model does not know, with its neighbours: "of Stevens Johnson syndrome"."""
        keys = reading.keys
        indices = self._model.vocabulary.indices(keys)
        places = [
            int(place)
            for place in np.flatnonzero(indices == UNKNOWN)
            if len(keys[place]) >= SHORTEST_LOOKED_UP and keys[place].isalpha()
        ]
        return list(dict.fromkeys(" ".join(keys[max(at - 1, 0) : at + 2]) for at in places))

    def _result(
        self,
        request: CodingRequest,
        found: tuple[CodeSuggestion, ...],
        language: str,
        notes: tuple[Message, ...],
    ) -> CodingResult:
        return CodingResult(
            request,
            found,
            language,
            self._card.default,
            self._card.version,
            self._card.is_calibrated and self._card.default == ENSEMBLE,
            notes,
        )


def _statements(text: str, language: str) -> list[str]:
    """Short sentences as they stand: where the coder knows no code, one may be a title of the table."""
    denied = negated_spans(text, language)
    starts = [start for start, _ in denied]
    return [
        found[0].strip()
        for found in re.finditer(r"[^.;!?\n]+", text)
        if 0 < len(found[0].split()) <= LONGEST_STATEMENT
        and not any(_lies_in(denied, starts, word) for word in _places(found))
    ]


def _places(found: re.Match[str]) -> Iterator[Span]:
    words = re.finditer(r"\w+", found[0])
    return ((found.start() + word.start(), found.start() + word.end()) for word in words)


def is_denied(text: str, denied: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether the words of `spans` stand in `denied` wherever the text says them; no span, no denial.

    `denied` as `negated_spans` gives it: in order and apart, so that a long text is searched by halves.
    """
    said = {text[start:end].lower() for start, end in spans}
    places = [place.span() for words in said for place in _said(words, text)]
    starts = [start for start, _ in denied]
    return bool(places) and all(_lies_in(denied, starts, place) for place in places)


def _lies_in(denied: Sequence[Span], starts: Sequence[int], place: Span) -> bool:
    middle = (place[0] + place[1]) // 2
    at = bisect_right(starts, middle) - 1
    return at >= 0 and middle < denied[at][1]


def _telling(
    text: str, cues: Collection[str], evidence: Sequence[EvidenceSpan]
) -> tuple[EvidenceSpan, ...]:
    """Without "of", "2" and the "no" that denies: a coder may look at them, and they name no disease."""
    return tuple(
        each
        for each in evidence
        if (words := text[each.start : each.end].lower()) not in cues
        and any(_HAS_LETTER.search(word) and word not in FILLERS for word in words.split())
    )


def _cues(text: str, scopes: Sequence[Scope]) -> set[str]:
    denials = (each for each in scopes if each.kind is Assertion.NEGATED)
    return {text[each.cue_start : each.cue_end].lower() for each in denials}


def _said(words: str, text: str) -> Iterator[re.Match[str]]:
    """Wherever the text says these words."""
    return re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)


def _notes(is_cut: bool, found: Sequence[CodeSuggestion]) -> tuple[Message, ...]:
    notes = []
    if is_cut:
        notes.append(
            message(
                "Codes",
                "Only the first {count} characters were read; the text is longer.",
                count=LONGEST_TEXT,
            )
        )
    if not found:
        notes.append(
            message(
                "Codes",
                "No code is proposed: nothing in the text resembles what the coder was taught.",
            )
        )
    return tuple(notes)
