"""What of the session belongs in a study's journal, and how it comes back from there."""

from dataclasses import dataclass, replace

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.coding import joined_codes
from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.report_version import joined_versions
from medviewer.domain.segmentation import Segment
from medviewer.domain.study import Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_journal import (
    KeptAlignment,
    KeptImages,
    KeptPresentation,
    StudyJournal,
)
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiLut, VoiWindow
from medviewer.imaging.image_places import space_of
from medviewer.session.ai.kept_answers import is_known, kept_answers, result_sets
from medviewer.session.ai.proposals import Proposals
from medviewer.session.context.clinical import Clinical
from medviewer.session.drawing.annotations import Annotations
from medviewer.session.drawing.grown_series import image_keys, moved
from medviewer.session.drawing.segments import Segments
from medviewer.session.hanging.alignments import Alignment, Alignments
from medviewer.session.hanging.hanging import Room
from medviewer.session.hanging.kept_layout import find_shown, kept_layout, lay_out
from medviewer.session.hanging.linking import Linking
from medviewer.session.images.viewport import (
    DataPresentation,
    Presentations,
)
from medviewer.session.images.viewports import Viewports
from medviewer.session.lesions.ledger import Ledger
from medviewer.session.lesions.ledger import merged as merged_ledgers
from medviewer.session.objects.object_layers import ObjectLayers
from medviewer.session.planes.kept_planes import kept_planes, show_planes
from medviewer.session.reports.signing import Signing
from medviewer.session.review.kept_findings import fits, is_sound
from medviewer.session.review.reading import Reading


@dataclass(frozen=True, slots=True)
class JournalParts:
    """Where what is kept comes from and goes back to."""

    room: Room
    annotations: Annotations
    reading: Reading
    segments: Segments
    proposals: Proposals
    signing: Signing
    ledger: Ledger
    layers: ObjectLayers
    clinical: Clinical

    @property
    def viewports(self) -> Viewports:
        return self.room.viewports

    @property
    def presentations(self) -> Presentations:
        return self.room.presentations

    @property
    def linking(self) -> Linking:
        return self.room.linking


def journal_of(
    study: Study, parts: JournalParts, kept: StudyJournal | None, laid_on: Study | None = None
) -> StudyJournal:
    """What is to be kept of a study, as it is now.

    Args:
        kept: what was kept of it before; of series that are not open now, and of a study that is not on
            screen, that still holds.
        laid_on: the study as it was when `kept` was brought back; series that came since wait for their part.
    """
    state, then = parts.reading.of_study(study.key), laid_on or study
    shown = _presentations(study, parts.presentations)
    if kept is not None:
        shown += tuple(e for e in kept.presentations if not _is_open(e.display_set_id, study))
    signed = parts.signing.value.of(study.key)
    alignments, steps = _alignments(study, parts.linking.alignments)
    segments = (*parts.segments.value.of(study.key), *_unopened_segments(then, kept))
    return StudyJournal(
        parts.annotations.value.of(study.key),
        (*state.reviews, *parts.reading.waiting(study.key)),
        state.content,
        shown,
        kept_layout(study, parts.room) or (kept.layout if kept is not None else None),
        segments,
        (*kept_answers(parts.proposals.all_sets(study.key)), *_absent_answers(then, kept, parts)),
        alignments,
        steps,
        kept_planes(study, parts.room.planes.mpr.value),
        state.operating_point,
        state.confidence_floor if state.is_set_by_hand else None,
        signed.versions,
        signed.amendment,
        added=(*state.added, *_unopened_findings(then, kept)),
        first_read=state.first_read,
        changes_after_ai=state.changes_after_ai,
        ai_seen_at=state.ai_seen_at,
        ledger=parts.ledger.value.of(study.key),
        layers=parts.layers.kept(study.key),
        sent=signed.sent,
        notes=parts.clinical.notes.value.of(study.key),
        codes=parts.clinical.codes.value.of(study.key),
        images=_images(segments, study, kept),
    )


def bring_back(study: Study, kept: StudyJournal, parts: JournalParts) -> None:
    """Make the study look as it was kept; what the reader has done since it was opened stays."""
    parts.signing.bring_back(study.key, kept.versions, kept.amendment, kept.sent)
    drawn = parts.annotations.value.of(study.key)
    parts.annotations.put(merged(rekeyed(kept.annotations, study.key), drawn))
    reviews = tuple(r for r in kept.reviews if is_sound(r, study))
    parts.reading.bring_back(study.key, reviews, kept.content)
    for each in kept.presentations:
        if parts.presentations.of(each.display_set_id) == DataPresentation():
            parts.presentations.set(each.display_set_id, _shown_as(each))
    placed = (_placed(segment, study, kept) for segment in kept.segments)
    parts.segments.bring_back(study.key, (s for s in placed if _fits(s, study)))
    # Last of what is the reader's own: with a first read, whatever comes after it was changed after it.
    own = tuple(a for a in kept.added if fits(a, study))
    parts.reading.bring_back_own(study.key, replace(kept, added=own))
    catalog = parts.proposals.catalog
    here = (a for a in kept.answers if _is_open(a.request.display_set_id, study))
    parts.proposals.bring_back(study, result_sets(here, catalog, study.key))
    if kept.answers and (kept.point or kept.floor is not None):
        parts.proposals.show_from(study.key, kept.point, kept.floor)
    _align(kept, parts.linking.alignments)
    parts.ledger.bring_back(study.key, kept.ledger)
    if kept.layout is not None:
        with parts.linking.at_rest():
            lay_out(study, kept.layout, parts.room)
    if kept.planes is not None and parts.viewports.active.value.study == study:
        show_planes(kept.planes, parts.room.planes)
    parts.layers.bring_back(study, kept.layers)
    parts.clinical.notes.bring_back(study.key, kept.notes)
    parts.clinical.codes.bring_back(study.key, kept.codes)


def bring_opened(study: Study, kept: StudyJournal, parts: JournalParts, laid_on: Study) -> None:
    """What was done on series that came after the rest of the study was brought back."""
    placed = (_placed(segment, study, kept) for segment in _unopened_segments(laid_on, kept))
    parts.segments.bring_back(study.key, (s for s in placed if _fits(s, study)))
    added = tuple(a for a in _unopened_findings(laid_on, kept) if fits(a, study))
    parts.reading.bring_back_own(study.key, StudyJournal(kept.annotations, added=added))
    new = (a for a in _unopened_answers(laid_on, kept) if _is_open(a.request.display_set_id, study))
    found = result_sets(new, parts.proposals.catalog, study.key)
    parts.proposals.bring_back(study, found)
    if found and (kept.point or kept.floor is not None):
        parts.proposals.show_from(study.key, kept.point, kept.floor)


def joined(kept: StudyJournal, own: StudyJournal) -> StudyJournal:
    """Both, of a study that is not open; where they differ in the same thing, `own` has the last word."""
    reviews = {r.finding_id: r for r in (*kept.reviews, *own.reviews)}
    segments = {s.segment_id: s for s in (*kept.segments, *own.segments)}
    answers = {a.set_id: a for a in (*kept.answers, *own.answers)}
    added = {a.finding.finding_id: a for a in (*kept.added, *own.added)}
    return replace(
        own,
        annotations=merged(kept.annotations, own.annotations),
        reviews=tuple(reviews.values()),
        segments=tuple(segments.values()),
        answers=tuple(answers.values()),
        content=own.content.over(kept.content),
        versions=joined_versions(kept.versions, own.versions),
        added=tuple(added.values()),
        first_read=own.first_read or kept.first_read,
        ledger=merged_ledgers(kept.ledger, own.ledger),
        layers=own.layers or kept.layers,
        sent=own.sent or kept.sent,
        notes=own.notes.over(kept.notes),
        codes=joined_codes(kept.codes, own.codes),
        images=tuple({each.display_set_id: each for each in (*kept.images, *own.images)}.values()),
    )


def merged(kept: StudyAnnotations, own: StudyAnnotations) -> StudyAnnotations:
    """Both; where they differ in the same thing, `own` has the last word."""
    whole = kept
    for measurement in own.measurements:
        whole = whole.with_measurement(measurement)
    for calibration in own.calibrations:
        whole = whole.with_calibration(calibration)
    marks = tuple(dict.fromkeys((*kept.key_marks, *own.key_marks)))
    return replace(whole, key_marks=marks)


def rekeyed(annotations: StudyAnnotations, study_key: str) -> StudyAnnotations:
    """Of the study as it is called now: its key tells it from others that are open."""
    measurements = tuple(
        replace(m, image=replace(m.image, study_key=study_key)) for m in annotations.measurements
    )
    return replace(annotations, study_key=study_key, measurements=measurements)


def _presentations(study: Study, presentations: Presentations) -> tuple[KeptPresentation, ...]:
    listed = (d.display_set_id for series in study.series for d in series.display_sets)
    found = ((each, presentations.of(each)) for each in listed)
    return tuple(_kept(each, shown) for each, shown in found if shown != DataPresentation())


def _kept(display_set_id: str, shown: DataPresentation) -> KeptPresentation:
    voi = shown.window
    return KeptPresentation(
        display_set_id,
        voi if isinstance(voi, VoiWindow) else None,
        voi if isinstance(voi, VoiLut) else None,
        shown.is_inverted,
        str(shown.unit) if shown.unit is not None else None,
    )


def _shown_as(kept: KeptPresentation) -> DataPresentation:
    unit = Unit(kept.unit) if kept.unit is not None else None
    return DataPresentation(kept.window or kept.lut, kept.is_inverted, unit)


def _is_open(display_set_id: str, study: Study) -> bool:
    return study.find_display_set(display_set_id) is not None


def _fits(segment: Segment, study: Study) -> bool:
    """Whether the images it was painted on are there, and have such pixels."""
    shown = find_shown(study, segment.display_set_id)
    if shown is None:
        return False
    sizes = {(frame.rows, frame.columns) for frame in shown.frames}
    is_within = all(0 <= index < shown.count for index in segment.slices)
    return sizes == {segment.shape} and is_within


def _placed(segment: Segment, study: Study, kept: StudyJournal) -> Segment:
    """On the images it was painted on, though there are more of them by now."""
    shown = find_shown(study, segment.display_set_id)
    keys = next((i.keys for i in kept.images if i.display_set_id == segment.display_set_id), ())
    if shown is None or not keys or keys == (now := image_keys(shown)):
        return segment
    return moved(segment, keys, now)


def _images(
    segments: tuple[Segment, ...], study: Study, kept: StudyJournal | None
) -> tuple[KeptImages, ...]:
    """Those that the segments lie on; of series that are not open now, as they were kept."""
    before = {} if kept is None else {each.display_set_id: each for each in kept.images}
    found = []
    for display_set_id in dict.fromkeys(segment.display_set_id for segment in segments):
        shown = find_shown(study, display_set_id)
        if shown is not None:
            found.append(KeptImages(display_set_id, image_keys(shown)))
        elif display_set_id in before:
            found.append(before[display_set_id])
    return tuple(found)


def _unopened_segments(study: Study, kept: StudyJournal | None) -> tuple[Segment, ...]:
    """What was painted on series that are not open now still holds."""
    segments = kept.segments if kept is not None else ()
    return tuple(s for s in segments if find_shown(study, s.display_set_id) is None)


def _unopened_findings(study: Study, kept: StudyJournal | None) -> tuple[AddedFinding, ...]:
    """What the reader found on series that are not open now still holds."""
    added = kept.added if kept is not None else ()
    return tuple(a for a in added if find_shown(study, a.display_set_id) is None)


def _unopened_answers(study: Study, kept: StudyJournal | None) -> tuple[KeptAnswer, ...]:
    """What models said of series that are not open now still holds: a report may be open without them."""
    answers = kept.answers if kept is not None else ()
    return tuple(a for a in answers if not _is_open(a.request.display_set_id, study))


def _absent_answers(
    study: Study, kept: StudyJournal | None, parts: JournalParts
) -> tuple[KeptAnswer, ...]:
    """Of series, or by models, that are not here now: they may come back."""
    answers = kept.answers if kept is not None else ()
    unopened, here = _unopened_answers(study, kept), parts.proposals.catalog
    known = {each.set_id for each in parts.proposals.all_sets(study.key)}
    absent = (a for a in answers if a in unopened or not is_known(a, here))
    return tuple(a for a in absent if a.set_id not in known)


def _alignments(
    study: Study, known: Alignments
) -> tuple[tuple[KeptAlignment, ...], tuple[tuple[str, str, int], ...]]:
    """What is known of the study's spaces, towards whatever other."""
    if not known.value.alignments and not known.value.steps:
        return (), ()
    sets = [d for series in study.series for d in series.display_sets]
    spaces, ids = {space_of(each) for each in sets}, {each.listed_id for each in sets}
    found = (a for a in known.value.alignments if {a.source, a.target} & spaces)
    kept = (KeptAlignment(a.source, a.target, a.transform, a.is_spatial) for a in found)
    return tuple(kept), tuple(s for s in known.value.steps if {s[0], s[1]} & ids)


def _align(kept: StudyJournal, known: Alignments) -> None:
    """As it was; what the reader has aligned since comes first."""
    pairs = [{a.source, a.target} for a in known.value.alignments]
    for each in kept.alignments:
        if {each.source, each.target} not in pairs and each.transform.is_rigid:
            known.put(Alignment(each.source, each.target, each.transform, each.is_spatial))
    told = [{s[0], s[1]} for s in known.value.steps]
    new = tuple(step for step in kept.steps if {step[0], step[1]} not in told)
    known.update(steps=(*known.value.steps, *new))
