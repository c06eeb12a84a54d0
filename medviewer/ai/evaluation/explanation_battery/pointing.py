"""Pointing game: how often a map's highest place lies in the expert's outline, against chance."""

import numpy as np
import torch
from torch.nn import functional

from medviewer.ai.evaluation.explanation_battery.subject import Subject
from medviewer.ai.figures.localisation import pointing_game
from medviewer.domain.model_trust import ExplanationTest

TIMES_CHANCE = 2.0


def pointing(subject: Subject) -> list[ExplanationTest]:
    """The share of hits; nothing where no outline is known. Chance is the outlined share of the image."""
    masks = subject.cases.masks
    if masks is None or not masks.any():
        return []
    shown = masks.any(axis=(1, 2))
    maps = subject.own[shown]
    grown = functional.interpolate(
        torch.from_numpy(maps)[:, None], size=masks.shape[1:], mode="bilinear", align_corners=False
    )
    hits = float(pointing_game(grown[:, 0].numpy(), masks[shown]).mean())
    least = TIMES_CHANCE * float(np.mean(masks[shown], dtype=np.float64))
    gate = f"≥ {least:.2f} (twice chance)"
    return [subject.row("pointing game", hits, gate, is_passed=hits >= least)]
