"""Asks the AI process which codes a study's text speaks of, and holds what it answered.

ask(sources) ─► text now ─► worker ─► the same text still? ─ yes ─► codes.propose
                   ▲                        │
                   └──────── no: asked again, with the newest text only
"""

import uuid
from dataclasses import dataclass, replace

from PySide6.QtCore import Slot

from medviewer.domain.code import Code
from medviewer.domain.coding import (
    CodeDecision,
    CodeKey,
    CodeSuggestion,
    CodingRequest,
    CodingResult,
    ReportCode,
)
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.coding.code_question import question
from medviewer.session.coding.code_search import CodeSearch
from medviewer.session.coding.coded_text import (
    NO_TEXT,
    CodedText,
    SectionSpan,
    TextSource,
    coded_text,
)
from medviewer.session.context.clinical import Clinical
from medviewer.session.preferences import Preferences
from medviewer.session.reports.report_writing import ReportWriting
from medviewer.session.state import State
from medviewer.words import Message, message

MOST_SUGGESTIONS = 20
MOST_WORDS, LONGEST_WORDS = 5, 80  # quoted beside a code
CHINESE_CODER = "diagnosis_zh_icd10"
CHINESE_SHARE = 0.3  # of the letters: names and units of a Chinese report are in Latin letters
NOTHING: frozenset[TextSource] = frozenset()


@dataclass(frozen=True, slots=True)
class CodingState:
    """What is asked, and what was answered last.

    Attributes:
        study_key: of the study asked about; "" while nothing was asked.
        sources: what was asked.
        progress: of the worker; None before its first word.
        asked: the text of the answer, by its sections.
        answer: None while there is none, or after another study came on screen.
        problem: why there is no answer.
        selected_key: of the code that keys act on and whose words are marked.
        is_beside_report: whether the report's editor shows the codes.
    """

    study_key: str = ""
    sources: frozenset[TextSource] = NOTHING
    is_asking: bool = False
    progress: Progress | None = None
    asked: CodedText = NO_TEXT
    answer: CodingResult | None = None
    problem: Message | None = None
    selected_key: CodeKey | None = None
    is_beside_report: bool = False

    def suggestion(self, key: CodeKey) -> CodeSuggestion | None:
        """What the last answer says of a code."""
        found = self.answer.suggestions if self.answer is not None else ()
        return next((s for s in found if (s.code.scheme, s.code.value) == key), None)

    def evidence(self, key: CodeKey) -> tuple[SectionSpan, ...]:
        """Places that drove a code and passed the deletion test, in the sections as they were asked."""
        found = self.suggestion(key)
        if found is None or not found.is_evidence_tested:
            return ()
        return tuple(self.asked.within(found.evidence))


class Coding(State[CodingState]):
    """Of the study in the active viewport; one question at a time, and only the newest text counts."""

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        clinical: Clinical,
        writing: ReportWriting,
        preferences: Preferences,
    ) -> None:
        super().__init__(CodingState(), writing)
        self._runner = runner
        self._worker = worker
        self.codes = clinical.codes
        self.search = CodeSearch(runner, worker, self)
        self._notes = clinical.notes
        self._writing = writing
        self._preferences = preferences
        self._job: Job | None = None
        self._request: CodingRequest | None = None  # the one whose answer is waited for
        self._is_outdated = False  # its answer is not wanted any more: another was asked
        self._awaits_words = False  # the report is being worded
        writing.changed.connect(self._on_worded)

    @property
    def study(self) -> Study | None:
        return self._writing.study

    @property
    def shown(self) -> tuple[ReportCode, ...]:
        """The codes of the study shown."""
        return self.codes.value.of(self.study.key) if self.study is not None else ()

    @property
    def selected(self) -> ReportCode | None:
        """The code of the study shown that keys act on."""
        return next((each for each in self.shown if each.key == self.value.selected_key), None)

    @property
    def can_change(self) -> bool:
        """A signed report's codes stand as they were signed."""
        return self.study is not None and not self._writing.report.is_locked

    def text_of(self, sources: frozenset[TextSource]) -> CodedText:
        """The text of the study shown, as it is now."""
        study = self.study
        if study is None:
            return NO_TEXT
        return coded_text(self._writing.content_now, self._notes.value.of(study.key), sources)

    def ask(self, sources: frozenset[TextSource]) -> None:
        """Ask which codes the text of these sources speaks of; the answer follows in the state."""
        study = self.study
        if study is None or not self.can_change:
            return
        if study.key != self.value.study_key:
            shown = self.value.is_beside_report
            self.replace(CodingState(study.key, is_beside_report=shown))
        self.update(sources=sources, is_asking=True, problem=None)
        if self._job is not None:
            self._is_outdated = True
        else:
            self._begin()

    def cancel(self) -> None:
        """Ask no more; what was answered before stays."""
        self._is_outdated = self._awaits_words = False
        self._request = None
        if self._job is not None:
            self._job.cancel()
        self.update(is_asking=False, progress=None)

    def select(self, key: CodeKey | None) -> None:
        """Make a code the one that keys act on; its words are marked."""
        self.update(selected_key=key)

    def decide(self, key: CodeKey, decision: CodeDecision) -> None:
        """The reader's word on a code of the study shown."""
        if self.study is not None and self.can_change:
            self.codes.decide(self.study.key, key, decision, self._reader)

    def choose(self, code: Code) -> None:
        """Add a code the reader looked up; it is the selected one, and so is seen to be there."""
        if self.study is not None and self.can_change:
            self.codes.choose(self.study.key, code, self._reader)
            self.select((code.scheme, code.value))

    @property
    def _reader(self) -> str:
        return self._writing.content_now.reader

    def _begin(self) -> None:
        self._is_outdated = False
        is_of_report = TextSource.REPORT in self.value.sources
        self._awaits_words = is_of_report and self._writing.is_wording
        if self._awaits_words:
            return
        text = self.text_of(self.value.sources)
        if text.is_empty:
            self.update(is_asking=False, progress=None, problem=NO_WORDS)
            return
        request = self._request = CodingRequest(
            uuid.uuid4().hex,
            text.text,
            limit=MOST_SUGGESTIONS,
            device=self._preferences.value.device,
        )
        if _is_chinese(text.text):
            request = self._request = replace(request, model_id=CHINESE_CODER, language="zh")
        self.update(is_asking=True, progress=None)
        job = self._job = self._runner.start(Lane.ANALYSIS, question(request, self._worker))
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot()
    def _on_worded(self) -> None:
        if self._awaits_words and not self._writing.is_wording:
            self._begin()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if self._request is not None:
            self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, answer: CodingResult) -> None:
        """Taken over only where it answers the newest question about the text as it is now."""
        study, wanted = self.study, self._request
        if wanted is None or study is None or study.key != self.value.study_key:
            return
        text = self.text_of(self.value.sources)
        if text.text != wanted.text:
            self._is_outdated = True
        if not self._is_outdated:
            self.update(asked=text, answer=answer, problem=None)
            self.codes.propose(study.key, proposed_codes(answer, text))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        wanted = self._request
        if wanted is not None and wanted.model_id == CHINESE_CODER:
            self.update(problem=replace(NO_CHINESE, values={"why": error.message}))
        elif wanted is not None:
            self.update(problem=error.message)

    @Slot()
    def _on_ended(self) -> None:
        self._job, self._request = None, None
        is_same = self.study is not None and self.study.key == self.value.study_key
        if self._is_outdated and is_same and self.can_change:
            self._begin()
        else:
            self.update(is_asking=False, progress=None)


def proposed_codes(answer: CodingResult, text: CodedText) -> tuple[ReportCode, ...]:
    """An answer's suggestions as codes of the report that nobody has decided on."""
    asked, version = answer.request.model_id, answer.model_version
    model = version if version.startswith(asked) else f"{asked} {version}".strip()
    return tuple(
        ReportCode(
            each,
            model=model,
            words=_quoted(each, text),
            is_probability=answer.tells_probabilities,
        )
        for each in answer.suggestions
    )


def _quoted(suggestion: CodeSuggestion, text: CodedText) -> tuple[str, ...]:
    """Its words, short enough to be kept beside it; none where taking them away changes nothing."""
    if not suggestion.is_evidence_tested:
        return ()
    words = tuple(text.words(suggestion.evidence))[:MOST_WORDS]
    return tuple(each[:LONGEST_WORDS] for each in words)


def _is_chinese(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in letters)
    return bool(letters) and chinese > CHINESE_SHARE * len(letters)


NO_CHINESE = message(
    "Codes",
    "Chinese texts need a coder you train yourself, which could not be used: {why} The command is "
    "“medviewer train diagnosis_zh_icd10”. Codes can be looked up all the same.",
    why="",
)
NO_WORDS = message(
    "Codes",
    "There are no words to find codes for. Write an indication, findings or an impression, or tick the "
    "clinical notes, and ask again.",
)
