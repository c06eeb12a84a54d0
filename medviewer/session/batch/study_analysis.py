"""Every model of a batch on its best series of one study, and what it said as rows."""

import uuid

from medviewer.ai import applicability
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisResult, ModelCard
from medviewer.domain.study import Study
from medviewer.jobs.worker_process import Worker
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.ai.analysis_run import AnalysisOrder, refused, run_order
from medviewer.session.ai.operating_points import stated, with_findings
from medviewer.session.batch.asked_models import find_card
from medviewer.session.batch.study_answers import FindingRow, ModelAnswer
from medviewer.session.batch.study_task import BatchOrder


def answers_about(
    study: Study, order: BatchOrder, worker: Worker, progress: ProgressSink, token: CancelToken
) -> tuple[AnalysisResult, ...]:
    """One result for each model, refusals included, with the findings of the order's operating point.

    Raises:
        MedViewerError: as `analysis_run.run_order`, or a model is not the one the batch began with.
        Cancelled: `token` was cancelled.
    """
    answers = []
    for wanted in order.models:
        token.check()
        card = find_card(wanted)
        answer = analysed(study, card, order.device, worker, progress, token)
        answers.append(at_point(answer, order.point))
    return tuple(answers)


def analysed(
    study: Study,
    card: ModelCard,
    device: str,
    worker: Worker,
    progress: ProgressSink,
    token: CancelToken,
) -> AnalysisResult:
    """One model on its best series; nobody is there to override a refusal."""
    plan = applicability.plan(card, study)
    option = plan.chosen
    if option is None:
        return refused(plan, study, None)
    order = AnalysisOrder(
        uuid.uuid4().hex,
        card,
        study,
        option.series,
        option.display_set,
        device=device,
        warnings=option.verdict.reasons,
    )
    return run_order(order, worker, progress, token)


def at_point(answer: AnalysisResult, point: str) -> AnalysisResult:
    """With what the model states at the point of that name; "": at its usual one."""
    card = answer.card
    if not point or card.lesion_rule is not None:
        return stated(answer)
    kept = [f for f in answer.findings if f.confidence >= card.threshold_of(f.label, point)]
    return with_findings(answer, kept)


def answer_of(result: AnalysisResult, study: Study) -> ModelAnswer:
    """A result without its maps and volumes."""
    card, series_uid = result.card, result.request.series_instance_uid
    series = study.find_series(series_uid)
    instances = result.request.sop_instance_uids
    return ModelAnswer(
        card.model_id,
        card.version,
        card.weights_sha256,
        result.status.value,
        reason=result.reason,
        device=result.device,
        series_instance_uid=series_uid,
        modality="" if series is None else series.modality,
        scores={label: float(score) for label, score in result.scores.items()},
        findings=tuple(_row(each, instances) for each in result.findings),
        warnings=result.warnings,
        timings_s={stage: float(seconds) for stage, seconds in result.timings_s.items()},
    )


def _row(finding: Finding, instances: tuple[str, ...]) -> FindingRow:
    center, index = finding.center_lps_mm, finding.key_slice
    return FindingRow(
        finding.finding_id,
        finding.label,
        float(finding.confidence),
        bool(finding.is_calibrated),
        index,
        key_sop_instance_uid=instances[index] if 0 <= index < len(instances) else "",
        center_lps_mm=None if center is None else tuple(float(mm) for mm in center),  # type: ignore[arg-type]  # three
        diameter_mm=None if finding.diameter_mm is None else float(finding.diameter_mm),
    )
