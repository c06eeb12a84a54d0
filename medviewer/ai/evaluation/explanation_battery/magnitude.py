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
MOST_ON_BLANK = 0.1  # of the strongest evidence on images that bear the label
MOST_ON_OTHERS = 0.5
NO_EVIDENCE = (
    1.0  # a method that shows nothing where the label is present fails as if it showed as much
)
OTHERS = 16


def magnitude(subject: Subject) -> list[ExplanationTest]:
    """Strongest evidence on blank images and for a label not there, beside that on images that bear it.

    How visible the blank image's is as the viewer would draw it is reported without a gate: where that scale
    ends was chosen for reading, not for testing.
    """
    own = float(np.median(strongest(subject.own)))
    blank = subject.maps(_blank(subject.cases))
    others = subject.maps(subject.others.first(OTHERS))
    return [
        _row(
            subject,
            "on a blank image",
            float(strongest(blank).max()) / own if own else np.inf,
            MOST_ON_BLANK,
        ),
        _row(
            subject,
            "where the label is absent",
            float(np.median(strongest(others))) / own if own else np.inf,
            MOST_ON_OTHERS,
        ),
        subject.row("evidence drawn on a blank image: opacity", opacity(blank, subject.method)),
    ]


def _row(subject: Subject, where: str, share: float, most: float) -> ExplanationTest:
    value = share if np.isfinite(share) else NO_EVIDENCE
    gate = f"≤ {most:g} of that where it is present"
    return subject.row(f"strongest evidence {where}", value, gate, is_passed=value <= most)


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
