"""Answers `CodingRequest`s in the worker process: reads a text, ranks codes, shows the words behind each.

text → cap → language → scores → the likeliest labels → words, tested by deletion → denied ones marked
     → words no model knows are looked up in the code table; such codes say that nobody learnt them
"""

import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from medviewer.ai.installed_systems import SystemPlace, find_system
from medviewer.ai.runtime.text.suggesting import TextCoding
from medviewer.ai.runtime.text.table_search import TableSearch
from medviewer.ai.text.language import CHINESE, language_of
from medviewer.domain.coding import CodingRequest, CodingResult
from medviewer.errors import NotApplicable
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

# Who answers for a family of systems: `load(place, search)` -> a call of (request, token) -> result.
Answerer = Callable[[CodingRequest, CancelToken], CodingResult]
STAGES = 2
CHINESE_TERMS = "diagnosis_zh_icd10"


class CodingDesk:
    """Loads a model at its first request and keeps it; the code table, too."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._search = TableSearch()
        self._answerers: dict[str, Answerer] = {}

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> CodingResult:
        """Answer a request.

        Raises:
            NotApplicable: no such coder is installed.
            ModelUnusable: its files are missing, altered or do not fit.
            Cancelled: `token` was cancelled.
        """
        if not isinstance(request, CodingRequest):
            raise NotApplicable(message("Codes", "This is not a text that could be coded."))
        started = time.monotonic()
        stage = message("Codes", "Reading the text")
        progress(Progress(stage, 0, STAGES))
        token.check()
        if language_of(request.query) == CHINESE:  # the code table is English, the terms are not
            asked = replace(request, model_id=CHINESE_TERMS)
            result = replace(self._answerer(CHINESE_TERMS)(asked, token), request=request)
        elif request.query.strip():
            result = self._search.answer(request)
        else:
            answerer = self._answerer(request.model_id)
            progress(Progress(stage, 1, STAGES))
            result = answerer(request, token)
        return replace(result, seconds=time.monotonic() - started)

    def _answerer(self, model_id: str) -> Answerer:
        if model_id not in self._answerers:
            place = find_system(model_id)
            if place is None and model_id == CHINESE_TERMS:
                return _term_desk()  # which says how to train it
            if place is None:
                raise NotApplicable(
                    message(
                        "Codes",
                        "No model that proposes codes is installed under “{model}”. Install it, or train it "
                        "with `medviewer train {model}`.",
                        model=model_id,
                    )
                )
            self._answerers[model_id] = self._load(place)
        return self._answerers[model_id]

    def _load(self, place: SystemPlace) -> Answerer:
        if place.card.family == "terms":
            return _term_desk()
        if place.card.family == "text":
            return TextCoding.load(place, self._search, self._device)
        raise NotApplicable(
            message(
                "Codes",
                "{model} does not answer requests for codes. Choose a text coder.",
                model=place.card.title,
            )
        )


def _term_desk() -> Answerer:
    """Who codes by standard terms; loaded only where somebody asks for them."""
    module = import_module("medviewer.ai.runtime.terms.term_desk")
    answer: Answerer = module.TermDesk().answer
    return answer


def open_desk(device: str) -> CodingDesk:
    """The desk of this process; nothing is loaded before it is asked."""
    return CodingDesk(device)
