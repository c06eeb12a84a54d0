"""A plain CNN that normalises no image by others: what gradients by image and averaged weights need."""

from torch import Tensor, nn

from medviewer.ai.networks.class_map import standardised


class GroupNormCNN(nn.Module):
    """Images (n, channels, rows, columns) in 0..1 to (n, labels) logits, one for each class.

    All stages but the last halve the grid by their stride: a quarter of the time of pooling afterwards, which
    counts where gradients are made image by image.

    Every layer is one that per-image gradients are known for, and batch statistics there are none: with them
    an image would speak in the gradients of its neighbours, and sites' averages would mix what is not theirs
    (Kurakin et al. 2022; Hsieh et al. 2020).
    """

    def __init__(
        self,
        labels: int = 2,
        image_channels: int = 1,
        widths: tuple[int, ...] = (16, 32, 32),
        groups: int = 4,
    ) -> None:
        super().__init__()
        self.features = nn.Sequential()
        for stage, (before, width) in enumerate(
            zip((image_channels, *widths), widths, strict=False)
        ):
            size, stride = (3, 1) if stage == len(widths) - 1 else (5 if stage == 0 else 3, 2)
            self.features.append(nn.Conv2d(before, width, size, stride, padding=size // 2))
            self.features.append(nn.GroupNorm(groups, width))
            self.features.append(nn.ReLU())
        self.classifier = nn.Linear(widths[-1], labels)

    def forward(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(standardised(images))
        logits: Tensor = self.classifier(features.flatten(2).mean(dim=2))
        return logits
