"""An image looked at from several sides: mirror images and quarter turns, each answer turned back.

The mean of additive maps is additive, so a map averaged over views still sums to the logit exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

ROWS_COLUMNS = (2, 3)


@dataclass(frozen=True, slots=True)
class View:
    """Mirrored along `flips` (axes of a batch), then turned by `quarters`."""

    flips: tuple[int, ...] = ()
    quarters: int = 0

    def of(self, images: Tensor) -> Tensor:
        flipped = torch.flip(images, list(self.flips)) if self.flips else images
        return torch.rot90(flipped, self.quarters, ROWS_COLUMNS) if self.quarters else flipped

    def undone(self, maps: Tensor) -> Tensor:
        """A map of the view, laid on the image again."""
        turned = torch.rot90(maps, -self.quarters, ROWS_COLUMNS) if self.quarters else maps
        return torch.flip(turned, list(self.flips)) if self.flips else turned


PLAIN = (View(),)
SIDES = (View(), View((3,)))  # left and right changed
MIRRORS = (View(), View((3,)), View((2,)), View((2, 3)))
TURNS = (*MIRRORS, View((), 1), View((3,), 1), View((2,), 1), View((2, 3), 1))


def views_of(count: int) -> tuple[View, ...]:
    """1, 2, 4 or 8 views.

    Raises:
        ValueError: another number.
    """
    for views in (PLAIN, SIDES, MIRRORS, TURNS):
        if len(views) == count:
            return views
    raise ValueError(f"views can be 1, 2, 4 or 8, not {count}")


def mean_over_views(
    maps_of: Callable[[Tensor], Tensor], images: Tensor, views: tuple[View, ...]
) -> Tensor:
    """The mean of `maps_of` each view, turned back: (n, K, h, w). Quarter turns ask for square images."""
    if len(views) == 1:
        return maps_of(images)
    maps = maps_of(torch.cat([view.of(images) for view in views]))
    parts = maps.chunk(len(views))
    return torch.stack([view.undone(part) for view, part in zip(views, parts, strict=True)]).mean(0)
