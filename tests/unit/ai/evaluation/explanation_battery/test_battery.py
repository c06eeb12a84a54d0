"""The whole battery on a tiny model: which images it chooses, which rows it gives."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from medviewer.ai.evaluation.explanation_battery.battery import examine
from medviewer.ai.evaluation.explanation_battery.subject import choose_cases, outlines
from medviewer.ai.networks.architectures import build
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import offered_methods
from tests.unit.ai.evaluation.explanation_battery.lit_spots import (
    SIZE,
    SPOT,
    dark_cases,
    lit_cases,
    lit_model,
)
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_spec


def samples() -> Samples:
    """Eight lit spots and eight dark images; one dark image is labelled lit, and one lit one dark."""
    images = np.concatenate([lit_cases(8).images, dark_cases(8).images])
    labels = np.repeat([1, 0], 8)
    labels[[0, 8]] = 0, 1
    boxes = np.full((16, 4), np.nan, np.float32)
    boxes[:8] = 4, 6, 8, 10
    return Samples(
        images=images,
        labels=labels,
        label_names=("dark", "lit"),
        groups=np.arange(16),
        order=np.arange(16),
        files=tuple(str(index) for index in range(16)),
        boxes=boxes,
    )


def test_that_only_images_whose_label_the_model_finds_are_explained() -> None:
    cases, others = choose_cases(lit_model(), samples(), most=20, seed=0)

    assert len(cases) == 7
    assert cases.images.reshape(7, *SIZE)[SPOT].min() > 0.8
    assert len(others) == 8


def test_that_boxes_are_filled_where_there_are_no_masks() -> None:
    found = outlines(samples())

    assert found is not None
    assert found[0].sum() == 16
    assert found[0][SPOT].all()
    assert found[8].sum() == 0


@pytest.mark.filterwarnings("ignore::UserWarning")  # captum's, of what it sets itself
def test_that_every_method_and_test_is_heard_of_and_gives_rows() -> None:
    heard: list[str] = []

    rows = examine(lit_model(), samples(), "drawn spots", heard.append, ("class map", "occlusion"))

    assert "class map, pointing" in heard
    assert {row.method for row in rows} == {"class map", "occlusion"}
    assert {row.data for row in rows} == {"drawn spots, 7 images"}
    assert offered_methods(rows) == ()  # a grey image makes this model's map glow


def test_that_a_model_that_finds_nothing_is_not_examined() -> None:
    dark = samples().where(np.arange(16) >= 8)

    assert examine(lit_model(), dark, "dark images", lambda text: None) == ()


def test_that_a_network_of_stacks_is_examined_by_leaving_slices_out() -> None:
    torch.manual_seed(3)
    member = build("stack_classifier", {"width": 4})
    card = replace(two_layer_card(two_layer_spec(labels=1)), labels=("lit",), calibration=None)
    model = ImageModel(card, (member,), torch.device("cpu"))
    random = np.random.default_rng(4)
    stacks = replace(samples(), images=random.random((16, 6, *SIZE), np.float32), boxes=None)

    rows = examine(model, stacks, "noise", lambda text: None)

    assert {row.method for row in rows} <= {"slice contributions"}
    assert len(rows) in (0, 2)  # an untrained network may find no study's label
