"""Which models there are and where they lie: those shipped, and those the reader imported."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer import paths
from medviewer.ai.catalog import CARD, load_card
from medviewer.domain.model_card import ModelCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A card and the folder it was read from."""

    card: ModelCard
    folder: Path


def installed_models() -> tuple[InstalledModel, ...]:
    """Shipped models, then imported ones, each in order of id. An imported one that is broken is left out.

    Raises:
        ModelUnusable: a shipped card is broken.
    """
    shipped = [InstalledModel(load_card(file), file.parent) for file in _cards(paths.models())]
    return tuple(shipped + _imported({model.card.model_id for model in shipped}))


def installed_cards() -> tuple[ModelCard, ...]:
    """The cards of `installed_models`."""
    return tuple(model.card for model in installed_models())


def find_model(model_id: str) -> InstalledModel:
    """The model of that id.

    Raises:
        ModelUnusable: there is none, or its card is broken.
    """
    for folder in model_folders():
        if folder.name == model_id:
            card = load_card(folder / CARD)
            return InstalledModel(replace(card, is_imported=is_imported(folder)), folder)
    raise ModelUnusable(
        message(
            "Models",
            "There is no model “{model}”. `medviewer models list` shows those there are.",
            model=model_id,
        )
    )


def model_folders() -> tuple[Path, ...]:
    """Every folder with a card, broken or not; a shipped model comes before an imported one of its name."""
    return tuple(
        file.parent for root in (paths.models(), paths.imported_models()) for file in _cards(root)
    )


def is_imported(folder: Path) -> bool:
    return folder.parent == paths.imported_models()


def _imported(taken: set[str]) -> list[InstalledModel]:
    models = []
    for file in _cards(paths.imported_models()):
        try:
            card = load_card(file)
        except ModelUnusable:
            logger.warning("An imported model cannot be used: %s", file.parent.name)
            continue
        if card.model_id == file.parent.name and card.model_id not in taken:
            models.append(InstalledModel(replace(card, is_imported=True), file.parent))
    return models


def _cards(root: Path) -> list[Path]:
    return sorted(root.glob(f"*/{CARD}"))
