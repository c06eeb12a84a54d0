"""A finding explained again lies where the network saw it, each image by its share in the logit."""

import dataclasses

import numpy as np
import pytest
import torch

from medviewer.ai.analyzer import SeenImages, SeenPlace
from medviewer.ai.runtime.explaining import explanation
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import ExplanationRequest
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.gui.canvas.samples import finding, result
from tests.unit.ai.runtime.explanations.test_methods import BrightPlaces
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_spec


@pytest.fixture
def model() -> ImageModel:
    """Label 0: weight 4 on the image itself; its class map is 4 / (16 x 12) where the image is bright."""
    card = two_layer_card(two_layer_spec())
    return ImageModel(card, (BrightPlaces(),), torch.device("cpu"))


def seen() -> SeenImages:
    images = np.zeros((2, 16, 12), np.float32)
    images[0] = 1.0
    places = (SeenPlace(7, (9.5, 25.5), (3.5, 15.5)), SeenPlace(8, (9.5, 25.5), (3.5, 15.5)))
    return SeenImages(images, places, label=0, weights=(0.25, 0.75))


WANTED = ExplanationRequest(result().request, finding("f1"), "class map")


def test_that_each_image_is_put_on_its_slice_by_its_share(model: ImageModel) -> None:
    answer = explanation(WANTED, model, seen(), ignore_progress, CancelToken())

    bright, dark = answer.attention
    assert (bright.finding_id, bright.slice_index, bright.row_range) == ("f1", 7, (9.5, 25.5))
    assert bright.contributions[0, 0] == pytest.approx(0.25 * 4 / (16 * 12))
    assert float(np.abs(dark.contributions).max()) == 0.0
    assert answer.unit == "logit"


def test_that_a_map_is_named_by_its_method(model: ImageModel) -> None:
    wanted = dataclasses.replace(WANTED, method="Grad-CAM")

    answer = explanation(wanted, model, seen(), ignore_progress, CancelToken())

    assert (answer.method, answer.unit) == ("Grad-CAM", "")
    assert {patch.method for patch in answer.attention} == {"Grad-CAM"}


def test_that_a_cancel_is_heard_between_images(model: ImageModel) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        explanation(WANTED, model, seen(), ignore_progress, token)
