"""Finds how a system is made: the recipe of an id, and the module of its family."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from medviewer import paths
from medviewer.ai.card_tables import parse_toml
from medviewer.ai.systems.system import System
from medviewer.ai.training.recipe_files import unusable_recipe
from medviewer.domain.system_card import FAMILIES


@dataclass(frozen=True, slots=True)
class Recipe:
    """A file of `resources/systems`: which system it makes, and of which family."""

    system_id: str
    family: str
    file: Path


def find_recipe(name: str) -> Recipe | None:
    """The recipe of that id or file; None where it is none of a system's (but a task's, perhaps).

    Raises:
        InputError: the file cannot be read or names no family.
    """
    given = Path(name)
    file = given if given.suffix == ".toml" else paths.systems() / f"{name}.toml"
    if not file.is_file():
        return None
    try:
        table = parse_toml(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unusable_recipe(file, str(error)) from error
    if "family" not in table:
        return None
    if table["family"] not in FAMILIES:
        raise unusable_recipe(
            file, f"family is {table['family']!r}, not one of {', '.join(FAMILIES)}"
        )
    return Recipe(str(table.get("system_id", file.stem)), str(table["family"]), file)


def recipe_ids() -> tuple[str, ...]:
    """Every system that can be trained."""
    return tuple(sorted(file.stem for file in paths.systems().glob("*.toml")))


def family_module(family: str) -> System:
    """The module that trains and judges systems of that family; torch is loaded with it."""
    return cast(System, importlib.import_module(f"medviewer.ai.systems.{family}"))
