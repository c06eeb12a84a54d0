"""The plain CNN most papers begin with: a few stages of convolution, normalisation, ReLU and max-pooling."""

from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.spatial import convolved, max_pool


class SmallCNN(ClassMapNetwork):
    """One stage for each of `widths`; all but the last halve the grid."""

    def __init__(
        self,
        labels: int = 1,
        image_channels: int = 1,
        widths: tuple[int, ...] = (16, 32, 64, 128),
        dropout: float = 0.1,
        dimensions: int = 2,
        standardise: bool = False,
    ) -> None:
        super().__init__(widths[-1], labels, dropout, dimensions)
        self.standardises = standardise
        self.features = nn.Sequential()
        for stage, (before, width) in enumerate(
            zip((image_channels, *widths), widths, strict=False)
        ):
            self.features.append(convolved(before, width, dimensions=dimensions))
            if stage < len(widths) - 1:
                self.features.append(max_pool(2, dimensions))

    def trunk(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(images)
        return features
