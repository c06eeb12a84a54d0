"""The explanation methods agree with what can be worked out of a network that adds up its bright places."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.runtime.explanations.members import last_features
from medviewer.ai.runtime.explanations.methods import METHODS, explained
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.errors import AnalysisError, ModelUnusable
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_spec

CPU = torch.device("cpu")


class BrightPlaces(ClassMapNetwork):
    """Its one feature is the image itself; label 0 is for it with weight 4, label 1 against it."""

    def __init__(self) -> None:
        super().__init__(1, 2)
        with torch.no_grad():
            self.classifier.weight.copy_(torch.tensor([4.0, -4.0]).reshape(2, 1, 1, 1))  # type: ignore[operator]
            self.bias.fill_(0.5)

    def trunk(self, images: Tensor) -> Tensor:
        return (images + 1) / 2  # back to 0..1


@pytest.fixture
def bright() -> ImageModel:
    return ImageModel(two_layer_card(two_layer_spec()), (BrightPlaces(), BrightPlaces()), CPU)


def one_bright_corner() -> np.ndarray:
    image = np.zeros((1, 16, 12), np.float32)
    image[0, :4, :3] = 1
    return image


def test_that_the_class_map_is_the_pixels_own_share(bright: ImageModel) -> None:
    found = explained("class map", bright, one_bright_corner(), label=0)

    assert found[0, 0, 0] == pytest.approx(4 / (16 * 12))
    assert found[0, 8:, :].max() == 0
    assert found.sum() == pytest.approx(0.25)  # 12 of 192 pixels, weight 4


def test_that_grad_cam_keeps_what_speaks_for_the_label(bright: ImageModel) -> None:
    speaks_for = explained("Grad-CAM", bright, one_bright_corner(), label=0)
    speaks_against = explained("Grad-CAM", bright, one_bright_corner(), label=1)

    assert speaks_for[0, 0, 0] > 0
    assert speaks_for[0, 8:, :].max() == 0
    assert speaks_against.max() == 0


def test_that_integrated_gradients_sum_to_the_way_from_a_flat_image(bright: ImageModel) -> None:
    striped = one_bright_corner()

    found = explained("integrated gradients", bright, striped, label=0)

    # A linear network: weight / cells x (pixel - mean grey), and the mean has the same logit.
    assert found[0, 0, 0] == pytest.approx(4 / 192 * (1 - 12 / 192), abs=1e-6)
    assert found.sum() == pytest.approx(0, abs=1e-5)


def test_that_occlusion_is_the_fall_of_the_logit(bright: ImageModel) -> None:
    found = explained("occlusion", bright, one_bright_corner(), label=0)

    assert found.shape == (1, 8, 8)
    assert found[0, 0, 0] > 0
    assert found[0, 0, 0] == found[0].max()
    assert found[0, 6:, 6:].max() < 0  # a dark window painted grey raises the logit


def test_that_an_ensembles_map_is_the_mean_of_its_members(bright: ImageModel) -> None:
    reverse = BrightPlaces()
    with torch.no_grad():
        reverse.classifier.weight.neg_()  # type: ignore[operator]  # a convolution's
    opposed = bright.with_members((bright.members[0], reverse))

    for method in ("class map", "integrated gradients", "occlusion"):
        assert np.abs(explained(method, opposed, one_bright_corner())).max() <= 1e-6


def test_that_maps_of_many_images_come_in_their_order(bright: ImageModel) -> None:
    images = np.stack([np.full((16, 12), step / 20, np.float32) for step in range(20)])
    images[:, 0, 0] = 1

    for method in METHODS:
        alone = explained(method, bright, images[13:14])
        assert explained(method, bright, images)[13] == pytest.approx(alone[0], abs=1e-5)


def test_that_an_unknown_method_names_the_known_ones(bright: ImageModel) -> None:
    with pytest.raises(AnalysisError, match="class map, Grad-CAM, integrated gradients, occlusion"):
        explained("guided backpropagation", bright, one_bright_corner())


def test_that_a_network_without_the_head_has_no_grad_cam() -> None:
    with pytest.raises(ModelUnusable, match="no class-map head"):
        last_features(nn.Linear(2, 2))
