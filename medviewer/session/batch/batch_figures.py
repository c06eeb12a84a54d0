"""A batch in figures, gathered study by study: what the summary says and the page draws."""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from medviewer.domain.model_card import AnalysisStatus
from medviewer.session.batch.decisions import Decisions
from medviewer.session.batch.identifiers import Identifiers
from medviewer.session.batch.study_answers import ModelAnswer
from medviewer.session.batch.study_task import TaskResult, TaskStatus
from medviewer.session.batch.told_studies import ToldStudy
from medviewer.words import Message, message

MOST_REASONS = 50  # kinds of refusal that are told apart
MOST_FAILURES = 200  # that are listed
CONFIDENCE_BINS = 20
OTHERS = message("Batch page", "(other reasons)")
UNSAID = message("Batch page", "(no reason was kept)")


@dataclass(frozen=True, slots=True)
class Failure:
    study: str
    reason: Message


@dataclass(slots=True)
class ModelFigures:
    """One model with one set of weights.

    Attributes:
        statuses: studies by how it answered: done, refused, abstained.
        findings: by label.
        studies_with_findings: how many studies it found anything in.
        confidences: of its findings, in bins of 1 / `CONFIDENCE_BINS`.
        decided: of its findings: accepted, edited, rejected.
    """

    model_id: str
    model_version: str
    weights_sha256: str
    statuses: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    studies_with_findings: int = 0
    confidences: list[int] = field(default_factory=lambda: [0] * CONFIDENCE_BINS)
    decided: Counter[str] = field(default_factory=Counter)

    def add(self, answer: ModelAnswer, decisions: Decisions) -> None:
        self.statuses[answer.status] += 1
        self.studies_with_findings += bool(answer.findings)
        for finding in answer.findings:
            self.findings[finding.label] += 1
            place = int(finding.confidence * CONFIDENCE_BINS)
            self.confidences[min(max(place, 0), CONFIDENCE_BINS - 1)] += 1
            if state := decisions.of(finding.finding_id, self.weights_sha256):
                self.decided[state] += 1

    @property
    def acceptance(self) -> tuple[float, float, float] | None:
        """Share of decided findings that readers stood by, with its 95 % interval; None without any."""
        from medviewer.ai.evaluation.phantoms import wilson_interval

        total = self.decided.total()
        if not total:
            return None
        stood_by = total - self.decided["rejected"]
        return (stood_by / total, *wilson_interval(stood_by, total))


@dataclass(slots=True)
class BatchFigures:
    """Everything that is counted.

    Attributes:
        stages_s: seconds of each study by stage, of those that were analysed.
        refusals: how often each reason was given, by its English words; `reasons`: as sentences.
        told_at: seconds since the epoch, of the studies that were told in the last run.
    """

    statuses: Counter[TaskStatus] = field(default_factory=Counter)
    images: int = 0
    byte_count: int = 0
    finding_count: int = 0
    peak_memory_bytes: int = 0
    new: int = 0
    models: dict[tuple[str, str], ModelFigures] = field(default_factory=dict)
    stages_s: "dict[str, array[float]]" = field(default_factory=dict)
    told_at: "array[float]" = field(default_factory=lambda: array("d"))
    refusals: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Message] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    workers: set[str] = field(default_factory=set)

    def add(self, told: ToldStudy, decisions: Decisions, identifiers: Identifiers) -> None:
        result = told.result
        self.statuses[result.status] += 1
        self.images += result.image_count
        self.byte_count += result.byte_count
        self.peak_memory_bytes = max(self.peak_memory_bytes, result.peak_memory_bytes)
        if result.worker:
            self.workers.add(result.worker)
        if told.is_new:
            self.new += 1
            self.told_at.append(told.study.told_at)
        if result.status is TaskStatus.FAILED and len(self.failures) < MOST_FAILURES:
            study = identifiers.of(result.study_instance_uid)
            reason = identifiers.sentence(result.reason) or UNSAID
            self.failures.append(Failure(study, reason))
        for stage, seconds in stages_of(result):
            self.stages_s.setdefault(stage, array("d")).append(seconds)
        for answer in result.answers:
            self._add_answer(answer, decisions, identifiers)

    def _add_answer(
        self, answer: ModelAnswer, decisions: Decisions, identifiers: Identifiers
    ) -> None:
        key = (answer.model_id, answer.weights_sha256)
        if key not in self.models:
            self.models[key] = ModelFigures(*key[:1], answer.model_version, answer.weights_sha256)
        self.models[key].add(answer, decisions)
        self.finding_count += len(answer.findings)
        reason = identifiers.sentence(answer.reason)
        if answer.status != AnalysisStatus.DONE and reason is not None:
            is_known = str(reason) in self.refusals or len(self.refusals) < MOST_REASONS
            told = reason if is_known else OTHERS
            self.reasons[str(told)] = told
            self.refusals[str(told)] += 1


def stages_of(result: TaskResult) -> Iterable[tuple[str, float]]:
    """Seconds by stage; what a model did not measure of its time went into reading pixels."""
    told = dict(result.timings_s)
    if "analyse" not in told:
        return told.items()
    in_models = sum(sum(answer.timings_s.values()) for answer in result.answers)
    whole = told.pop("analyse")
    told |= {"read": max(0.0, whole - in_models), "model": min(whole, in_models)}
    return told.items()


def figures_of(
    studies: Iterable[ToldStudy], decisions: Decisions, identifiers: Identifiers
) -> BatchFigures:
    """All studies in figures."""
    figures = BatchFigures()
    for told in studies:
        figures.add(told, decisions, identifiers)
    return figures
