"""A recipe is what the task file says."""

import tomllib

import pytest
import torch

from medviewer.ai.training.augment.draws import draws_for
from medviewer.ai.training.augment.geometry import Geometry
from medviewer.ai.training.augment.noise import Noise
from medviewer.ai.training.augment.recipe import Recipe, parse_recipe
from medviewer.ai.training.augment.scene import Scene
from medviewer.errors import InputError

TASK = """
[noise]
largest_sigma = 1

[geometry]
turn_deg = 10.0
scale = [0.9, 1.1]
flips = ["left_right"]
"""


def test_that_steps_stand_in_the_files_order_with_its_values() -> None:
    recipe = parse_recipe(tomllib.loads(TASK))

    assert recipe == Recipe(
        (
            Noise(largest_sigma=1.0),
            Geometry(turn_deg=10.0, scale=(0.9, 1.1), flips=("left_right",)),
        )
    )


def test_that_a_seed_gives_the_same_images() -> None:
    recipe = parse_recipe(tomllib.loads(TASK))
    scene = Scene(torch.rand(3, 1, 12, 12, generator=torch.Generator().manual_seed(1)))

    one, other = (recipe(scene, draws_for(4, 0, [0, 1, 2])) for _ in range(2))

    assert torch.equal(one.images, other.images)
    assert one.images.min() >= 0
    assert one.images.max() <= 1


def test_that_an_unknown_step_is_named_with_those_that_exist() -> None:
    with pytest.raises(InputError, match=r"sparkle.*geometry"):
        parse_recipe({"sparkle": {}})


@pytest.mark.parametrize("value", ["wide", 3, True, [1]])
def test_that_an_option_of_the_wrong_kind_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="padding"):
        parse_recipe(
            {"geometry": {"padding": value}} if value != "wide" else {"noise": {"padding": 1}}
        )
