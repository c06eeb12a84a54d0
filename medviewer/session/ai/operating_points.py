"""Which score counts as a finding: the operating point a reader chose, with each model's own threshold.

A threshold belongs to one set of weights and one label: it is never taken over by another version. Models
answer down to their lowest threshold; until a reader chooses, each is shown at its usual point.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisResult, ModelCard
from medviewer.domain.model_trust import POINTS


@dataclass(frozen=True, slots=True)
class Floor:
    """The score from which findings of one label, by one set of weights, are shown."""

    weights_sha256: str
    label: str
    threshold: float

    def is_for(self, finding: Finding) -> bool:
        said_by = finding.provenance.weights_sha256
        return (self.weights_sha256, self.label) == (said_by, finding.label)


def names_on_offer(results: Iterable[AnalysisResult]) -> tuple[str, ...]:
    """The points some card has, lowest threshold first."""
    known = {point.name for result in results for point in result.card.operating_points}
    return tuple(name for name in POINTS if name in known)


def floors(results: Iterable[AnalysisResult], name: str) -> tuple[Floor, ...]:
    """Every threshold of every answer at the point of that name."""
    cards = {result.card.weights_sha256: result.card for result in results}
    return tuple(
        Floor(sha256, label, card.threshold_of(label, name))
        for sha256, card in cards.items()
        for label in card.labels
    )


def usual_floors(results: Iterable[AnalysisResult]) -> tuple[Floor, ...]:
    """Every answer's thresholds at its own usual point."""
    return tuple(f for result in results for f in floors([result], result.card.usual_point))


def common_point(results: Iterable[AnalysisResult]) -> str:
    """The usual point of all these answers; "" where they differ."""
    names = {result.card.usual_point for result in results}
    return names.pop() if len(names) == 1 else ""


def stated(result: AnalysisResult) -> AnalysisResult:
    """An answer with what its model says of its own accord."""
    return with_findings(result, [f for f in result.findings if result.card.states(f)])


def with_findings(result: AnalysisResult, kept: Collection[Finding]) -> AnalysisResult:
    """An answer with only these of its findings, and their maps."""
    ids = {finding.finding_id for finding in kept}
    return replace(
        result,
        findings=tuple(f for f in result.findings if f.finding_id in ids),
        attention=tuple(p for p in result.attention if p.finding_id in {"", *ids}),
    )


def tier(card: ModelCard, finding: Finding) -> str:
    """The most specific operating point the finding's confidence reaches; "" below all of them.

    Points may share a threshold, where the data leave no room between them.
    """
    reached = {
        point.name
        for point in card.operating_points
        if point.label == finding.label and finding.confidence >= point.threshold
    }
    return next((name for name in reversed(POINTS) if name in reached), "")
