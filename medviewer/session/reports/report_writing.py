"""Writing a report: what templates say of themselves, what the reader writes over it, and signing both.

(a finding, a drawing, a prior, the template changes) ─► a thread words the report ─► `changed`
typed ─► reading.content ─► journal            signed ─► what was shown is frozen
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot

from medviewer.domain.coding import decided_codes
from medviewer.domain.reading_mode import ReadingMode
from medviewer.domain.report import Report, ReportContent
from medviewer.domain.report_template import ReportTemplate
from medviewer.domain.report_version import ReportBody, ReportVersion, SignedFinding, SignedReport
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError, ReportError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.drawing.quantities import WORKING
from medviewer.session.hanging.layout_memory import main_modality
from medviewer.session.images.viewport import ViewportState
from medviewer.session.keeping.history import Change, History
from medviewer.session.library.library import LibraryState
from medviewer.session.reports.report_order import ReportOrder
from medviewer.session.reports.report_sources import ReportSources
from medviewer.session.reports.report_texts import Translate, in_language, worded
from medviewer.session.reports.reporting import Reporting
from medviewer.session.reports.signing import SYNTHETIC, signed_findings
from medviewer.session.reports.snippets import Snippet, own_file, snippets
from medviewer.session.reports.template_memory import with_template
from medviewer.session.review.reading_state import ReadingState
from medviewer.session.state import State
from medviewer.words import Message, message

SOON_MS = 80  # several changes come together
PART = "report"
LONGEST_TEXT = 50_000  # characters of a section
NOTHING = ReportContent()
WRITTEN = message("Undo", "Report text written")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a report of the study says, as last worked out.

    Attributes:
        study_key: "" while nothing is worded.
        shown: every text as it stands in the report: the reader's own, else the template's.
        made: the template's alone.
        templates: all there are, for the reader to choose from.
        notices: why something of it could not be used.
        is_current: whether nothing has changed since.
    """

    study_key: str = ""
    shown: ReportContent = NOTHING
    made: ReportContent = NOTHING
    templates: tuple[ReportTemplate, ...] = ()
    notices: tuple[Message, ...] = ()
    is_current: bool = False


class ReportWriting(State[Wording]):
    """Of the study in the active viewport. Nothing is worded while nobody watches."""

    def __init__(
        self,
        runner: JobRunner,
        sources: ReportSources,
        reporting: Reporting,
        history: History,
    ) -> None:
        super().__init__(Wording(), reporting)
        self._runner = runner
        self._sources = sources
        self._reporting = reporting
        self._viewport = viewport = sources.room.viewports.active
        self._history = history
        self._watchers: set[object] = set()
        self._job: Job | None = None
        self._is_outdated = False  # something changed while it was worded
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self._begin)
        sources.reading.changed.connect(self._on_reading_changed)
        viewport.changed.connect(self._on_viewport_changed)
        sources.library.changed.connect(self._on_library_changed)
        sources.signing.changed.connect(self._on_changed)
        sources.preferences.changed.connect(self._on_changed)
        sources.annotations.changed.connect(self._on_changed)
        sources.clinical.notes.changed.connect(self._on_changed)
        sources.quantities.changed.connect(self._on_changed)
        sources.clinical.codes.changed.connect(self._on_changed)

    @property
    def study(self) -> Study | None:
        return self._viewport.value.study

    @property
    def report(self) -> SignedReport:
        """The versions of the report of the study shown."""
        study = self.study
        return self._sources.signing.value.of(study.key if study else "")

    @property
    def content_now(self) -> ReportContent:
        """Every text of the study shown as last worded; the reader's own where nothing was worded yet."""
        study, own = self.study, self._sources.reading.value.content
        is_worded = study is not None and self.value.study_key == study.key
        return self.value.shown if is_worded else own

    @property
    def is_wording(self) -> bool:
        """Whether the words are about to be others than are shown."""
        return bool(self._watchers) and not self.value.is_current

    @property
    def sign_off(self) -> SignOff | None:
        """The signature that holds for the study shown, as it is now."""
        return self._sources.sign_off(self.study) if self.study is not None else None

    @property
    def language(self) -> str:
        """The language the report is written in."""
        return self._sources.reading.value.content.language or self._reporting.language

    def watch(self, watcher: object) -> None:
        """Keep the wording current from now on."""
        is_first = not self._watchers
        self._watchers.add(watcher)
        if is_first:
            self._on_changed()

    def unwatch(self, watcher: object) -> None:
        self._watchers.discard(watcher)

    def write(self, section: str, text: str, visit: str = "") -> None:
        """Put the reader's words in place of a section's; "" gives it back to the template.

        Args:
            section: a text of `ReportContent`.
            visit: what is typed in one visit to a field is undone together.
        """
        own = "" if self.value.is_current and text == getattr(self.value.made, section) else text
        self._put(WRITTEN, visit, **{section: own[:LONGEST_TEXT]})

    def use_template(self, template_id: str) -> None:
        """Word this report by a template, and from now on those of its modality."""
        study = self.study
        if study is None or self.report.is_locked:
            return
        preferences = self._sources.preferences
        line = with_template(preferences.value.report_templates, main_modality(study), template_id)
        preferences.update(report_templates=line)
        self._put(message("Undo", "Report template chosen"), template_id=template_id)

    def use_language(self, language: str) -> None:
        if not self.report.is_locked:
            self._put(message("Undo", "Language of the report chosen"), language=language)

    def what_is_open(self) -> tuple[Message, ...]:
        """Why the report cannot be signed now; empty where it can."""
        if self.study is None:
            return (message("Signing", "No study is open."),)
        if self.study.is_synthetic:  # nothing the reader could do would open it
            return (SYNTHETIC,)
        state = self._sources.reading.value
        reasons = [_undecided(state)] if state.undecided else []
        is_second = state.mode is ReadingMode.SECOND_READER and state.hides_ai
        if is_second:
            reasons.append(HIDDEN)
        if self._is_measuring:
            reasons.append(message("Signing", "A measurement has no value yet."))
        if self.report.is_locked and self.sign_off is not None:
            reasons.append(message("Signing", "It is signed already; amend it to change it."))
        return tuple(reasons)

    def sign(self, reader: str, organization: str = "") -> ReportVersion:
        """Freeze the report as it is shown.

        Raises:
            ReportError: something is still open, or what is shown is not what would be signed.
        """
        study, open_points = self.study, self.what_is_open()
        if study is None or open_points:
            raise ReportError(open_points[0])
        if not self.value.is_current or self.value.study_key != study.key:
            raise ReportError(STILL_WORDING)
        if not reader.strip():
            raise ReportError(message("Signing", "A signature needs the reader's name."))
        body = self._body(study, replace(self.value.shown, reader=reader.strip()))
        self._sources.reading.write(reader=reader.strip())
        return self._sources.signing.sign(study.key, body, reader, organization)

    def amend(self, reason: str) -> None:
        """Open the signed report for changes."""
        if self.study is not None:
            self._sources.signing.amend(self.study.key, reason)

    def withdraw_amendment(self) -> None:
        """Let the last signature stand again; what was changed since is put back."""
        study, latest = self.study, self.report.latest
        if study is None or latest is None:
            return
        reader = self._sources.reading.value.content.reader
        self._sources.reading.put_content(study.key, replace(latest.body.content, reader=reader))
        self._sources.clinical.codes.put_decided(study.key, latest.body.codes)
        self._sources.signing.withdraw_amendment(study.key)

    def copy_text(self) -> None:
        """Ask for the report as plain text: `Reporting.text_made` brings it."""
        if self.study is not None:
            self._reporting.make_text(self._sources.words(self.study))

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """The phrases on offer, read anew: the reader may have edited them meanwhile."""
        return snippets(self._sources.preferences.folder, self.language)

    def snippet_file(self) -> Path | None:
        """The reader's own list of phrases; None for settings that are forgotten.

        Raises:
            ReportError: it cannot be made.
        """
        folder = self._sources.preferences.folder
        try:
            return own_file(folder) if folder is not None else None
        except OSError as error:
            raise ReportError(NO_SNIPPET_FILE) from error

    def order_of(self, version: ReportVersion) -> ReportOrder | None:
        """What prints a signed version again; None while no study is open."""
        if self.study is None:
            return None
        body, order = version.body, self._sources.order(self.study)
        drawn = self._sources.annotations.value.of(self.study.key).measurements
        return replace(
            order,
            drawings=order.drawings if drawn == body.drawn else {},  # others than were signed
            findings=tuple(each.finding for each in body.findings),
            reviews=tuple(each.review for each in body.findings),
            numbers={f.finding.finding_id: f.number for f in body.findings},
            content=body.content,
            measurements=body.measurements,
            follow_up=body.follow_up,
            codes=body.codes,
            notes=body.notes,
            left_out=frozenset(),
            sign_off=version.sign_off,
        )

    def _body(self, study: Study, content: ReportContent) -> ReportBody:
        found: tuple[SignedFinding, ...] = signed_findings(self._sources.reading.value)
        drawn = self._sources.annotations.value.of(study.key).measurements
        words = self._sources.words(study)
        codes = decided_codes(words.codes)
        told = words.measurements, drawn, words.follow_up
        return ReportBody(content, found, *told, codes=codes, notes=words.notes)

    @property
    def _is_measuring(self) -> bool:
        """Whether some value is still being worked out."""
        asked = self._sources.quantities
        study_key = self.study.key if self.study is not None else ""
        drawn = self._sources.annotations.value.of(study_key).measurements
        return any(asked.of(each).note == WORKING for each in drawn)

    def _put(self, title: Message, visit: str = "", **texts: str) -> None:
        reading, study = self._sources.reading, self.study
        if study is None or self.report.is_locked:
            return
        before = reading.value.content
        reading.write(**texts)
        now = reading.value.content
        if now != before:
            put = partial(reading.put_content, study.key)
            self._history.record(Change(title, put, before, now, study.key, visit, PART))

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        """Typing changes only what is shown of it: no template has to be asked again."""
        if _facts(before) != _facts(now):
            self._on_changed()
        elif now.content != before.content and now.study_instance_uid == self.value.study_key:
            self.update(shown=now.content.over(self.value.made))

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if now.study is not before.study:
            self._on_changed()

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """A prior may have come or gone."""
        if now.studies is not before.studies:
            self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if self._watchers:
            self.update(is_current=False)
            self._timer.start()

    @Slot()
    def _begin(self) -> None:
        study = self.study
        if study is None:
            self.replace(Wording(templates=self.value.templates))
        elif self._job is not None:
            self._is_outdated = True
        else:
            self._is_outdated = False
            order = self._sources.words(study)
            work = partial(_word, order, self._reporting.translate, self._reporting.language)
            self._job = self._runner.start(Lane.REPORT, work)
            self._job.finished.connect(self._on_worded)
            self._job.failed.connect(self._on_failed)
            self._job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_worded(self, found: Wording) -> None:
        if self.study is None or self.study.key != found.study_key:
            return
        own = self._sources.reading.value.content
        shown = found.shown if self.sign_off is not None else own.over(found.made)
        is_current = not (self._timer.isActive() or self._is_outdated)
        self.replace(replace(found, shown=shown, is_current=is_current))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._reporting.messages.error(error.message)

    @Slot()
    def _on_ended(self) -> None:
        """What changed while it was worded is worded again."""
        self._job = None
        if self._is_outdated:
            self._timer.start()


def _word(order: ReportOrder, translate: Translate, language: str, context: JobContext) -> Wording:
    from medviewer.report.template_files import templates  # Jinja2 not before the window stands

    del context
    own = order.content
    order, say = in_language(order, translate, language)
    made: Report = worded(replace(order, content=_left_to_template(order.content)), say)
    shown = own if order.sign_off is not None else own.over(made.content)
    return Wording(
        order.study.key, shown, made.content, templates(order.site.own_templates), made.notices
    )


def _left_to_template(content: ReportContent) -> ReportContent:
    return ReportContent(template_id=content.template_id, language=content.language)


def _facts(state: ReadingState) -> tuple[object, ...]:
    content = state.content
    decided = (state.reviews, state.added, state.reported)
    return (state.study_instance_uid, *decided, content.template_id, content.language)


def _undecided(state: ReadingState) -> Message:
    numbers = ", ".join(str(state.number_of(f.finding_id)) for f in state.undecided)
    if len(state.undecided) == 1:
        return message("Signing", "AI proposal {numbers} waits for your decision.", numbers=numbers)
    return message("Signing", "AI proposals {numbers} wait for your decision.", numbers=numbers)


HIDDEN = message(
    "Signing", "The AI's answers are still hidden: lock your first read, or turn the AI off."
)
NO_SNIPPET_FILE = message(
    "Report",
    "The list of phrases cannot be written to the settings folder. Free some space and try again.",
)
STILL_WORDING = message("Signing", "The report is still being worded. Try again in a moment.")
