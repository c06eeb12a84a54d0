"""The exact head every classifier here ends in: a class map whose mean, plus a bias, is the logit.

    trunk features, not negative ──► 1 x 1 convolution without bias = class map (n, K, h, w) ──► mean
    logit = bias + mean(class map); so a cell's share of the logit is its value / number of cells

This is global average pooling and a linear layer with the two steps swapped (Zhou et al. 2016): the same
numbers, and what each place added to them is known without approximation.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from medviewer.ai.networks.image_views import PLAIN, View, mean_over_views
from medviewer.ai.networks.spatial import convolution, dropout_layer

FLAT = 0.004  # a grey level of eight bits: the contrast of an image that shows nothing


class Look(NamedTuple):
    """`features` (n, channels, h, w), never negative, and the class maps (n, labels, h, w) made of them."""

    features: Tensor
    maps: Tensor


class ClassMapNetwork(nn.Module):
    """Images (n, channels, rows, columns) in 0..1, or volumes with one axis more, to (n, labels) logits.

    A subclass says what its trunk computes from images brought to -1..1; or, with `standardises`, each
    brought to mean 0 and standard deviation 1, so that exposure and window say nothing. With more than one
    of `views` the class map is, outside training, the mean over them, each laid back on the image.
    """

    standardises = False
    views: tuple[View, ...] = PLAIN

    def __init__(
        self, channels: int, labels: int, dropout: float = 0.0, dimensions: int = 2
    ) -> None:
        super().__init__()
        self.dropout = dropout_layer(dropout, dimensions)
        self.classifier = convolution(channels, labels, 1, dimensions=dimensions)
        self.bias = nn.Parameter(torch.zeros(labels))

    def trunk(self, images: Tensor) -> Tensor:
        """Features (n, channels, h, w) of images in -1..1, or of standardised ones."""
        raise NotImplementedError

    def feature_grid(self, images: Tensor) -> Tensor:
        """What the class map is a weighted sum of: (n, channels, h, w), never negative."""
        return torch.relu(self.trunk(self._scaled(images)))

    def _scaled(self, images: Tensor) -> Tensor:
        return standardised(images) if self.standardises else images * 2 - 1

    def class_map(self, images: Tensor) -> Tensor:
        """The (n, labels, h, w) maps whose means, plus `bias`, are the logits."""
        views = PLAIN if self.training else self.views
        return mean_over_views(lambda looks: self.looked_at(looks).maps, images, views)

    def one_look(self, images: Tensor) -> Tensor:
        """(n, labels) logits of the images as they are: a quick word where many places wait."""
        return cell_mean(self.looked_at(images).maps) + self.bias

    def looked_at(self, images: Tensor) -> Look:
        """One look at the images as they are: all that takes time, for whatever is asked."""
        features = self.feature_grid(images)
        return Look(features, self.classifier(self.dropout(features)))

    def pooled_features(self, images: Tensor) -> Tensor:
        """(n, channels): the mean of the feature grid, by which images are compared."""
        return cell_mean(self.looked_at(images).features)

    def forward(self, images: Tensor) -> Tensor:
        return cell_mean(self.class_map(images)) + self.bias


def standardised(images: Tensor) -> Tensor:
    """Each channel of each image brought to mean 0 and, unless it is flat, standard deviation 1."""
    axes = tuple(range(2, images.dim()))
    spread, mean = torch.std_mean(images, dim=axes, keepdim=True)
    return (images - mean) / (spread + FLAT)


def cell_mean(grid: Tensor) -> Tensor:
    """(n, K) mean over all cells of an (n, K, …) grid."""
    return grid.flatten(2).mean(dim=2)
