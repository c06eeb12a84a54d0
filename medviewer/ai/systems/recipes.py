"""Finds systems: the recipe of an id, the module of its family, the folder its weights lie in."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from medviewer import paths
from medviewer.ai.card_tables import TableError, parse_toml, read_table
from medviewer.ai.systems.system import System
from medviewer.domain.system_card import SYSTEM_CARD, SystemCard
from medviewer.errors import InputError, ModelUnusable
from medviewer.words import message

FAMILIES = ("text", "terms", "risk", "fusion", "gan")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A file of `resources/systems`: which system it makes, and of which family."""

    system_id: str
    family: str
    file: Path


@dataclass(frozen=True, slots=True)
class SystemPlace:
    """A trained system and the folder it was read from."""

    card: SystemCard
    folder: Path


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
        raise _bad_recipe(file, str(error)) from error
    if "family" not in table:
        return None
    if table["family"] not in FAMILIES:
        raise _bad_recipe(file, f"family is {table['family']!r}, not one of {', '.join(FAMILIES)}")
    return Recipe(str(table.get("system_id", file.stem)), str(table["family"]), file)


def recipe_ids() -> tuple[str, ...]:
    """Every system that can be trained."""
    return tuple(sorted(file.stem for file in paths.systems().glob("*.toml")))


def find_system(name: str) -> SystemPlace | None:
    """The trained system in that folder or of that id, shipped before the reader's own; None without one.

    Raises:
        ModelUnusable: its card cannot be read.
    """
    roots = (Path(name), *(root / name for root in (paths.models(), paths.imported_models())))
    folder = next((each for each in roots if (each / SYSTEM_CARD).is_file()), None)
    return None if folder is None else SystemPlace(load_system_card(folder), folder)


def installed_systems() -> tuple[SystemPlace, ...]:
    """Shipped systems, then those the reader trained or imported, each in order of id.

    Raises:
        ModelUnusable: a card cannot be read.
    """
    return tuple(
        SystemPlace(load_system_card(file.parent), file.parent)
        for root in (paths.models(), paths.imported_models())
        for file in sorted(root.glob(f"*/{SYSTEM_CARD}"))
    )


def load_system_card(folder: Path) -> SystemCard:
    """Read the card in that folder.

    Raises:
        ModelUnusable: it cannot be read or says something impossible.
    """
    file = folder / SYSTEM_CARD
    try:
        card = read_table(SystemCard, parse_toml(file.read_text(encoding="utf-8")))
        if card.family not in FAMILIES:
            raise TableError(f"family is {card.family!r}, not one of {', '.join(FAMILIES)}")
        for each in card.files:  # beside the card, never elsewhere
            if Path(each.name).name != each.name or each.name.startswith("."):
                raise TableError(f"{each.name!r} must be the plain name of a file beside the card")
    except (OSError, ValueError) as error:
        raise ModelUnusable(
            message(
                "Catalog",
                "The model card {file} cannot be used: {why}. Install the model again.",
                file=file,
                why=str(error),
            )
        ) from error
    return card


def family_module(family: str) -> System:
    """The module that trains and judges systems of that family; torch is loaded with it."""
    return cast(System, importlib.import_module(f"medviewer.ai.systems.{family}"))


def _bad_recipe(file: Path, why: str) -> InputError:
    return InputError(
        message(
            "Training",
            "The task file {file} cannot be used: {why}. Correct it.",
            file=file,
            why=why,
        )
    )
