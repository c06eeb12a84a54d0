"""Another library's trunks: the stem's stride is what was asked for, and the map stays exact."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.errors import ModelUnusable

pytest.importorskip("monai", reason="MONAI is needed to train its networks only")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the library warns of its own dependencies when it loads
@pytest.mark.parametrize(
    ("name", "options", "stride"),
    [
        ("densenet", {"stem_stride": 4, "blocks": (2, 2, 2, 2), "growth_rate": 8}, 32),
        ("densenet", {"stem_stride": 2, "blocks": (2, 2, 2, 2), "growth_rate": 8}, 16),
        ("densenet", {"stem_stride": 1, "blocks": (2, 2, 2), "growth_rate": 8}, 4),
        ("se_resnet50", {"stem_stride": 4}, 32),
        ("se_resnet50", {"stem_stride": 1}, 8),
        ("efficientnet", {"stem_stride": 2}, 32),
        ("efficientnet", {"stem_stride": 1}, 16),
    ],
)
def test_that_the_grid_has_the_stride_asked_for_and_the_map_sums_to_the_logit(
    name: str, options: dict[str, int], stride: int
) -> None:
    images = torch.rand(2, 1, 64, 64)
    network = build(name, {"labels": 2, **options}).eval()
    assert isinstance(network, ClassMapNetwork)

    with torch.inference_mode():
        maps = network.class_map(images)
        rebuilt = maps.double().mean(dim=(2, 3)) + network.bias
        logits = network(images)

    assert maps.shape == (2, 2, 64 // stride, 64 // stride)
    assert (rebuilt - logits).abs().max() <= 1e-4 * max(1, float(logits.abs().max()))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "stride"), [("densenet", 3), ("se_resnet50", 8), ("efficientnet", 4)]
)
def test_that_a_stride_no_stem_has_is_refused(name: str, stride: int) -> None:
    with pytest.raises(ModelUnusable, match="stem_stride must be 1"):
        build(name, {"stem_stride": stride})
