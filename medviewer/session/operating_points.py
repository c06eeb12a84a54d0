"""Which score counts as a finding: the operating point a reader chose, with each model's own threshold.

A threshold belongs to one set of weights and one label: it is never taken over by another version.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisResult, ModelCard
from medviewer.domain.model_trust import OperatingPoint

NAMES = ("screening", "balanced", "specific")  # from the lowest threshold to the highest
USUAL = "balanced"


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
    return tuple(name for name in NAMES if name in known)


def point_of(card: ModelCard, label: str, name: str) -> OperatingPoint | None:
    """The card's operating point of that name for that label."""
    points = (p for p in card.operating_points if (p.name, p.label) == (name, label))
    return next(points, None)


def threshold_of(card: ModelCard, label: str, name: str) -> float:
    """The threshold at a point; the card's own where it has no such point."""
    point = point_of(card, label, name)
    return card.score_threshold if point is None else point.threshold


def floors(results: Iterable[AnalysisResult], name: str) -> tuple[Floor, ...]:
    """Every threshold of every answer at the point of that name."""
    cards = {result.card.weights_sha256: result.card for result in results}
    return tuple(
        Floor(sha256, label, threshold_of(card, label, name))
        for sha256, card in cards.items()
        for label in card.labels
    )


def tier(card: ModelCard, finding: Finding) -> str:
    """The most specific operating point the finding's confidence reaches; "" below all of them."""
    reached = [
        point
        for point in card.operating_points
        if point.label == finding.label and finding.confidence >= point.threshold
    ]
    return max(reached, key=lambda point: point.threshold).name if reached else ""
