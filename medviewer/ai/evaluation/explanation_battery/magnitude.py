"""Magnitude honesty: on one fixed scale, maps are strong where there is evidence, else nearly empty.

Only evidence for the label counts, the orange of the scale: a blank image speaks against a finding, and an
exact map must say so somewhere; what it must not do is glow.
"""

import numpy as np

from medviewer.ai.evaluation.explanation_battery.subject import Cases, Floats, Subject
from medviewer.ai.runtime.explanations.methods import Maps
from medviewer.domain.model_trust import ExplanationTest
from medviewer.imaging.colormaps import attention_rgba, attention_scale_logit

BLANK_GREYS = (0.0, 0.25, 0.5)  # of the blank images
MOST_ON_BLANK = 0.1  # opacity of the colour on the viewer's scale; of full evidence it is 0.7
MOST_ON_OTHERS = 0.5
NO_EVIDENCE = (
    1.0  # a method that shows nothing where the label is present fails as if it showed as much
)
OTHERS = 16


def magnitude(subject: Subject) -> list[ExplanationTest]:
    """How visible a blank image's map is as it would be drawn; how strong maps of an absent label are."""
    blank = opacity(subject.maps(_blank(subject.cases)), subject.method)
    own = float(np.median(strongest(subject.own)))
    other = float(np.median(strongest(subject.maps(subject.others.first(OTHERS)))))
    share = other / own if own > 0 else NO_EVIDENCE
    return [
        subject.row(
            "evidence drawn on a blank image: opacity",
            blank,
            f"≤ {MOST_ON_BLANK:g}",
            is_passed=blank <= MOST_ON_BLANK,
        ),
        subject.row(
            "strongest evidence where the label is absent",
            share,
            f"≤ {MOST_ON_OTHERS:g} of that where it is present",
            is_passed=share <= MOST_ON_OTHERS,
        ),
    ]


def opacity(maps: Maps, method: str) -> float:
    """The highest, 0..1, of any evidence in `maps` drawn on the scale all maps of that size share."""
    scale_logit = attention_scale_logit(maps.shape[1:], method)
    drawn = [attention_rgba(np.maximum(one, 0), scale_logit) for one in maps]
    return max(float(one[..., 3].max()) for one in drawn) / 255


def strongest(maps: Maps) -> Floats:
    """(n,) the highest value of each map, at least 0: evidence against a label is not evidence for it."""
    highest: Floats = np.maximum(maps.reshape(len(maps), -1).max(axis=1), 0).astype(np.float64)
    return highest


def _blank(cases: Cases) -> Cases:
    """Flat images for every target there is."""
    targets = np.unique(cases.targets)
    greys = np.repeat(np.array(BLANK_GREYS, np.float32), len(targets))
    shape = cases.images.shape[1:]
    images = np.ones((len(greys), *shape), np.float32) * greys.reshape(-1, *[1] * len(shape))
    return Cases(images, np.tile(targets, len(BLANK_GREYS)))
