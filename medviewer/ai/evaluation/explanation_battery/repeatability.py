"""Repeatability: whether networks trained alike, from other random starts, point to the same places."""

from itertools import combinations

import numpy as np

from medviewer.ai.evaluation.explanation_battery.similarity import structural_similarity
from medviewer.ai.evaluation.explanation_battery.subject import Subject
from medviewer.domain.model_trust import ExplanationTest

CASES = 16


def repeatability(subject: Subject) -> list[ExplanationTest]:
    """Mean SSIM of the members' maps, pair by pair; below 0.4 a single member's map should not be trusted."""
    members = subject.model.members
    if len(members) == 1:
        return []
    cases = subject.cases.first(CASES)
    maps = [subject.maps(cases, subject.model.with_members((member,))) for member in members]
    alike = [float(structural_similarity(a, b).mean()) for a, b in combinations(maps, 2)]
    return [subject.row("members' maps alike (SSIM)", float(np.mean(alike)), count=len(cases))]
