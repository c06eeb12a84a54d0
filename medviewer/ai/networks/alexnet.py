"""AlexNet (Krizhevsky et al. 2012): wide kernels first, then small ones; dense layers become the map."""

from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.spatial import batch_norm, convolution

WIDTHS = (1, 3, 6, 4, 4)  # channels of the five layers as multiples of the first, as published
KERNELS = (11, 5, 3, 3, 3)
POOLED = (0, 1)  # layers followed by max-pooling; the third pooling is the mean of the class map


class AlexNet(ClassMapNetwork):
    """Stride 4 · `stem_stride`. The published stride is 4, for 224 pixels; 1 suits 64."""

    def __init__(
        self,
        labels: int = 1,
        image_channels: int = 1,
        width: int = 32,
        stem_stride: int = 1,
        dropout: float = 0.3,
    ) -> None:
        super().__init__(width * WIDTHS[-1], labels, dropout)
        self.features = nn.Sequential()
        before = image_channels
        for layer, (factor, kernel) in enumerate(zip(WIDTHS, KERNELS, strict=True)):
            stride = 1 if layer else stem_stride
            self.features.append(convolution(before, width * factor, kernel, stride=stride))
            self.features.append(
                batch_norm(width * factor)
            )  # in place of its response normalisation
            self.features.append(nn.ReLU())
            if layer in POOLED:
                self.features.append(nn.MaxPool2d(3, stride=2, padding=1))
            before = width * factor

    def trunk(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(images)
        return features
