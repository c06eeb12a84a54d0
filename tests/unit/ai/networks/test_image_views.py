"""Several views of an image: each map comes back to where it belongs, and sums stay exact."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.image_views import mean_over_views, views_of
from medviewer.errors import ModelUnusable


@pytest.mark.parametrize("count", [1, 4, 8])
def test_that_every_view_is_undone_exactly(count: int) -> None:
    image = torch.arange(25.0).reshape(1, 1, 5, 5)

    for view in views_of(count):
        assert torch.equal(view.undone(view.of(image)), image)


def test_that_the_views_differ() -> None:
    image = torch.arange(25.0).reshape(1, 1, 5, 5)

    seen = {tuple(view.of(image).flatten().tolist()) for view in views_of(8)}

    assert len(seen) == 8


def test_that_maps_of_mirrored_images_are_averaged_in_place() -> None:
    image = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])

    def left_half(images: torch.Tensor) -> torch.Tensor:
        return images * torch.tensor([[1.0, 0.0], [1.0, 0.0]])

    # Each column is the left one in half of the mirror images.
    assert torch.equal(mean_over_views(left_half, image, views_of(4)), image / 2)


@pytest.mark.parametrize("views", [4, 8])
def test_that_a_network_of_many_views_is_exactly_additive_and_blind_to_turns(views: int) -> None:
    torch.manual_seed(0)
    network = build("resnet", {"widths": (8,), "blocks": (1,), "views": views}).eval()
    assert isinstance(network, ClassMapNetwork)
    images = torch.rand(3, 1, 16, 16)

    with torch.inference_mode():
        logits = network(images)
        maps = network.class_map(images)
        mirrored = network(images.flip(3))

    torch.testing.assert_close(maps.mean(dim=(2, 3)) + network.bias, logits, atol=1e-5, rtol=0)
    torch.testing.assert_close(mirrored, logits, atol=1e-5, rtol=0)


def test_that_an_odd_number_of_views_is_refused() -> None:
    with pytest.raises(ModelUnusable, match="views can be 1, 2, 4 or 8"):
        build("resnet", {"views": 3})
