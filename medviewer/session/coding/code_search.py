"""Looks codes up by words in the whole code table, in the AI process; the newest words count."""

import uuid
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.coding import CodeSuggestion, CodingRequest, CodingResult
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.coding.code_question import question
from medviewer.session.state import State
from medviewer.words import Message

MOST_FOUND = 60
LONGEST_QUERY = 200  # characters
SHORTEST_QUERY = 2


@dataclass(frozen=True, slots=True)
class SearchState:
    """`found` answers `query`, best first; both are empty while nothing is looked for."""

    query: str = ""
    found: tuple[CodeSuggestion, ...] = ()
    notes: tuple[Message, ...] = ()
    is_searching: bool = False
    problem: Message | None = None


class CodeSearch(State[SearchState]):
    """One search at a time; what is typed meanwhile is looked for next."""

    def __init__(
        self, runner: JobRunner, worker: WorkerProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(SearchState(), parent)
        self._runner = runner
        self._worker = worker
        self._job: Job | None = None
        self._wanted = ""  # what is to be found
        self._asked = ""  # what is being looked for

    def look_for(self, words: str) -> None:
        """Find codes by words, or by the code itself; too few letters find nothing."""
        self._wanted = " ".join(words.split())[:LONGEST_QUERY]
        if len(self._wanted) < SHORTEST_QUERY:
            self._wanted = ""
            self.replace(SearchState())
        elif self._job is None and self._wanted != self.value.query:
            self._begin()

    def _begin(self) -> None:
        self._asked = self._wanted
        request = CodingRequest(uuid.uuid4().hex, "", limit=MOST_FOUND, query=self._asked)
        self.update(is_searching=True, problem=None)
        job = self._job = self._runner.start(Lane.ANALYSIS, question(request, self._worker))
        job.finished.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_found(self, answer: CodingResult) -> None:
        if self._asked == self._wanted:
            self.update(query=self._asked, found=answer.suggestions, notes=answer.notes)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self.replace(SearchState(self._asked, problem=error.message))

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        if self._wanted and self._wanted != self.value.query:
            self._begin()
        else:
            self.update(is_searching=False)
