"""Takes findings, decisions and drawings over from reports of our own, where the reader asks for it.

all reports of the study ─ job ─► the newest of each kind ─► laid on the open images ─► one step, to be undone
"""

import uuid
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import Finding, Review, ReviewState
from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.model_card import AnalysisRequest, AnalysisStatus, ModelCard
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.own_reading import OwnDecision, OwnFinding, OwnReading
from medviewer.domain.report import ReportContent
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_ledger import LesionMatch, MatchMethod, StudyLedger
from medviewer.domain.tracking import tracking_uid
from medviewer.errors import MedViewerError
from medviewer.session.history import Change
from medviewer.session.kept_answers import NO_PIXELS, result_sets
from medviewer.session.objects import objects_of
from medviewer.session.own_places import laid_drawing, laid_finding
from medviewer.session.result_sets import ResultSet
from medviewer.session.session import Session
from medviewer.words import Message, message

PART = "taking over"
MOST_REPORTS = 200  # of one study


@dataclass(frozen=True, slots=True)
class ReadingKept:
    """All that taking over changes in a study: as it was, or as it is; of the ledger, what was decided.

    `lost` counts what found no image or no model.
    """

    sets: tuple[ResultSet, ...]
    added: tuple[AddedFinding, ...]
    reviews: tuple[Review, ...]
    annotations: StudyAnnotations
    content: ReportContent
    ledger: StudyLedger
    lost: int = 0


class TakingOver(QObject):
    """Asked once for a study; gone when it is done."""

    def __init__(self, session: Session, study_key: str) -> None:
        super().__init__(session)
        self._session = session
        self._study_key = study_key

    def start(self) -> None:
        """Read every report of the study, off the GUI thread."""
        study = self._session.library.value.find_study(self._study_key)
        reports = objects_of(study) if study is not None else ()
        paths = [r.path for r in reports if r.object_kind is ObjectKind.REPORT][:MOST_REPORTS]
        job = self._session.objects.read_own(tuple(paths))
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.ended.connect(self.deleteLater)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._session.messages.error(error.message)

    @Slot(object)
    def _on_read(self, readings: tuple[OwnReading, ...]) -> None:
        study = self._session.library.value.find_study(self._study_key)
        if study is None:
            return
        if not readings:
            none = message("Objects", "None of this study’s reports was written by MedViewer.")
            self._session.messages.warn(none)
            return
        before = _now(self._session, study.key)
        laid = laid_on(readings, study, before, self._session.proposals.catalog)
        self._session.proposals.bring_back(study, laid.sets)
        _put_words(self._session, study.key, laid)
        now = _now(self._session, study.key)
        if now == before:
            known = message("Objects", "Everything the report keeps is here already.")
            self._session.messages.note(known)
            return
        title = message("Undo", "Reading taken over from a report")
        put = partial(_put, self._session, study.key)
        self._session.history.record(Change(title, put, before, now, study.key, part=PART))
        self._session.messages.warn(_told(laid))


def _now(session: Session, study_key: str) -> ReadingKept:
    reading = session.reading.of_study(study_key)
    return ReadingKept(
        session.analysis.sets.of(study_key),
        reading.added,
        reading.reviews,
        session.annotations.value.of(study_key),
        reading.content,
        replace(session.longitudinal.ledger.value.of(study_key), lesions=()),
    )


def _put(session: Session, study_key: str, kept: ReadingKept) -> None:
    """Make a study's reading this one: undo and redo."""
    ids = {each.set_id for each in kept.sets}
    session.analysis.sets.keep_only(study_key, lambda each: each.set_id in ids)
    study = session.library.value.find_study(study_key)
    if study is not None:
        session.proposals.bring_back(study, kept.sets)
    _put_words(session, study_key, kept)


def _put_words(session: Session, study_key: str, kept: ReadingKept) -> None:
    session.reading.put_back(study_key, kept.added, kept.reviews, kept.content)
    session.annotations.put(kept.annotations)
    session.longitudinal.ledger.put({study_key: kept.ledger})


def laid_on(
    readings: tuple[OwnReading, ...],
    study: Study,
    before: ReadingKept,
    catalog: tuple[ModelCard, ...],
) -> ReadingKept:
    """The reading as it will be: what is here already comes first, nothing of it is replaced."""
    newest = {each.is_readers: each for each in sorted(readings, key=lambda r: r.created_at)}
    merged = _merged(newest.get(True), newest.get(False))
    laid = [(own, decision, laid_finding(own.stated, study)) for own, decision in merged]
    here = {f.finding_id for each in before.sets for f in each.result.findings}
    here |= {each.finding.finding_id for each in before.added}
    answers = _Answers(study, newest.get(False))
    added, reviews, lost = list(before.added), list(before.reviews), 0
    for own, decision, found in laid:
        if found is None:
            lost += 1
            continue
        finding, shown = found
        if finding.finding_id not in here:
            if finding.provenance.is_by_reader:
                added.append(AddedFinding(finding, shown.display_set_id))
            else:
                answers.add(finding, shown)
        if decision is not None and all(r.finding_id != finding.finding_id for r in reviews):
            reviews.append(_review(own, decision, study))
    kept = answers.kept()
    sets = result_sets(kept, catalog, study.key)
    known = {f.finding_id for each in (*before.sets, *sets) for f in each.result.findings}
    lost += sum(len(each.findings) for each in kept) - sum(len(s.result.findings) for s in sets)
    drawn, missed = _drawn(newest.get(True), study, before.annotations)
    content = before.content
    if newest.get(True) is not None:
        content = content.over(newest[True].content)
    return ReadingKept(
        (*sets, *before.sets),
        tuple(added),
        tuple(r for r in reviews if r.finding_id in known | {a.finding.finding_id for a in added}),
        drawn,
        content,
        _matched(readings, before.ledger),
        lost + missed,
    )


@dataclass(frozen=True, slots=True)
class _Merged:
    """A finding as it was stated, and as the reader has it where that differs."""

    stated: OwnFinding
    edited: OwnFinding | None


def _merged(
    readers: OwnReading | None, proposals: OwnReading | None
) -> list[tuple[_Merged, OwnDecision | None]]:
    """Each finding once: the document of proposals knows both versions and the decision."""
    confirmed = {f.finding_id: f for f in (readers.findings if readers is not None else ())}
    versions = proposals.findings if proposals is not None else ()
    stated = {f.finding_id: f for f in versions if not f.is_edited}
    edited = {f.finding_id: f for f in versions if f.is_edited}
    merged = []
    for finding_id in dict.fromkeys((*stated, *confirmed)):
        own = stated.get(finding_id) or confirmed[finding_id]
        final = confirmed.get(finding_id)
        revised = edited.get(finding_id) or (final if final and final.is_edited else None)
        decision = own.decision
        if decision is None and final is not None and own.model_id and readers is not None:
            state = ReviewState.EDITED if final.is_edited else ReviewState.ACCEPTED
            decision = OwnDecision(state, readers.reader)
        merged.append((_Merged(own, revised), decision))
    return merged


def _review(own: _Merged, decision: OwnDecision, study: Study) -> Review:
    revised = None
    if decision.state is ReviewState.EDITED and own.edited is not None:
        laid = laid_finding(own.edited, study)
        revised = laid[0] if laid is not None else None
    return Review(
        own.stated.finding_id,
        decision.state,
        decision.reader,
        decision.decided_at,
        decision.reason,
        revised,
    )


class _Answers:
    """Findings gathered by the model and the images they speak of, as answers of that model."""

    def __init__(self, study: Study, proposals: OwnReading | None) -> None:
        self._study = study
        self._scores = proposals.scores if proposals is not None else ()
        self._written = proposals.created_at if proposals is not None else ""
        self._of: dict[tuple[str, str, str, str], list[Finding]] = {}
        self._shown: dict[str, DisplaySet] = {}

    def add(self, finding: Finding, shown: DisplaySet) -> None:
        told = finding.provenance
        self._shown[shown.display_set_id] = shown
        key = (told.model_id, told.model_version, told.weights_sha256, shown.display_set_id)
        self._of.setdefault(key, []).append(finding)

    def kept(self) -> tuple[KeptAnswer, ...]:
        return tuple(self._answer(key, found) for key, found in self._of.items())

    def _answer(self, key: tuple[str, str, str, str], findings: list[Finding]) -> KeptAnswer:
        model_id, version, sha, display_set_id = key
        first = findings[0].provenance
        return KeptAnswer(
            set_id=uuid.uuid4().hex,
            model_id=model_id,
            model_version=version,
            weights_sha256=sha,
            request=self._request(model_id, self._shown[display_set_id]),
            status=AnalysisStatus.DONE,
            device=first.device,
            finished_at=first.analysed_at,
            notes=(message("Objects", "Read from a report of {date}.", date=self._written[:8]),),
            scores={s.label: s.score for s in self._scores if s.model_id == model_id and s.label},
            findings=tuple(sorted(findings, key=lambda finding: -finding.confidence)),
        )

    def _request(self, model_id: str, shown: DisplaySet) -> AnalysisRequest:
        return AnalysisRequest(
            request_id=uuid.uuid4().hex,
            model_id=model_id,
            study_instance_uid=self._study.key,
            series_instance_uid=shown.series_instance_uid,
            display_set_id=shown.display_set_id,
            volume=NO_PIXELS,
            geometry=None,
            unit=shown.frames[0].rescale.unit,
            sop_instance_uids=tuple(f.instance.sop_instance_uid for f in shown.frames),
        )


def _drawn(
    readers: OwnReading | None, study: Study, before: StudyAnnotations
) -> tuple[StudyAnnotations, int]:
    """With the drawings that are not here, and how many found no image."""
    annotations, lost = before, 0
    for own in readers.drawings if readers is not None else ():
        if before.find(own.measurement_id) is not None:
            continue
        drawing = laid_drawing(own, study)
        if drawing is None:
            lost += 1
        else:
            annotations = annotations.with_measurement(drawing)
    return annotations, lost


def _matched(readings: tuple[OwnReading, ...], ledger: StudyLedger) -> StudyLedger:
    """With what bears the tracking UID of an earlier lesion; what is matched here already stays so."""
    known = {item for match in ledger.matches for item in match.item_ids}
    stated = {f.finding_id: f.tracking_uid for each in readings for f in each.findings}
    drawn = {d.measurement_id: d.tracking_uid for each in readings for d in each.drawings}
    new = tuple(
        LesionMatch((item,), uid, MatchMethod.REPORT)
        for item, uid in {**stated, **drawn}.items()
        if item not in known and uid and uid != tracking_uid(item)
    )
    return replace(ledger, matches=(*ledger.matches, *new))


def _told(kept: ReadingKept) -> Message:
    if kept.lost:
        return message(
            "Objects",
            "The reading was taken over from the study’s reports; {lost} of its findings and drawings could "
            "not be: their images are not open, or their model is not installed. Undo takes it back.",
            lost=kept.lost,
        )
    return message(
        "Objects",
        "The reading was taken over from the study’s reports: findings, decisions, drawings. Undo takes it "
        "back.",
    )
