"""A reading as it was kept, put beside its images again without a window: what was said, and by whom."""

from collections.abc import Iterable, Iterator

from medviewer.domain.finding import Finding, Review
from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.model_card import AnalysisResult, ModelCard
from medviewer.domain.study import Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_journal import StudyJournal
from medviewer.session.ai.kept_answers import is_known, result_sets
from medviewer.session.ai.operating_points import Floor, common_point, floors, usual_floors
from medviewer.session.ai.result_sets import (
    ResultSet,
    findings_shown,
    results_reported,
    weak_ids,
)
from medviewer.session.review.kept_findings import fits
from medviewer.session.review.reading import ReadingState
from medviewer.session.review.reading_order import ReadingOrder


def order_of_kept(study: Study, kept: StudyJournal, catalog: tuple[ModelCard, ...]) -> ReadingOrder:
    """What the window would export, had it opened the study and brought back what was kept.

    Of models that are not here, the answers have no card; findings the reader decided on are stated all
    the same.
    """
    sets = result_sets(kept.answers, catalog, study.key)
    decided = {review.finding_id for review in kept.reviews if review.is_decided}
    orphans = tuple(_orphans(kept, catalog, decided))
    shown = findings_shown(sets, decided.__contains__)
    known = {finding.finding_id for finding in shown}
    findings = (*shown, *(f for f, _ in orphans if f.finding_id not in known))
    state = _state(study, kept, sets, findings)
    stated = {finding.finding_id for finding in state.reported}
    return ReadingOrder(
        study,
        kept,
        results_reported(sets, state.findings),
        state.findings,
        left_out=frozenset(f.finding_id for f in state.findings) - stated,
        places={f.finding_id: place for f, place in orphans},
    )


def missing_models(kept: StudyJournal, catalog: tuple[ModelCard, ...]) -> tuple[str, ...]:
    """Ids of the models that said something and are not here."""
    return tuple(sorted({a.model_id for a in kept.answers if not is_known(a, catalog)}))


def analysed_order(study: Study, results: Iterable[AnalysisResult]) -> ReadingOrder:
    """Of a study that models answered about and nobody has reviewed: every finding is undecided."""
    results = tuple(results)
    findings = sorted((f for r in results for f in r.findings), key=lambda f: -f.confidence)
    nothing = StudyJournal(StudyAnnotations(study.key))
    return ReadingOrder(study, nothing, results, tuple(findings))


def _state(
    study: Study, kept: StudyJournal, sets: tuple[ResultSet, ...], findings: tuple[Finding, ...]
) -> ReadingState:
    """As the window has it, from the thresholds the reader left."""
    results = [each.result for each in sets]
    chosen: tuple[Floor, ...] = ()
    if kept.floor is None:
        chosen = floors(results, kept.point) if kept.point else usual_floors(results)
    return ReadingState(
        study.key,
        findings,
        kept.reviews,
        confidence_floor=kept.floor if kept.floor is not None else _lowest(chosen),
        floors=chosen,
        weak_ids=weak_ids(results),
        added=tuple(own for own in kept.added if fits(own, study)),
        operating_point="" if kept.floor is not None else kept.point or common_point(results),
    )


def _lowest(chosen: tuple[Floor, ...]) -> float:
    return min((floor.threshold for floor in chosen), default=0.0)


def _orphans(
    kept: StudyJournal, catalog: tuple[ModelCard, ...], decided: set[str]
) -> Iterator[tuple[Finding, str]]:
    """Decided findings of models that are not here, and the display set each lies in."""
    unknown: Iterable[KeptAnswer] = (a for a in kept.answers if not is_known(a, catalog))
    for answer in unknown:
        for finding in answer.findings:
            if finding.finding_id in decided:
                yield finding, answer.request.display_set_id


def decisions_without_findings(order: ReadingOrder) -> tuple[Review, ...]:
    """Decisions whose findings are nowhere: of an analysis that was not kept."""
    known = {finding.finding_id for finding in order.findings}
    return tuple(r for r in order.kept.reviews if r.is_decided and r.finding_id not in known)
