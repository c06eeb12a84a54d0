"""What holds for every architecture of the table, and what the table refuses."""

import pytest
import torch
from torch import nn

from medviewer.ai.networks.architectures import ARCHITECTURES, build, build_for
from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.domain.model_trust import NetworkSpec
from medviewer.errors import ModelUnusable

SHIPPABLE = [name for name, row in ARCHITECTURES.items() if row.may_ship]
STRIDES = {  # worked out from the layers by hand
    "small_cnn": 8,
    "slice_cnn": 4,
    "resnet": 4,
    "se_resnet": 4,
    "attention_resnet": 4,
    "alexnet": 4,
    "vgg": 8,
}


def lively(network: nn.Module, images: torch.Tensor) -> nn.Module:
    """Statistics and biases away from their start, so that they take part."""
    torch.manual_seed(5)
    network.train()
    with torch.no_grad():
        for _ in range(2):
            network(images)
        for name, parameter in network.named_parameters():
            if name.endswith("bias"):
                parameter.add_(0.3)
    return network.eval()


@pytest.mark.parametrize("name", STRIDES)
def test_that_the_mean_of_the_class_map_and_the_bias_are_the_logits(name: str) -> None:
    images = torch.rand(3, 1, 64, 64)
    network = lively(build(name, {"labels": 3}), images)
    assert isinstance(network, ClassMapNetwork)

    with torch.inference_mode():
        logits = network(images)
        rebuilt = network.class_map(images).double().mean(dim=(2, 3)) + network.bias

    assert logits.shape == (3, 3)
    assert (rebuilt - logits).abs().max() <= 1e-4


@pytest.mark.parametrize("name", ["small_cnn", "resnet"])
def test_that_a_standardising_network_is_blind_to_brightness_and_contrast(name: str) -> None:
    images = torch.rand(2, 1, 28, 28)
    network = lively(build(name, {"standardise": True}), images)

    with torch.inference_mode():
        bright, faint = network(images), network(0.2 + 0.5 * images)

    assert (bright - faint).abs().max() < 0.02 * bright.abs().max()


@pytest.mark.parametrize("name", STRIDES)
def test_that_the_feature_grid_has_the_stride_the_layers_add_up_to(name: str) -> None:
    network = build(name).eval()
    assert isinstance(network, ClassMapNetwork)

    with torch.inference_mode():
        grid = network.feature_grid(torch.rand(1, 1, 64, 64))

    assert grid.shape[-2:] == (64 // STRIDES[name], 64 // STRIDES[name])
    assert grid.min() >= 0


@pytest.mark.parametrize("name", STRIDES)
def test_that_the_smallest_image_stated_leaves_a_feature(name: str) -> None:
    side = ARCHITECTURES[name].smallest_px
    network = build(name).eval()

    with torch.inference_mode():
        logits = network(torch.rand(1, 1, side, side))

    assert torch.isfinite(logits).all()


@pytest.mark.parametrize("name", STRIDES)
def test_that_the_same_seed_builds_the_same_network(name: str) -> None:
    def seeded() -> dict[str, torch.Tensor]:
        torch.manual_seed(11)
        return build(name).state_dict()

    first, second = seeded(), seeded()

    assert all(torch.equal(value, second[key]) for key, value in first.items())


@pytest.mark.parametrize("name", SHIPPABLE)
def test_that_a_network_that_may_ship_has_fewer_than_ten_million_weights(name: str) -> None:
    with torch.device("meta"):
        network = build(name)

    assert sum(parameter.numel() for parameter in network.parameters()) < 10_000_000


def test_that_a_resnet_serves_volumes_too() -> None:
    network = build("resnet", {"dimensions": 3, "widths": (4, 8), "blocks": (1, 1)}).eval()
    assert isinstance(network, ClassMapNetwork)

    with torch.inference_mode():
        grid = network.class_map(torch.rand(1, 1, 8, 12, 16))

    assert grid.shape == (1, 1, 4, 6, 8)


def test_that_a_list_from_a_file_is_as_good_as_a_tuple() -> None:
    options: dict[str, object] = {"widths": [4, 8], "blocks": [1, 1]}

    assert build("resnet", options) is not None  # type: ignore[arg-type]  # what TOML gives


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("wide_open", {}, "There is no network “wide_open”"),
        ("resnet", {"colour": 1}, "has no option “colour”"),
        ("resnet", {"stem_stride": "two"}, "“stem_stride” of the network “resnet” cannot be 'two'"),
        ("resnet", {"stem_stride": True}, "cannot be True"),
        ("resnet", {"widths": (32, 100_000)}, "cannot be (32, 100000)"),
        ("resnet", {"widths": (8,) * 17}, "cannot be"),
        ("resnet", {"widths": ()}, "cannot be ()"),
        ("resnet", {"widths": (8, 16)}, "cannot be built with widths = (8, 16)"),
        ("resnet", {"dropout": -0.5}, "cannot be -0.5"),
    ],
)
def test_that_what_cannot_be_built_is_refused_with_the_reason(
    name: str, options: dict[str, int], words: str
) -> None:
    with pytest.raises(ModelUnusable) as refusal:
        build(name, options)

    assert words in str(refusal.value)


def test_that_images_too_small_for_a_network_are_refused_with_the_size_it_needs() -> None:
    with pytest.raises(ModelUnusable, match="at least 8 × 8 pixels, not 32 × 7"):
        build_for(NetworkSpec("vgg", (32, 7)))
