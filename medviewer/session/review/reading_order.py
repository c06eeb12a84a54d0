"""One study's reading, frozen; and from it the record that every exported object is written from.

session: journal's content ─┐
                            ├─► ReadingOrder ─ (a thread, or the command line) ─► ReadingRecord
session file: KeptStudy ────┘
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from medviewer import __version__
from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.coding import ReportCode
from medviewer.domain.finding import Finding, first_review
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.measurement import Measurement
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.reading_record import (
    MarkedImage,
    ReadingRecord,
    RecordedFinding,
    RecordedMeasurement,
    RecordedSegment,
    ShownWindow,
)
from medviewer.domain.report import PriorStudy, ReportContent
from medviewer.domain.report_version import ReportBody, SignedFinding, SignedReport
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Study
from medviewer.domain.study_annotations import KeyMark
from medviewer.domain.study_journal import StudyJournal
from medviewer.domain.tracking import tracking_uid_of
from medviewer.progress import CancelToken
from medviewer.session.hanging.kept_layout import find_shown
from medviewer.session.objects.file_quantities import FileQuantities
from medviewer.session.reports.report_order import NO_SITE, ReportSite
from medviewer.session.reports.signing import is_intact


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """All that was done in one study, as it is when somebody asks for documents of it.

    Attributes:
        kept: what the reader did; models' answers are not looked for in it.
        results: one for each model that ran, refused ones included.
        findings: in the order of their numbers on screen.
        left_out: ids of those that stand in no document: too weak for the model to state, and not shown.
        places: by finding id, the display set its voxels count in, of findings that no result holds.
        timings_s: stages outside the models, for the JSON document.
        follow_up: lesions over time, where earlier examinations are known.
        priors: earlier examinations at hand, the latest first.
    """

    study: Study
    kept: StudyJournal
    results: tuple[AnalysisResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    timings_s: Mapping[str, float] = field(default_factory=dict)
    follow_up: FollowUp | None = None
    priors: tuple[PriorStudy, ...] = ()
    site: ReportSite = NO_SITE

    @property
    def sign_off(self) -> SignOff | None:
        """The signature that holds for all of this; None while it is preliminary."""
        reviews = {review.finding_id: review for review in self.kept.reviews}
        findings = [
            SignedFinding(number, f, reviews.get(f.finding_id) or first_review(f))
            for number, f in enumerate(self.findings, start=1)
            if f.finding_id not in self.left_out
        ]
        drawn = self.kept.annotations.measurements
        return self._signed.sign_off_of(findings, drawn, self.kept.content, self.kept.codes)

    @property
    def content(self) -> ReportContent:
        """As it was signed, or else as it is being written."""
        signed = self._signed_body
        return signed.content if signed is not None else self.kept.content

    @property
    def printed_follow_up(self) -> FollowUp | None:
        """As it was signed, or else as it is known now."""
        signed = self._signed_body
        return signed.follow_up if signed is not None else self.follow_up

    @property
    def codes(self) -> tuple[ReportCode, ...]:
        """As they were signed, or else as they are decided now."""
        signed = self._signed_body
        return signed.codes if signed is not None else self.kept.codes

    @property
    def printed_notes(self) -> ClinicalNotes:
        """As they were signed, or else as they stand now; nothing the reader keeps to themselves."""
        signed = self._signed_body
        return signed.notes if signed is not None else self.kept.notes.printed

    @property
    def _signed_body(self) -> ReportBody | None:
        latest = self._signed.latest
        return latest.body if latest is not None and self.sign_off is not None else None

    @property
    def _signed(self) -> SignedReport:
        """Versions that somebody has altered are left out; of pictures of nobody, all."""
        if self.study.is_synthetic:
            return SignedReport(self.study.key)
        sound = tuple(version for version in self.kept.versions if is_intact(version))
        return SignedReport(self.study.key, sound, self.kept.amendment if sound else "")


def reading_record(order: ReadingOrder, token: CancelToken) -> ReadingRecord:
    """Everything documents state, measured anew from the files. Blocks; not for the GUI thread.

    Raises:
        Cancelled: `token` was cancelled.
    """
    kept, study, trackings = order.kept, order.study, order.kept.ledger.trackings
    return ReadingRecord(
        study=study,
        results=order.results,
        findings=tuple(_findings(order)),
        measurements=tuple(_measurements(order, token)),
        segments=tuple(
            RecordedSegment(each, tracking_uid_of(each.segment_id, trackings))
            for each in kept.segments
            if each.voxel_count and find_shown(study, each.display_set_id)
        ),
        key_images=tuple(_marked(study, kept.annotations.key_marks)),
        content=order.content,
        software_version=__version__,
        created_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        sign_off=order.sign_off,
        windows=tuple(
            ShownWindow(each.display_set_id, each.window or each.lut, each.is_inverted)
            for each in kept.presentations
            if (each.window or each.lut or each.is_inverted)
            and find_shown(study, each.display_set_id)
        ),
        follow_up=order.printed_follow_up,
        codes=order.codes,
        notes=order.printed_notes,
    )


def _findings(order: ReadingOrder) -> Iterator[RecordedFinding]:
    reviews = {review.finding_id: review for review in order.kept.reviews}
    results = {f.finding_id: r for r in reversed(order.results) for f in r.findings}
    places = {own.finding.finding_id: own.display_set_id for own in order.kept.added}
    places.update(order.places)
    for number, proposed in enumerate(order.findings, start=1):
        key = proposed.finding_id
        if key in order.left_out:
            continue
        review, result = reviews.get(key) or first_review(proposed), results.get(key)
        yield RecordedFinding(
            number,
            proposed,
            review.as_read(proposed),
            review,
            tracking_uid_of(key, order.kept.ledger.trackings),
            result.request.display_set_id if result else places.get(key, ""),
            result,
        )


def _measurements(order: ReadingOrder, token: CancelToken) -> Iterator[RecordedMeasurement]:
    """In the order they were drawn, as the list on screen has them."""
    kept = order.kept
    units = {each.display_set_id: each.unit for each in kept.presentations if each.unit}
    asked = FileQuantities(order.study, kept.annotations, units, token)
    for number, each in enumerate(kept.annotations.measurements, start=1):
        own = _of_study(each, order.study)
        uid = tracking_uid_of(each.measurement_id, order.kept.ledger.trackings)
        yield RecordedMeasurement(number, own, asked.of(own).quantities, uid)


def _of_study(measurement: Measurement, study: Study) -> Measurement:
    """A study's key tells it from others that are open: one of a file may have had another."""
    return replace(measurement, image=replace(measurement.image, study_key=study.key))


def _marked(study: Study, marks: tuple[KeyMark, ...]) -> Iterator[MarkedImage]:
    """In the order they were marked; an interpolated image is nobody's."""
    for mark in marks:
        shown = study.find_display_set(mark.display_set_id)
        wanted = (mark.sop_instance_uid, mark.frame_index)
        for index, frame in enumerate(shown.frames if shown else ()):
            is_it = (frame.instance.sop_instance_uid, frame.frame_index) == wanted
            if shown is not None and is_it and not frame.is_interpolated:
                yield MarkedImage(shown.display_set_id, index)
                break
