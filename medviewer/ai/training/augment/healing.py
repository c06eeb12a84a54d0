"""Takes the outlined lesion out of an image: counterfactual images for a set that has no healthy ones.

lesion, grown a little ──► tissue from elsewhere in the image (moved, or moved and mirrored) that fits its
surroundings best ──► levelled to the surroundings, blended in with a soft edge; the mask becomes empty

A patch alone must not mean "healthy": as many images get such a patch beside the lesion, which stays.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.training.augment.draws import Draws, Range
from medviewer.ai.training.augment.resolution import blurred
from medviewer.ai.training.augment.scene import Scene

FARTHEST = 0.45  # of the image's side a patch is fetched from
MOST_LEFT = 0.02  # of the patch may have been lesion where it was fetched
MOST_LEVELLED = 0.12  # of 0..1 a patch is made brighter or darker; more is no tissue of this kind


@dataclass(frozen=True, slots=True)
class Healing:
    """Needs masks; images without a lesion, or with one too large to be replaced, stay as they are.

    Attributes:
        share: of the images that lose their lesion.
        decoy_share: of the images that get a patch beside it.
        grow_px: how far beyond the outline the patch reaches, and how wide the ring is that it is fitted to.
        edge_px: of the soft edge, a range of standard deviations.
        tries: places a patch is looked for.
    """

    share: float = 0.15
    decoy_share: float = 0.15
    grow_px: int = 4
    edge_px: Range = (1.0, 3.0)
    tries: int = 24

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        if scene.masks is None:
            return scene
        fate = draws.uniform(0, 1)
        moves = draws.uniform(-FARTHEST, FARTHEST, self.tries + 1, 2)
        mirrors = draws.uniform(0, 1, self.tries) < 0.5
        edges = draws.uniform(*self.edge_px)
        images, masks = scene.images.clone(), scene.masks.clone()
        boxes = None if scene.boxes is None else scene.boxes.clone()
        for index in torch.nonzero(fate < self.share + self.decoy_share).flatten().tolist():
            lesion = grown(scene.masks[index], self.grow_px)
            is_healed = bool(fate[index] < self.share)
            hole = lesion if is_healed else moved(lesion, moves[index, -1])
            if not bool(lesion.any()) or (not is_healed and bool((hole * lesion).any())):
                continue
            patch = self._patch(images[index], lesion, hole, (moves[index], mirrors[index]))
            if patch is None:
                continue
            soft = blurred(hole[None], edges[index : index + 1])[0]
            images[index] += soft * (patch - images[index])
            if is_healed:
                masks[index] = 0
                if boxes is not None:
                    boxes[index] = 0
        return Scene(images, masks, boxes)

    def _patch(
        self, image: Tensor, lesion: Tensor, hole: Tensor, places: tuple[Tensor, Tensor]
    ) -> Tensor | None:
        """The image moved so that what comes to lie in the hole fits the ring about it, and levelled."""
        ring = (grown(hole, self.grow_px) - hole) * (1 - lesion if bool(lesion.any()) else 1)
        size = ring.sum().clamp_min(1)
        best, least = None, float("inf")
        for move, is_mirrored in zip(places[0], places[1].tolist(), strict=False):
            source, left = moved(image, move, is_mirrored), moved(lesion, move, is_mirrored)
            if float((left * hole).sum()) > MOST_LEFT * float(hole.sum()):
                continue
            level = ((image - source) * ring).sum() / size
            unlike = float(((source + level - image).abs() * ring).sum() / size)
            if unlike < least and float(level.abs()) <= MOST_LEVELLED:
                best, least = source + level, unlike
        return best


def grown(mask: Tensor, reach_px: int) -> Tensor:
    """A mask (1, rows, columns) wider by `reach_px` on all sides."""
    return functional.max_pool2d(mask, 2 * reach_px + 1, stride=1, padding=reach_px)


def moved(image: Tensor, move: Tensor, is_mirrored: bool = False) -> Tensor:
    """(c, rows, columns) moved by shares of its sides, around the edges; mirrored left to right before."""
    rows, columns = image.shape[-2:]
    source = image.flip(-1) if is_mirrored else image
    return torch.roll(
        source, (round(float(move[0]) * rows), round(float(move[1]) * columns)), (-2, -1)
    )
