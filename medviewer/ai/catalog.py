"""The models that are installed: one folder each under `resources/models`, described by its card."""

import tomllib
from pathlib import Path
from typing import Any

from medviewer import paths
from medviewer.domain.model_card import Applicability, Metric, ModelCard, TrainingSource
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Unit
from medviewer.errors import ModelUnusable
from medviewer.words import message

CARD = "card.toml"

UNITS = (Unit.NONE, Unit.HU, Unit.BQML, Unit.SUV_BW)  # that a model can ask for


def load_catalog(folder: Path | None = None) -> tuple[ModelCard, ...]:
    """Read every card, in order of model id.

    Raises:
        ModelUnusable: a card is missing something or says something impossible; names file and cause.
    """
    folder = folder or paths.models()
    return tuple(load_card(file) for file in sorted(folder.glob(f"*/{CARD}")))


def load_card(file: Path) -> ModelCard:
    """Read one card.

    Raises:
        ModelUnusable: see `load_catalog`.
    """
    try:
        return _card(tomllib.loads(file.read_text(encoding="utf-8")))
    except KeyError as error:
        raise _unusable(file, f"{error.args[0]} is missing") from error
    except (OSError, TypeError, ValueError) as error:
        raise _unusable(file, str(error)) from error


def _card(found: dict[str, Any]) -> ModelCard:
    window = found.pop("display_window", None)
    rules = dict(found.pop("applicability"))
    if rules["unit"] not in UNITS:
        raise ValueError(rules["unit"])
    rules["unit"] = Unit(rules["unit"])
    for name in ("modalities", "body_parts"):
        rules[name] = tuple(rules[name])
    return ModelCard(
        **{
            **found,
            "labels": tuple(found["labels"]),
            "limits": tuple(found["limits"]),
            "sources": tuple(TrainingSource(**source) for source in found["sources"]),
            "metrics": tuple(Metric(**metric) for metric in found["metrics"]),
        },
        applicability=Applicability(**rules),
        display_window=VoiWindow(**window) if window else None,
    )


def _unusable(file: Path, why: str) -> ModelUnusable:
    return ModelUnusable(
        message(
            "Catalog",
            "The model card {file} cannot be used: {why}. Install the model again.",
            file=file,
            why=why,
        )
    )
