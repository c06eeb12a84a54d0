"""Lays readings of our own reports on a study that is open: what it was, and what it will be.

the newest of each document → versions and decisions of a finding together → voxels → answers, own findings
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.coding import ReportCode, joined_codes
from medviewer.domain.finding import Finding, Review, ReviewState
from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.model_card import AnalysisRequest, AnalysisStatus, ModelCard
from medviewer.domain.own_reading import OwnDecision, OwnFinding, OwnReading
from medviewer.domain.report import ReportContent
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_ledger import LesionMatch, MatchMethod, StudyLedger
from medviewer.domain.tracking import tracking_uid
from medviewer.session.ai.kept_answers import NO_PIXELS, result_sets
from medviewer.session.ai.result_sets import ResultSet
from medviewer.session.objects.own_places import laid_drawing, laid_finding
from medviewer.words import message


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
    codes: tuple[ReportCode, ...] = ()
    lost: int = 0


def laid_on(
    readings: tuple[OwnReading, ...],
    study: Study,
    before: ReadingKept,
    catalog: tuple[ModelCard, ...],
) -> ReadingKept:
    """The reading as it will be: what is here already comes first, nothing of it is replaced."""
    newest = {each.is_readers: each for each in sorted(readings, key=lambda r: r.created_at)}
    readers, proposals = newest.get(True), newest.get(False)
    laying = _Laying(study, before, _Answers(study, proposals))
    for own, decision in _merged(readers, proposals):
        laying.take(own, decision)
    sets = laying.sets(catalog)
    drawn, missed = _drawn(readers, study, before.annotations)
    content = before.content if readers is None else before.content.over(readers.content)
    everything = (*sets, *before.sets)
    return ReadingKept(
        everything,
        tuple(laying.added),
        laying.reviews_of(everything),
        drawn,
        content,
        _matched(readings, before.ledger),
        joined_codes(readers.codes if readers is not None else (), before.codes),
        laying.lost + missed,
    )


class _Laying:
    """Findings laid one after the other on the images that are open."""

    def __init__(self, study: Study, before: ReadingKept, answers: "_Answers") -> None:
        self._study = study
        self._answers = answers
        self._here = finding_ids(before.sets) | {a.finding.finding_id for a in before.added}
        self._reviews = list(before.reviews)
        self.added = list(before.added)
        self.lost = 0

    def take(self, own: "_Merged", decision: OwnDecision | None) -> None:
        """Lay a finding, unless it is here; and the decision on it, unless there is one."""
        found = laid_finding(own.stated, self._study)
        if found is None:
            self.lost += 1
            return
        finding, shown = found
        if finding.finding_id not in self._here:
            if finding.provenance.is_by_reader:
                self.added.append(AddedFinding(finding, shown.display_set_id))
            else:
                self._answers.add(finding, shown)
        is_decided = any(r.finding_id == finding.finding_id for r in self._reviews)
        if decision is not None and not is_decided:
            self._reviews.append(_review(own, decision, self._study))

    def sets(self, catalog: tuple[ModelCard, ...]) -> tuple[ResultSet, ...]:
        """The answers as result sets again; those of models that are not installed are lost."""
        kept = self._answers.kept()
        sets = result_sets(kept, catalog, self._study.key)
        self.lost += sum(len(each.findings) for each in kept) - len(finding_ids(sets))
        return sets

    def reviews_of(self, sets: tuple[ResultSet, ...]) -> tuple[Review, ...]:
        """Decisions on what there is."""
        known = finding_ids(sets) | {each.finding.finding_id for each in self.added}
        return tuple(review for review in self._reviews if review.finding_id in known)


def finding_ids(sets: Iterable[ResultSet]) -> set[str]:
    return {finding.finding_id for each in sets for finding in each.result.findings}


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
            notes=(
                message("Objects", "Read from a report of {date}.", date=_dashed(self._written)),
            ),
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


def _dashed(moment: str) -> str:
    """`2026-03-04` of a DICOM date or date and time."""
    return f"{moment[:4]}-{moment[4:6]}-{moment[6:8]}" if moment[:8].isdigit() else moment[:8]
