"""DenseNet, SE-ResNet and EfficientNet from MONAI, with our head and a stem that fits small images.

To train and compare with; they may not ship, because loading the library takes longer than most analyses.
It is imported where a network is built, never with this module.

The stem's stride is an option, because MONAI's suits 224 pixels: 4 is the published one (a convolution and a
pooling that each halve the grid), 2 leaves out the pooling, 1 the convolution's stride too.
"""

from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork

STEM_STRIDES = (1, 2, 4)


class ForeignTrunk(ClassMapNetwork):
    """Another library's features under our head."""

    def __init__(self, features: nn.Module, channels: int, labels: int, dropout: float) -> None:
        super().__init__(channels, labels, dropout)
        self.features = features

    def trunk(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(images)
        return features


def densenet(
    labels: int = 1,
    image_channels: int = 1,
    growth_rate: int = 32,
    blocks: tuple[int, ...] = (6, 12, 24, 16),
    stem_stride: int = 4,
    dropout: float = 0.1,
) -> ForeignTrunk:
    """DenseNet (Huang et al. 2017), DenseNet-121 by default; stride 8 · `stem_stride` with four blocks."""
    from monai.networks.nets.densenet import DenseNet

    features = DenseNet(2, image_channels, 1, 2 * growth_rate, growth_rate, blocks).features
    _set_stem_stride(features, "conv0", "pool0", stem_stride)
    channels = features.get_submodule("norm5").get_parameter("weight").shape[0]
    return ForeignTrunk(features, channels, labels, dropout)


def se_resnet50(
    labels: int = 1, image_channels: int = 1, stem_stride: int = 4, dropout: float = 0.1
) -> ForeignTrunk:
    """SE-ResNet-50 (Hu et al. 2018); stride 8 · `stem_stride`."""
    from monai.networks.nets.senet import SEResNet50

    network = SEResNet50(spatial_dims=2, in_channels=image_channels)
    _set_stem_stride(network.layer0, "conv1", "pool", stem_stride)
    features = nn.Sequential(
        network.layer0, network.layer1, network.layer2, network.layer3, network.layer4
    )
    return ForeignTrunk(features, 2048, labels, dropout)


def efficientnet(
    labels: int = 1,
    image_channels: int = 1,
    size: str = "b0",
    stem_stride: int = 2,
    dropout: float = 0.1,
) -> ForeignTrunk:
    """EfficientNet (Tan and Le 2019), "b0" to "b7"; stride 16 · `stem_stride`, which is 1 or 2."""
    from monai.networks.nets.efficientnet import EfficientNetBN

    # Its default is to fetch weights over the network, which nothing here does.
    network = EfficientNetBN(f"efficientnet-{size}", pretrained=False, in_channels=image_channels)
    if stem_stride not in STEM_STRIDES[:2]:
        raise ValueError("stem_stride must be 1 or 2")
    if stem_stride == 1:
        network._conv_stem.stride = (1, 1)
        network._conv_stem_padding = nn.ZeroPad2d(1)  # its own is uneven, for a stride of 2
    features = nn.Sequential(
        network._conv_stem_padding,
        network._conv_stem,
        network._bn0,
        network._swish,
        network._blocks,
        network._conv_head_padding,
        network._conv_head,
        network._bn1,
        network._swish,
    )
    return ForeignTrunk(features, network._conv_head.out_channels, labels, dropout)


def _set_stem_stride(stem: nn.Module, convolution: str, pooling: str, stride: int) -> None:
    """Take away as much of a published stem's stride of 4 as was asked for."""
    if stride not in STEM_STRIDES:
        raise ValueError("stem_stride must be 1, 2 or 4")
    if stride < 4:
        setattr(stem, pooling, nn.Identity())
    if stride == 1:
        first = stem.get_submodule(convolution)
        assert isinstance(first, nn.Conv2d)  # for the type checker
        first.stride = (1, 1)
