"""Finding how a system is made."""

from pathlib import Path

import pytest

from medviewer import paths
from medviewer.ai.systems.recipes import find_recipe
from medviewer.domain.system_card import FAMILIES
from medviewer.errors import InputError


def test_that_every_recipe_names_its_own_file_and_a_family() -> None:
    for file in paths.systems().glob("*.toml"):
        recipe = find_recipe(file.stem)

        assert recipe is not None
        assert recipe.file == file
        assert recipe.family in FAMILIES
        assert recipe.system_id == file.stem


def test_that_a_task_of_an_image_model_is_no_recipe() -> None:
    assert find_recipe("image_kind") is None
    assert find_recipe(str(paths.tasks() / "image_kind.toml")) is None


@pytest.mark.parametrize("text", ['family = "tarot"', "family = 3", "family = ["])
def test_that_a_recipe_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(text)

    with pytest.raises(InputError, match=r"odd\.toml"):
        find_recipe(str(file))
