"""LesionNet: draws the lesion, and may name it from the same features with an exact class map.

    image ──► U-Net ──► fine features ──► lesion logit of every pixel
                   └──► deep features ──► class map ──► mean over all cells, or over the cells of the lesion
                                                        it drew itself ──► + bias = logits

Pooled over the lesion, the evidence for a name comes from where the lesion was found: the map stays exact
(the weights are part of it), and says nothing of cells that were not looked at.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from medviewer.ai.networks.class_map import cell_mean
from medviewer.ai.networks.image_views import PLAIN, View, views_of
from medviewer.ai.networks.spatial import convolution, dropout_layer, resized
from medviewer.ai.networks.unet import Scales, UNet, UNetOptions

POOLINGS = ("mean", "lesion")
LEAST_WEIGHT = 1e-3  # of a cell without lesion; where none was drawn, all cells count alike
FAINTEST = 1e-6  # a mean probability, before it becomes a logit again
RARE_LESION_LOGIT = -3.0  # at the start: about one pixel in twenty is lesion


@dataclass(frozen=True, slots=True)
class LesionNetOptions:
    """`labels` 0: draws only. `pooling`: over all cells ("mean") or over the drawn lesion ("lesion").

    `views`: 2 for a network that names and, outside training, also looks at the image with left and right
    changed; the answer is the mean of both, so that what only one look shows is drawn faintly.
    The others are those of `UNetOptions`.
    """

    labels: int = 0
    pooling: str = "mean"
    image_channels: int = 1
    widths: tuple[int, ...] = (24, 48, 96, 192)
    block: str = "residual"
    has_attention_gates: bool = False
    dropout: float = 0.1
    dimensions: int = 2
    stem_stride: int = 1
    join: str = "concatenate"
    views: int = 1


class LesionOutput(NamedTuple):
    """`lesion_logits` (n, 1, rows, columns); `label_logits` (n, labels) or None."""

    lesion_logits: Tensor
    label_logits: Tensor | None


class LesionLook(NamedTuple):
    """`lesion_logits` (n, 1, rows, columns), `deep` features, class `maps` (n, labels, h, w), or none."""

    lesion_logits: Tensor
    deep: Tensor
    maps: Tensor


class LesionNet(nn.Module):
    """Images (n, channels, rows, columns) in 0..1, or volumes with one axis more, to `LesionOutput`."""

    def __init__(self, options: LesionNetOptions) -> None:
        super().__init__()
        self.unet = UNet(
            UNetOptions(
                image_channels=options.image_channels,
                widths=options.widths,
                block=options.block,
                has_attention_gates=options.has_attention_gates,
                dimensions=options.dimensions,
                stem_stride=options.stem_stride,
                join=options.join,
            )
        )
        self.draw = convolution(options.widths[0], 1, 1, dimensions=options.dimensions)
        self.draw_bias = nn.Parameter(torch.full((1,), RARE_LESION_LOGIT))

    def scales(self, images: Tensor) -> Scales:
        """Fine and deep features; both not negative."""
        scales: Scales = self.unet(images * 2 - 1)
        return scales

    def drawn(self, scales: Scales) -> Tensor:
        """Lesion logits on the grid of the fine features."""
        lesion_logits: Tensor = self.draw(scales.fine) + self.draw_bias
        return lesion_logits

    def lesion_logits(self, images: Tensor) -> Tensor:
        """(n, 1, rows, columns)."""
        return self.looked_at(images).lesion_logits

    def looked_at(self, images: Tensor) -> LesionLook:
        """One look at the images as they are: all that takes time, for whatever is asked."""
        scales = self.scales(images)
        maps = self._named(scales)
        return LesionLook(resized(self.drawn(scales), images.shape[2:]), scales.deep, maps)

    def _named(self, scales: Scales) -> Tensor:
        """No label: no maps."""
        return scales.deep[:, :0]

    def pooled_features(self, images: Tensor) -> Tensor:
        """(n, channels): the mean of the deep features, by which images are compared."""
        return cell_mean(self.looked_at(images).deep)

    def forward(self, images: Tensor) -> LesionOutput:
        return LesionOutput(self.lesion_logits(images), None)


class NamingLesionNet(LesionNet):
    """A LesionNet with the exact class-map head on its deep features."""

    def __init__(self, options: LesionNetOptions) -> None:
        super().__init__(options)
        if options.pooling not in POOLINGS:
            raise ValueError(f"pooling must be one of {', '.join(POOLINGS)}")
        self.pooling = options.pooling
        self.halvings = len(options.widths) - 1
        self.views = views_of(options.views)
        self.dropout = dropout_layer(options.dropout, options.dimensions)
        self.classifier = convolution(
            options.widths[-1], options.labels, 1, dimensions=options.dimensions
        )
        self.bias = nn.Parameter(torch.zeros(options.labels))

    def lesion_logits(self, images: Tensor) -> Tensor:
        """(n, 1, rows, columns)."""
        return self.drawn_and_mapped(images)[0]

    def class_map(self, images: Tensor) -> Tensor:
        """The (n, labels, h, w) maps whose means, plus `bias`, are the logits."""
        return self.drawn_and_mapped(images)[1]

    def label_logits(self, images: Tensor) -> Tensor:
        """(n, labels)."""
        return cell_mean(self.class_map(images)) + self.bias

    def drawn_and_mapped(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """`lesion_logits` and `class_map` at the cost of one: the mean over the views."""
        views = PLAIN if self.training else self.views
        lesions, _, maps = self.looked_at(torch.cat([view.of(images) for view in views]))
        if len(views) == 1:
            return lesions, maps
        drawn = _laid_on_image(lesions.float().sigmoid(), views)
        return drawn.logit(eps=FAINTEST), _laid_on_image(maps, views)

    def forward(self, images: Tensor) -> LesionOutput:
        lesion_logits, maps = self.drawn_and_mapped(images)
        return LesionOutput(lesion_logits, cell_mean(maps) + self.bias)

    def _named(self, scales: Scales) -> Tensor:
        maps: Tensor = self.classifier(self.dropout(scales.deep))
        return maps if self.pooling == "mean" else maps * self._lesion_weights(scales)

    def _lesion_weights(self, scales: Scales) -> Tensor:
        """(n, 1, h, w) with mean 1: each cell's share of the lesion drawn.

        Without gradient: what is drawn answers to the outlines alone, never to the names.
        """
        lesion = self.drawn(scales).detach().sigmoid()
        pool = functional.avg_pool2d if lesion.dim() == 4 else functional.avg_pool3d
        for _ in range(self.halvings):  # as the features were, so that cells lie on cells
            lesion = pool(lesion, 2)
        weights = lesion + LEAST_WEIGHT
        return weights / weights.flatten(2).mean(dim=2).reshape(-1, 1, *[1] * (lesion.dim() - 2))


def _laid_on_image(maps: Tensor, views: tuple[View, ...]) -> Tensor:
    """The mean of every view's maps, each turned back."""
    parts = maps.chunk(len(views))
    return torch.stack([view.undone(part) for view, part in zip(views, parts, strict=True)]).mean(0)


def lesion_net(options: LesionNetOptions) -> LesionNet:
    """The network that `options` ask for: one that draws, or one that also names."""
    return NamingLesionNet(options) if options.labels else LesionNet(options)
