"""Turn, mirror, scale, shift, shear and bend in one resampling; masks and boxes move with the image."""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.training.augment.draws import Draws, Range
from medviewer.ai.training.augment.scene import Scene

Flip = Literal["left_right", "up_down"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Other positions and sizes of the same patient.

    Attributes:
        share: of the samples that are changed.
        turn_deg: turned by up to this, either way.
        scale: smallest and largest magnification; log-uniform.
        stretch: largest ratio between magnification along rows and columns, 1 for none.
        shift_px: moved by up to this along each axis.
        shear_deg: sheared by up to this.
        flips: mirrored half of the times, and only where the task says that sides mean nothing.
        bend_px: elastic: standard deviation of the displacement at the knots; 0 for none.
        bend_knots: knots of the displacement along each axis.
        padding: what lies beyond the edge: "zeros", "border" or "reflection".
    """

    share: float = 1.0
    turn_deg: float = 0.0
    scale: Range = (1.0, 1.0)
    stretch: float = 1.0
    shift_px: float = 0.0
    shear_deg: float = 0.0
    flips: tuple[Flip, ...] = ()
    bend_px: float = 0.0
    bend_knots: int = 5
    padding: str = "zeros"

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        rows, columns = scene.images.shape[-2:]
        matrices, shifts = self._affine(draws)
        plain = pixel_grid(rows, columns).to(scene.images.device)
        sources = plain @ matrices.transpose(1, 2)[:, None] + shifts[:, None, None]
        bend = self._bend(draws, rows, columns)
        unchanged = ~draws.chosen(self.share)
        sources = torch.where(unchanged.view(-1, 1, 1, 1), plain, sources + bend)
        return Scene(
            resampled(scene.images, sources, self.padding),
            None if scene.masks is None else moved_masks(scene.masks, sources),
            None if scene.boxes is None else moved_boxes(scene.boxes, sources),
        )

    def _affine(self, draws: Draws) -> tuple[Tensor, Tensor]:
        """(n, 2, 2) and (n, 2), x before y: where in the source an output pixel lies, about the centre."""
        angle = torch.deg2rad(draws.uniform(-self.turn_deg, self.turn_deg))
        shear = torch.tan(torch.deg2rad(draws.uniform(-self.shear_deg, self.shear_deg)))
        size, ratio = draws.log_uniform(self.scale), draws.log_uniform((1.0, self.stretch))
        across, down = self._mirror("left_right", draws), self._mirror("up_down", draws)
        wide, high = across / (size * ratio), down / (size / ratio)
        cosine, sine = torch.cos(angle), torch.sin(angle)
        first = torch.stack([cosine * wide, (shear * cosine - sine) * high], dim=1)
        second = torch.stack([sine * wide, (shear * sine + cosine) * high], dim=1)
        return torch.stack([first, second], dim=1), draws.uniform(-self.shift_px, self.shift_px, 2)

    def _mirror(self, flip: Flip, draws: Draws) -> Tensor:
        share = 0.5 if flip in self.flips else 0.0
        return 1.0 - 2.0 * draws.chosen(share).float()

    def _bend(self, draws: Draws, rows: int, columns: int) -> Tensor:
        if not self.bend_px:
            return torch.zeros(())
        knots = self.bend_px * draws.normal(2, self.bend_knots, self.bend_knots)
        smooth = functional.interpolate(
            knots, size=(rows, columns), mode="bicubic", align_corners=True
        )
        return smooth.permute(0, 2, 3, 1)


def pixel_grid(rows: int, columns: int) -> Tensor:
    """(rows, columns, 2): each pixel's x, y in pixels from the image's centre."""
    y = torch.arange(rows) - (rows - 1) / 2
    x = torch.arange(columns) - (columns - 1) / 2
    return torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1)


def resampled(images: Tensor, sources: Tensor, padding: str) -> Tensor:
    """Images read at `sources` (n, rows, columns, 2), pixels from the centre; bilinear."""
    half = sources.new_tensor([images.shape[-1] / 2, images.shape[-2] / 2])
    return functional.grid_sample(
        images, sources / half, mode="bilinear", padding_mode=padding, align_corners=False
    )


def moved_masks(masks: Tensor, sources: Tensor) -> Tensor:
    """Masks stay 0 or 1; nothing enters from beyond the edge."""
    return (resampled(masks.float(), sources, "zeros") >= 0.5).to(masks.dtype)


def moved_boxes(boxes: Tensor, sources: Tensor) -> Tensor:
    """The hull of all pixels that come from inside the box; a box that left the image becomes empty (0s)."""
    rows, columns = sources.shape[1:3]
    half = sources.new_tensor([columns / 2, rows / 2])
    corner = (sources + half)[:, :, :, None, :]  # pixels from the upper left edge
    low, high = boxes.view(-1, 1, 1, 2, 2).unbind(3)
    inside = ((corner[..., 0, :] >= low) & (corner[..., 0, :] <= high)).all(-1)
    x0, x1 = _extent(inside.any(1))
    y0, y1 = _extent(inside.any(2))
    return torch.stack([x0, y0, x1, y1], dim=1).to(boxes.dtype)


def _extent(hits: Tensor) -> tuple[Tensor, Tensor]:
    """(n, length) of truth values to the edges of the first and the last true one."""
    length = hits.shape[1]
    first = hits.float().argmax(1)
    last = length - hits.flip(1).float().argmax(1)
    some = hits.any(1)
    return torch.where(some, first, 0), torch.where(some, last, 0)
