"""Centre points for training a detector: what a map of centres should look like, and how far it is from it.

A lesion's target is a Gaussian bump on the cell of its centre (Zhou et al. 2019, Objects as Points); its size
and the centre's place within the cell are learned at that cell alone.
"""

from typing import NamedTuple, Protocol

import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.figures.froc import ScanMarks
from medviewer.ai.networks.centre_net import peaks
from medviewer.ai.training.losses import centre_heat_loss

SIGMA_SHARE = 1 / 6  # of a lesion's longer side: three standard deviations reach its edge
SMALLEST_SIGMA = 0.5  # cells
SIZE_WEIGHT, OFFSET_WEIGHT = 0.1, 1.0  # beside the heat's loss, as published
MOST_MARKS = 32  # an image, hottest first


class CentreMaps(Protocol):
    """What a CentreNet says of a batch: `heat` logits (n, labels, h, w), `size` and `offset` (n, 2, h, w)."""

    @property
    def heat(self) -> Tensor: ...

    @property
    def size(self) -> Tensor: ...

    @property
    def offset(self) -> Tensor: ...


class CentreTargets(NamedTuple):
    """`heat` (n, labels, h, w); of the images with a lesion: which, at which cell, what size and offset."""

    heat: Tensor
    images: Tensor
    cells: Tensor
    sizes: Tensor
    offsets: Tensor


def centre_targets(
    boxes: Tensor, labels: Tensor, shape: torch.Size, stride: float
) -> CentreTargets:
    """Targets of one box an image.

    Args:
        boxes: (n, 4) x0, y0, x1, y1 in pixel edges; NaN or empty where there is no lesion.
        labels: (n,) channel of the heat map.
        shape: of the heat map, (n, labels, h, w).
        stride: pixels a cell.
    """
    sizes = boxes[:, 2:] - boxes[:, :2]
    images = torch.nonzero((sizes > 0).all(dim=1))[:, 0]  # NaN is not above 0
    centre = ((boxes[:, :2] + boxes[:, 2:]) / 2 / stride)[images].flip(1)  # row, column, in cells
    limit = centre.new_tensor([shape[2] - 1, shape[3] - 1])
    cells = torch.minimum(centre.floor().clamp(min=0), limit).long()
    sizes = sizes[images].flip(1)
    heat = boxes.new_zeros(shape)
    sigma = (sizes.amax(dim=1) * SIGMA_SHARE / stride).clamp(min=SMALLEST_SIGMA)
    heat[images, labels[images]] = _bumps(cells, sigma, shape)
    return CentreTargets(heat, images, cells, sizes, (centre - cells).clamp(0, 1))


def centre_loss(found: CentreMaps, boxes: Tensor, labels: Tensor, image_rows: int) -> Tensor:
    """Heat, size and offset together; a mean over the images."""
    targets = centre_targets(boxes, labels, found.heat.shape, image_rows / found.heat.shape[2])
    loss = centre_heat_loss(found.heat.float(), targets.heat)
    if not len(targets.images):
        return loss
    at = (targets.images, slice(None), targets.cells[:, 0], targets.cells[:, 1])
    share = len(targets.images) / len(boxes)
    size = functional.l1_loss(found.size.float()[at], targets.sizes)
    offset = functional.l1_loss(found.offset.float()[at], targets.offsets)
    return loss + share * (SIZE_WEIGHT * size + OFFSET_WEIGHT * offset)


def marks_of(found: CentreMaps, boxes: Tensor, image_rows: int) -> list[ScanMarks]:
    """Each image's peaks, compared with its box: a peak whose cell's centre lies inside is a hit."""
    stride = image_rows / found.heat.shape[2]
    scores = peaks(found.heat.float()).amax(dim=1)
    marks = []
    for image, box in zip(scores, boxes, strict=True):
        hottest, flat = image.flatten().topk(min(MOST_MARKS, image.numel()))
        rows, columns = flat // image.shape[1], flat % image.shape[1]
        x, y = (columns + 0.5) * stride, (rows + 0.5) * stride
        inside = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
        best = hottest[inside].amax().item() if inside.any() else float("-inf")
        lesions = (best,) if bool((box[2:] > box[:2]).all()) else ()
        marks.append(ScanMarks(lesions, tuple(hottest[~inside & (hottest > 0)].tolist())))
    return marks


def _bumps(cells: Tensor, sigma: Tensor, shape: torch.Size) -> Tensor:
    """(m, h, w): height 1 on each cell."""
    rows = torch.arange(shape[2], device=cells.device)[None] - cells[:, :1]
    columns = torch.arange(shape[3], device=cells.device)[None] - cells[:, 1:]
    distance = rows[:, :, None] ** 2 + columns[:, None, :] ** 2
    return torch.exp(-distance / (2 * sigma[:, None, None] ** 2))
