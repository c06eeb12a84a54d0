"""Which models a batch asks, as they are on this computer."""

import hashlib
from collections.abc import Sequence

from medviewer.ai.catalog import CARD
from medviewer.ai.installed_models import InstalledModel, find_model, installed_models
from medviewer.ai.remote.model_identity import GUARD
from medviewer.domain.model_card import ModelCard
from medviewer.errors import ChoiceNeeded, ModelUnusable
from medviewer.session.batch.study_task import AskedModel
from medviewer.words import message


def choose_models(model_ids: Sequence[str]) -> tuple[AskedModel, ...]:
    """The models of these ids, or all that can be run on a study, in order of id.

    Raises:
        ChoiceNeeded: there is no such model; lists those there are.
        ModelUnusable: a shipped card is broken.
    """
    known = {each.card.model_id: each for each in installed_models() if each.card.is_analyzer}
    for model_id in model_ids:
        if model_id not in known:
            raise ChoiceNeeded(
                message(
                    "Batch",
                    "There is no model “{model}”. Name one of these with --model: {listed}",
                    model=model_id,
                    listed=", ".join(known) or "(none is installed)",
                )
            )
    return tuple(asked(known[model_id]) for model_id in sorted(set(model_ids or known)))


def asked(model: InstalledModel) -> AskedModel:
    """A model as its files are now."""
    guard = _guard() if model.card.applicability.image_kinds else None
    return AskedModel(
        model.card.model_id,
        model.card.weights_sha256,
        _card_hash(model),
        _card_hash(guard) if guard is not None else "",
    )


def _guard() -> InstalledModel | None:
    """What tells kinds of images, and so decides which are refused; None where it cannot be used."""
    try:
        return find_model(GUARD)
    except ModelUnusable:
        return None


def _card_hash(model: InstalledModel) -> str:
    """The hash of the weights stands in it, and is checked when they are loaded."""
    return hashlib.sha256((model.folder / CARD).read_bytes()).hexdigest()


def find_card(wanted: AskedModel) -> ModelCard:
    """The card of the model as it was when the batch began.

    Raises:
        ModelUnusable: it is not here, or another one.
    """
    model = find_model(wanted.model_id)
    if asked(model) != wanted:
        raise ModelUnusable(
            message(
                "Batch",
                "The model “{model}” is not the one this batch was started with. Install the same version on "
                "every machine, and do not exchange models while a batch runs.",
                model=wanted.model_id,
            )
        )
    return model.card
