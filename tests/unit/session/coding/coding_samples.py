"""A coder made by hand."""

import threading
from collections.abc import Callable

from medviewer.domain.coding import CodeOrigin, CodeSuggestion, CodingRequest, CodingResult
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ProgressSink
from tests.phantoms.codes import EFFUSION, NODULE, PNEUMONIA, suggestion

KNOWN = {"pneumonia": PNEUMONIA, "effusion": EFFUSION, "nodule": NODULE}
HANG_S = 120.0  # a hang guard, not a measurement


def codes_by_words(request: CodingRequest) -> CodingResult:
    """Every known word is its code; a search finds what begins with the query."""
    text = request.text.casefold()
    if request.query:
        looked_up = [c for word, c in KNOWN.items() if word.startswith(request.query.casefold())]
        found = [CodeSuggestion(code, 0.5, CodeOrigin.LEXICAL) for code in looked_up]
    else:
        found = [
            suggestion(code, 0.8, (text.index(word), text.index(word) + len(word)))
            for word, code in KNOWN.items()
            if word in text
        ]
    return CodingResult(request, tuple(found), "en", "a stub", "1.0.0")


class StubCoder(WorkerProcess):
    """Answers in this process; `hold` makes it wait before it answers, until `go_on`."""

    def __init__(self, answer: Callable[[CodingRequest], CodingResult] = codes_by_words) -> None:
        super().__init__(lambda: None)  # type: ignore[arg-type, return-value]
        self._answer = answer
        self.asked: list[CodingRequest] = []
        self._may_answer = threading.Event()
        self._may_answer.set()

    def hold(self) -> None:
        self._may_answer.clear()

    def go_on(self) -> None:
        self._may_answer.set()

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        del progress
        assert isinstance(payload, CodingRequest)
        self.asked.append(payload)
        assert self._may_answer.wait(HANG_S)
        token.check()
        return self._answer(payload)
