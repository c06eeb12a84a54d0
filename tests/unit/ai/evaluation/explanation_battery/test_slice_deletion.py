"""Slices said to count most, left out."""

import pytest
import torch

from medviewer.ai.evaluation.explanation_battery.slice_deletion import slice_deletion
from medviewer.ai.networks.study_classifier import (
    SliceEvidence,
    StudyClassifier,
    StudyOptions,
)

ALL = torch.ones(4, 12, dtype=torch.bool)


def studies_with_three_slices_that_matter(
    monkeypatch: pytest.MonkeyPatch, gate: str
) -> tuple[StudyClassifier, torch.Tensor]:
    """Slice scores made up: 4 for slices 2, 5 and 9 of twelve, about 0 for the others."""
    torch.manual_seed(1)
    network = StudyClassifier(StudyOptions(gate=gate, width=4))
    stacks = torch.rand(4, 12, 1, 8, 8)
    scores = 0.01 * torch.randn(4, 12, 1)
    scores[:, [2, 5, 9]] = 4.0
    maps = scores[..., None, None].expand(-1, -1, -1, 2, 2)
    evidence = SliceEvidence(maps, scores, torch.rand(4, 12, 12))
    monkeypatch.setattr(network, "evidence", lambda stacks: evidence)
    return network.eval(), stacks


def test_that_slices_that_matter_are_told_from_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    network, stacks = studies_with_three_slices_that_matter(monkeypatch, "sigmoid")

    fall, alike = slice_deletion(network, stacks, ALL, 0, "made-up studies")

    # Of any three of twelve slices, three quarters of one matter: the top three fall four times as far.
    assert fall.value == pytest.approx(4, rel=0.4)
    assert fall.is_passed
    assert alike.value == pytest.approx(1)


def test_that_weights_that_ignore_the_slices_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    network, stacks = studies_with_three_slices_that_matter(monkeypatch, "sigmoid")
    true = network.weighed

    def misled(evidence: SliceEvidence, is_present: torch.Tensor) -> object:
        output = true(evidence, is_present)
        return output._replace(contributions=output.contributions.roll(1, dims=1))

    monkeypatch.setattr(network, "weighed", misled)

    fall, alike = slice_deletion(network, stacks, ALL, 0, "made-up studies")

    assert not fall.is_passed
    assert not alike.is_passed


def test_that_absent_slices_are_neither_left_out_nor_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network, stacks = studies_with_three_slices_that_matter(monkeypatch, "sigmoid")
    six = ALL.clone()
    six[:, 6:] = False  # slice 9, which would matter, is absent

    fall, alike = slice_deletion(network, stacks, six, 0, "made-up studies")

    # Of any three of six slices one matters; the top three hold both that do.
    assert fall.value == pytest.approx(2, rel=0.3)
    assert not fall.is_passed
    assert alike.value == pytest.approx(1)
