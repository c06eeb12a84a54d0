"""A text coder's answer to a request: the likeliest codes, each with the words that drove it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.installed_systems import SystemPlace
from medviewer.ai.runtime.device import pick_device
from medviewer.ai.runtime.text.highlights import TextTrial, tested_evidence
from medviewer.ai.runtime.text.table_search import TableSearch
from medviewer.ai.runtime.text.text_model import ENSEMBLE, TextModel
from medviewer.ai.text.language import language_of
from medviewer.ai.text.negation import Assertion, Scope, assertion_of, find_scopes
from medviewer.ai.text.reading import Reading
from medviewer.ai.text.tokens import LONGEST_TEXT, readable
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
        found = learnt + self._looked_up(reading, language, learnt, request.limit - len(learnt))
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
        tested = tested_evidence(trial, text, reading.tokens, labels)
        scopes = find_scopes(text, language)
        found = [
            CodeSuggestion(
                self._search.code_of(self._model.stored.labels[label]),
                float(probabilities[label]),
                CodeOrigin.MODEL,
                tested.get(label, ()),
                label in tested,
                _is_denied(scopes, tested.get(label, ())),
            )
            for label in labels
        ]
        return tuple(sorted(found, key=lambda each: each.is_negated))

    def _looked_up(
        self, reading: Reading, language: str, learnt: Sequence[CodeSuggestion], room: int
    ) -> tuple[CodeSuggestion, ...]:
        """Codes whose titles hold words the model never read; the table is English."""
        if language != "en" or room <= 0:
            return ()
        known = {each.code.value for each in learnt}
        found: dict[str, CodeSuggestion] = {}
        for words in self._unknown_runs(reading)[:MOST_LOOKED_UP]:
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
            f"{self._card.system_id} {self._card.version}",
            self._card.is_calibrated and self._card.default == ENSEMBLE,
            notes,
        )


def _is_denied(scopes: Sequence[Scope], evidence: Sequence[EvidenceSpan]) -> bool:
    """Whether every place that drove the code is one the text denies."""
    return bool(evidence) and all(
        assertion_of(scopes, each.start, each.end) is Assertion.NEGATED for each in evidence
    )


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
