"""The patch network keeps its promise: the map sums to the logit."""

import torch

from medviewer.ai.networks.centre_mark import centre_mark
from medviewer.ai.networks.slice_cnn import SliceCNN


def trained_looking_network() -> SliceCNN:
    """Weights away from their start, so that bias and normalisation take part."""
    torch.manual_seed(3)
    network = SliceCNN()
    network.train()
    for _ in range(3):
        network(torch.rand(8, 1, 50, 50))
    with torch.no_grad():
        network.bias.fill_(-1.25)
    return network.eval()


def test_that_the_class_map_and_the_bias_are_the_logit() -> None:
    network = trained_looking_network()
    patches = torch.rand(5, 1, 50, 50)

    with torch.inference_mode():
        difference = network.class_map(patches).mean(dim=(2, 3)) - 1.25 - network(patches)

    assert difference.abs().max() <= 1e-4


def test_that_the_map_has_a_cell_for_every_four_pixels() -> None:
    network = trained_looking_network()

    with torch.inference_mode():
        found = network.class_map(torch.rand(2, 1, 50, 50))

    assert found.shape == (2, 1, 13, 13)


def test_that_the_features_under_the_map_are_not_negative() -> None:
    network = trained_looking_network()
    seen = []
    network.features.register_forward_hook(lambda *call: seen.append(call[2]))

    with torch.inference_mode():
        network(torch.rand(2, 1, 50, 50))

    assert seen[0].min() >= 0


def test_that_the_centre_counts_more_than_the_rim() -> None:
    mark = centre_mark(50, 50, sigma_px=8)[0, 0]

    assert mark[24, 24] > 0.99
    assert mark[0, 0] < 0.01


def test_that_the_mark_follows_the_size_of_the_patch() -> None:
    mark = centre_mark(3, 5, sigma_px=1)

    assert mark.shape == (1, 1, 3, 5)
    assert mark[0, 0, 1, 2] == 1


def test_that_a_network_without_mark_sees_the_image_alone() -> None:
    network = SliceCNN(labels=3, centre_sigma_px=0.0).eval()

    with torch.inference_mode():
        found = network(torch.rand(2, 1, 32, 40))

    assert network.state_dict()["stem.0.weight"].shape[1] == 1
    assert found.shape == (2, 3)
