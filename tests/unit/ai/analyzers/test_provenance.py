"""What every analyzer puts on its findings."""

from medviewer.ai.analyzers.provenance import finding_id
from medviewer.domain.finding import Provenance


def said_by(weights: str, analysed_at: str) -> Provenance:
    return Provenance("model", "1.0", weights, "1.2.3", "CPU", analysed_at)


def test_that_a_finding_asked_for_again_keeps_its_id() -> None:
    first = finding_id(said_by("aa", "2026-11-21T10:00:00"), "1.2.3.4", (1, 2, 3))

    assert finding_id(said_by("aa", "2026-11-22T10:00:00"), "1.2.3.4", (1, 2, 3)) == first


def test_that_another_place_or_other_weights_make_another_finding() -> None:
    first = finding_id(said_by("aa", ""), "1.2.3.4", (1, 2, 3))

    assert finding_id(said_by("aa", ""), "1.2.3.4", (1, 2, 4)) != first
    assert finding_id(said_by("bb", ""), "1.2.3.4", (1, 2, 3)) != first
