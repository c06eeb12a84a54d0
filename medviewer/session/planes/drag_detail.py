"""How fine the planes are computed while the reader drags: as fine as this machine manages in time.

Every picture that is computed says how long its samples took; when a drag begins, that decides how many
samples a step may have. Within a drag it stays, so that the image does not flicker between two sizes.
"""

import math
from collections.abc import Iterable

from medviewer.domain.section import Section, Slab

STEP_S = 0.008  # for all planes of one step; painting and a load beside it take the rest of 33 ms
USUAL_SAMPLE_S = 80e-9  # until one was measured: numpy on a processor of 2020
COARSEST = 6  # pixels in one: with more of them nothing can be recognised
LAYERS_PER_MM = 1.0  # of a slab, about
WEIGHT_OF_NEWS = 0.3  # one slow picture among quick ones was somebody else's fault


class DragDetail:
    """Learns from what was computed; belongs to one thread."""

    def __init__(self) -> None:
        self._sample_s = USUAL_SAMPLE_S

    def learn(self, section: Section, slab: Slab, seconds: float) -> None:
        """A picture of interpolated values took so long, waiting for processors included."""
        now = seconds / max(1.0, samples(section, slab))
        self._sample_s += WEIGHT_OF_NEWS * (now - self._sample_s)

    def times(self, sections: Iterable[Section], slab: Slab) -> int:
        """How many pixels become one on each side, that all of them are ready in time; at least 1."""
        seconds = self._sample_s * sum(samples(section, slab) for section in sections)
        return min(COARSEST, max(1, math.ceil(math.sqrt(seconds / STEP_S))))


def samples(section: Section, slab: Slab) -> float:
    """About how many values a picture is computed from."""
    rows, columns = section.shape
    return rows * columns * max(1.0, slab.thickness_mm * LAYERS_PER_MM)
