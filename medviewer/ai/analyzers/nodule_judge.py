"""The network's word on candidates, in three rounds, each on fewer of them.

first look   every candidate, its middle slice, as it is        → the hopeless ones go
axial        up to five slices, four mirror images, with maps   → the score, explained without remainder
upright      the two planes across the slices                   → may only veto: a vessel that runs
                                                                  through the slices is round in each
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.analyzers.nodule_candidates import Candidate
from medviewer.ai.analyzers.patches import Patch, axial_patch, upright_patches
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.runtime.explain import explain
from medviewer.ai.runtime.memory import MemoryLadder
from medviewer.domain.volume import Volume
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

Kept = TypeVar("Kept")

FIRST_LOOK_MARGIN = 2.5  # logits below the threshold; mirrors and neighbour slices move fewer
DEPTH_SHARE = 0.3  # of the diameter, up and down: slices that show the nodule near its full width
MOST_SLICES = 5
VIEWS = 3  # axial and the two upright ones count alike

FIRST_LOOK = message("Lung nodules", "Looking at places")
AXIAL = message("Lung nodules", "Judging places")
UPRIGHT = message("Lung nodules", "Checking places in other planes")

Logits = NDArray[np.float64]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate, its logit from the axial slices, and the share (slice, h, w) each place has in it."""

    candidate: Candidate
    logit: float
    slices: tuple[int, ...]
    contributions: NDArray[np.float32]

    @property
    def score(self) -> float:
        return 1 / (1 + float(np.exp(-self.logit)))


class NoduleJudge:
    """One network looking at one volume."""

    def __init__(
        self,
        network: SliceCNN,
        volume: Volume,
        ladder: MemoryLadder,
        progress: ProgressSink,
        token: CancelToken,
    ) -> None:
        self._network = network
        self._volume = volume
        self._ladder = ladder
        self._progress = progress
        self._token = token

    def judge(self, candidates: Sequence[Candidate], threshold: float) -> list[Judged]:
        """Those at or above the score `threshold` in the axial slices and in the mean of all views."""
        needed = float(np.log(threshold / (1 - threshold)))
        first = self._first_look(candidates)
        hopeful = _where(candidates, first >= needed - FIRST_LOOK_MARGIN)
        judged = [each for each in self._axial(hopeful) if each.logit >= needed]
        upright = self._upright([each.candidate for each in judged])
        axial = np.array([each.logit for each in judged])
        return _where(judged, (axial + upright) / VIEWS >= needed)

    def _first_look(self, candidates: Sequence[Candidate]) -> Logits:
        patches = [
            axial_patch(self._volume, self._nearest_slice(c.voxel[0]), c.voxel[1], c.voxel[2])
            for c in candidates
        ]
        return _joined(self._run(FIRST_LOOK, self._plain, patches))

    def _axial(self, candidates: Sequence[Candidate]) -> list[Judged]:
        slices = [self._slices_through(candidate) for candidate in candidates]
        patches = [
            axial_patch(self._volume, index, candidate.voxel[1], candidate.voxel[2])
            for candidate, indices in zip(candidates, slices, strict=True)
            for index in indices
        ]
        parts = self._run(AXIAL, self._explained, patches)
        shares = np.concatenate(parts) if parts else np.empty((0, 1, 1), np.float32)
        bounds = np.cumsum([0, *(len(indices) for indices in slices)])
        bias = self._network.bias.item()
        return [
            _judged(candidate, indices, shares[start:stop], bias)
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
        logits = _joined(self._run(UPRIGHT, self._mirrored, patches))
        both: Logits = logits.reshape(-1, 2).sum(axis=1)
        return both

    def _run(
        self,
        stage: Message,
        compute: Callable[[Sequence[Patch], torch.device], Answer],
        patches: Sequence[Patch],
    ) -> list[Answer]:
        def after_batch(done: int) -> None:
            self._token.check()
            self._progress(Progress(stage, done, len(patches)))

        after_batch(0)
        return self._ladder.run(compute, patches, after_batch)

    def _plain(self, patches: Sequence[Patch], device: torch.device) -> Logits:
        with torch.inference_mode():
            logits: Logits = self._network(self._on(device, patches))[:, 0].double().cpu().numpy()
        return logits

    def _mirrored(self, patches: Sequence[Patch], device: torch.device) -> Logits:
        return explain(self._network, self._on(device, patches)).logits

    def _explained(self, patches: Sequence[Patch], device: torch.device) -> NDArray[np.float32]:
        return explain(self._network, self._on(device, patches)).contributions

    def _on(self, device: torch.device, patches: Iterable[Patch]) -> torch.Tensor:
        """Patches as a batch, where the network is (a step down the memory ladder moves both)."""
        self._network.to(device)
        return torch.from_numpy(np.stack(list(patches))[:, None]).to(device)

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


def _joined(parts: Sequence[Logits]) -> Logits:
    return np.concatenate(parts) if parts else np.empty(0)


def _where(items: Sequence[Kept], keep: NDArray[np.bool_]) -> list[Kept]:
    return [item for item, is_kept in zip(items, keep, strict=True) if is_kept]
