"""A batch of images and everything that must move with them."""

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True, slots=True)
class Scene:
    """What a step of augmentation changes.

    Attributes:
        images: (n, channels, rows, columns) float, 0..1.
        masks: (n, 1, rows, columns) float, 0 or 1; None where the task has none.
        boxes: (n, 4) float, x0 y0 x1 y1 in pixels, edges (0 is the image's left or top edge); None likewise.
    """

    images: Tensor
    masks: Tensor | None = None
    boxes: Tensor | None = None

    def __len__(self) -> int:
        return len(self.images)
