"""Which systems beside the classifiers of images there are, and where they lie: shipped, or the reader's own.

Their cards are read and written here alone; what runs in the worker finds its weights through this.
"""

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from medviewer import paths
from medviewer.ai.card_tables import TableError, parse_toml, read_table, table_text
from medviewer.domain.system_card import FAMILIES, SYSTEM_CARD, SystemCard, SystemFile
from medviewer.errors import ModelUnusable
from medviewer.whole_files import whole_file
from medviewer.words import message

logger = logging.getLogger(__name__)

HEAD = "# Written by `medviewer`; every figure belongs to the files with these hashes.\n"
LARGEST_CARD = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class SystemPlace:
    """A trained system and the folder it was read from."""

    card: SystemCard
    folder: Path


def find_system(name: str) -> SystemPlace | None:
    """The trained system in that folder or of that id, shipped before the reader's own; None without one.

    Raises:
        ModelUnusable: its card cannot be read.
    """
    roots = (Path(name), *(root / name for root in (paths.models(), paths.imported_models())))
    folder = next((each for each in roots if (each / SYSTEM_CARD).is_file()), None)
    return None if folder is None else SystemPlace(load_system_card(folder), folder)


def installed_systems() -> tuple[SystemPlace, ...]:
    """Shipped systems, then the reader's own, each in order of folder; a broken one of those is left out.

    Raises:
        ModelUnusable: a shipped card cannot be read.
    """
    shipped = [SystemPlace(load_system_card(folder), folder) for folder in _folders(paths.models())]
    return tuple(shipped + _own())


def load_system_card(folder: Path) -> SystemCard:
    """Read the card in that folder.

    Raises:
        ModelUnusable: it cannot be read or says something impossible.
    """
    file = folder / SYSTEM_CARD
    try:
        if file.stat().st_size > LARGEST_CARD:
            raise TableError(f"it is larger than {LARGEST_CARD:,} bytes")
        card = read_table(SystemCard, parse_toml(file.read_text(encoding="utf-8")))
        _check(card)
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


def system_card_text(card: SystemCard) -> str:
    """The card as TOML."""
    return HEAD + table_text(card)


def write_system_card(card: SystemCard, folder: Path) -> None:
    """Write `card` so that `load_system_card` reads an equal one."""
    with whole_file(folder / SYSTEM_CARD) as beside:
        beside.write_text(system_card_text(card), encoding="utf-8", newline="\n")


def system_file(folder: Path, name: str) -> SystemFile:
    """A file of the folder as its card states it."""
    return SystemFile(name, hashlib.sha256((folder / name).read_bytes()).hexdigest())


def checked_file(card: SystemCard, folder: Path, name: str) -> bytes:
    """The content of one of the system's files.

    Raises:
        ModelUnusable: it is missing, or not the one its card describes.
    """
    stated = {each.name: each.sha256 for each in card.files}
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise _not_whole(card, folder / name) from error
    if hashlib.sha256(content).hexdigest() != stated.get(name):
        raise _not_whole(card, folder / name)
    return content


def verify_system(place: SystemPlace) -> None:
    """Hold every file against its hash.

    Raises:
        ModelUnusable: the first that is missing or altered.
    """
    for each in place.card.files:
        checked_file(place.card, place.folder, each.name)


def _check(card: SystemCard) -> None:
    if card.family not in FAMILIES:
        raise TableError(f"family is {card.family!r}, not one of {', '.join(FAMILIES)}")
    for each in card.files:  # beside the card, never elsewhere
        if Path(each.name).name != each.name or each.name.startswith("."):
            raise TableError(f"{each.name!r} must be the plain name of a file beside the card")


def _own() -> list[SystemPlace]:
    found = []
    for folder in _folders(paths.imported_models()):
        try:
            found.append(SystemPlace(load_system_card(folder), folder))
        except ModelUnusable:
            logger.warning("A system of the reader's own cannot be used: %s", folder.name)
    return found


def _folders(root: Path) -> list[Path]:
    return [file.parent for file in sorted(root.glob(f"*/{SYSTEM_CARD}"))]


def _not_whole(card: SystemCard, file: Path) -> ModelUnusable:
    return ModelUnusable(
        message(
            "Models",
            "{file}, of {model}, is missing or not the one its card describes. Install the model again.",
            file=file,
            model=card.title,
        )
    )
