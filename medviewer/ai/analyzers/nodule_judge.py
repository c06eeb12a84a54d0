"""The networks' word on candidates, in three rounds, each on fewer of them.

first look   every candidate, its middle slice as it is, one network  → the hopeless ones go
axial        up to five slices, all networks and views, with maps     → the score, explained without remainder
upright      the two planes across the slices                         → may only doubt: a vessel that runs
                                                                        through the slices is round in each

Thresholds are those a reader may choose. A place that all views together do not take as far as its slices do
has their mean for its score, so that each threshold leaves what a run at that threshold would have found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.nodule_candidates import Candidate
from medviewer.ai.analyzers.patches import Patch, axial_patch, upright_patches
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.volume import Volume
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

Kept = TypeVar("Kept")

FIRST_LOOK_MARGIN = (
    2.5  # logits below the highest threshold; mirrors and neighbour slices move fewer
)
# Below the lowest one: of places that end above it few were further down, and ever more are looked at.
LOWEST_MARGIN = 1.25
DEPTH_SHARE = 0.3  # of the diameter, up and down: slices that show the nodule near its full width
MOST_SLICES = 5
VIEWS = 3  # axial and the two upright ones count alike

FIRST_LOOK = message("Lung nodules", "Looking at places")
AXIAL = message("Lung nodules", "Judging places")
UPRIGHT = message("Lung nodules", "Checking places in other planes")

PATCHES_AT_ONCE = (
    8  # from all sides, they and what is computed of them fit a core's cache: a fifth quicker
)
GLANCES_AT_ONCE = 32  # one side of each; some 0.1 s on one core: cancelled that soon

Logits = NDArray[np.float64]
Patches = NDArray[np.float32]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate, its logit, and the share (slice, h, w) each place has in it.

    The logit is the axial slices', with the shares that explain it; or, where the upright planes doubt the
    place, the mean of all views, which maps of the axial slices do not explain: then there are none.
    """

    candidate: Candidate
    logit: float
    slices: tuple[int, ...]
    contributions: NDArray[np.float32]


class NoduleJudge:
    """One model looking at one volume."""

    def __init__(
        self, model: ImageModel, volume: Volume, progress: ProgressSink, token: CancelToken
    ) -> None:
        self._model = model
        self._volume = volume
        self._progress = progress
        self.token = token
        self.bias = 0.0  # of every logit, until the axial round knows better

    def judge(self, candidates: Sequence[Candidate], thresholds: Sequence[float]) -> list[Judged]:
        """Those at or above the lowest of the logit `thresholds`, in the slices and in all views together."""
        lowest, highest = min(thresholds), max(thresholds)
        first = self._first_look(candidates)
        cut = min(lowest - LOWEST_MARGIN, highest - FIRST_LOOK_MARGIN)
        judged = [e for e in self._axial(_where(candidates, first >= cut)) if e.logit >= lowest]
        upright = self._upright([each.candidate for each in judged])
        axial = np.array([each.logit for each in judged])
        means = (axial + upright) / VIEWS
        agreed = [
            _agreed(e, mean, thresholds) for e, mean in zip(judged, means.tolist(), strict=True)
        ]
        return _where(agreed, means >= lowest)

    def _first_look(self, candidates: Sequence[Candidate]) -> Logits:
        patches = self.middle_patches(candidates)
        return _joined(self._run(FIRST_LOOK, self._glance, patches, GLANCES_AT_ONCE))

    def middle_patches(self, candidates: Sequence[Candidate]) -> list[Patch]:
        """Each candidate's middle slice."""
        return [
            axial_patch(self._volume, self._nearest_slice(c.voxel[0]), c.voxel[1], c.voxel[2])
            for c in candidates
        ]

    def _axial(self, candidates: Sequence[Candidate]) -> list[Judged]:
        slices = [self._slices_through(candidate) for candidate in candidates]
        patches = [
            axial_patch(self._volume, index, candidate.voxel[1], candidate.voxel[2])
            for candidate, indices in zip(candidates, slices, strict=True)
            for index in indices
        ]
        parts = self._run(AXIAL, self._model.class_maps, patches)
        self.bias = parts[0].bias if parts else self.bias
        bounds = np.cumsum([0, *(len(indices) for indices in slices)])
        shares = _stacked([part.contributions for part in parts])
        return [
            _judged(candidate, indices, shares[start:stop], self.bias)
            for candidate, indices, start, stop in zip(
                candidates, slices, bounds[:-1], bounds[1:], strict=True
            )
        ]

    def _upright(self, candidates: Sequence[Candidate]) -> Logits:
        """The sum of both upright logits for each candidate."""
        patches = [
            patch
            for candidate in candidates
            for patch in upright_patches(self._volume, candidate.voxel)
        ]
        logits = _joined(self._run(UPRIGHT, self._ensemble, patches))
        both: Logits = logits.reshape(-1, 2).sum(axis=1)
        return both

    def _glance(self, patches: Patches) -> Logits:
        logits: Logits = self._model.first_look(patches)[:, 0]
        return logits

    def _ensemble(self, patches: Patches) -> Logits:
        logits: Logits = self._model.logits(patches).mean(axis=0)[:, 0]
        return logits

    def _run(
        self,
        stage: Message,
        compute: Callable[[Patches], Answer],
        patches: Sequence[Patch],
        at_once: int = PATCHES_AT_ONCE,
    ) -> list[Answer]:
        """`compute` on a few patches after another, so that it can be followed and cancelled."""
        answers = []
        for start in range(0, len(patches), at_once):
            self.token.check()
            self._progress(Progress(stage, start, len(patches)))
            answers.append(compute(np.stack(patches[start : start + at_once])))
        self._progress(Progress(stage, len(patches), len(patches)))
        return answers

    def _slices_through(self, candidate: Candidate) -> tuple[int, ...]:
        """The slices a candidate is judged on: its middle one and those near it."""
        reach = DEPTH_SHARE * candidate.diameter_mm / self._volume.geometry.slice_spacing_mm
        wanted = candidate.voxel[0] + np.linspace(-reach, reach, MOST_SLICES)
        return tuple(sorted({self._nearest_slice(float(place)) for place in wanted}))

    def _nearest_slice(self, place: float) -> int:
        return min(max(round(place), 0), len(self._volume.array) - 1)


def _judged(
    candidate: Candidate, indices: tuple[int, ...], shares: NDArray[np.float32], bias: float
) -> Judged:
    """The logit is the mean over the slices, and so is each slice's share of it."""
    contributions = shares / np.float32(len(indices))
    logit = bias + float(contributions.sum(dtype=np.float64))
    return Judged(candidate, logit, indices, contributions)


def _agreed(each: Judged, mean: float, thresholds: Sequence[float]) -> Judged:
    """As the slices say, where the `mean` of all views reaches the same threshold; else as the mean says."""
    if mean >= max((t for t in thresholds if t <= each.logit), default=mean):
        return each
    return replace(each, logit=mean, slices=(), contributions=each.contributions[:0])


def _stacked(parts: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.concatenate(parts) if parts else np.empty((0, 1, 1), np.float32)


def _joined(parts: Sequence[Logits]) -> Logits:
    return np.concatenate(parts) if parts else np.empty(0)


def _where(items: Sequence[Kept], keep: NDArray[np.bool_]) -> list[Kept]:
    return [item for item, is_kept in zip(items, keep, strict=True) if is_kept]
