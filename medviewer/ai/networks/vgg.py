"""VGG (Simonyan and Zisserman 2015): stages of 3 x 3 convolutions; dense layers become the map."""

from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.spatial import convolved, max_pool


class VGG(ClassMapNetwork):
    """`blocks` convolutions in each stage of `widths`; all stages but the last halve the grid."""

    def __init__(
        self,
        labels: int = 1,
        image_channels: int = 1,
        widths: tuple[int, ...] = (32, 64, 128, 256),
        blocks: tuple[int, ...] = (2, 2, 3, 3),
        dropout: float = 0.3,
    ) -> None:
        super().__init__(widths[-1], labels, dropout)
        self.features = nn.Sequential()
        before = image_channels
        for stage, (width, depth) in enumerate(zip(widths, blocks, strict=True)):
            if stage:
                self.features.append(max_pool(2))
            for _ in range(depth):
                self.features.append(convolved(before, width))
                before = width

    def trunk(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(images)
        return features
