"""How sure a model is of one answer: the labels it cannot exclude, and when it had better not answer."""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import AbstentionRule, ConformalRule
from medviewer.words import Message, message

Floats = NDArray[np.float64]

NO_LABEL_FITS = message(
    "Uncertainty",
    "AI abstains, because no answer it knows fits this image well enough. Judge it without AI.",
)
EVERY_LABEL_FITS = message(  # which ones, the prediction set says
    "Uncertainty",
    "AI abstains, because it can exclude none of its answers. Judge this image without it.",
)


def class_names(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The classes behind a card's labels: of a single label, its absence and its presence."""
    return (f"no_{labels[0]}", labels[0]) if len(labels) == 1 else labels


def class_probabilities(probabilities: Floats) -> Floats:
    """(n, classes) of a model's (n, K): one label becomes its absence and its presence."""
    if probabilities.shape[1] > 1:
        return probabilities
    return np.concatenate([1 - probabilities, probabilities], axis=1)


def prediction_sets(probabilities: Floats, rule: ConformalRule) -> NDArray[np.bool_]:
    """Which labels of (n, classes) probabilities cannot be excluded at the rule's level."""
    kept: NDArray[np.bool_] = 1 - probabilities <= np.array(rule.quantiles)
    return kept


def prediction_set(probabilities: Floats, card: ModelCard) -> tuple[str, ...]:
    """The names of the classes that cannot be excluded for one image, (K,) as the model gives them."""
    if card.conformal is None:
        return ()
    kept = prediction_sets(class_probabilities(probabilities[None]), card.conformal)[0]
    return tuple(np.array(class_names(card.labels))[kept].tolist())


def answered(kept: NDArray[np.bool_], spread: Floats, rule: AbstentionRule) -> NDArray[np.bool_]:
    """Which of n images are answered: a set (n, classes) that says something, members that agree."""
    return is_informative(kept) & (spread <= rule.max_spread)


def is_informative(kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a set names neither no class nor every class."""
    size = kept.sum(axis=1)
    result: NDArray[np.bool_] = (size > 0) & (size < kept.shape[1])
    return result


def reason_to_abstain(probabilities: Floats, spread: float, card: ModelCard) -> Message | None:
    """Why the model had better not answer for one image of probabilities (K,); None where it may."""
    if card.abstention is None:
        return None
    if card.conformal is not None:
        kept = prediction_sets(class_probabilities(probabilities[None]), card.conformal)[0]
        if not is_informative(kept[None])[0]:
            return NO_LABEL_FITS if not kept.any() else EVERY_LABEL_FITS
    if spread > card.abstention.max_spread:
        return message(
            "Uncertainty",
            "AI abstains, because its networks disagree: their probabilities differ by {spread}, more "
            "than {limit}. Judge this image without it.",
            spread=round(spread, 2),
            limit=round(card.abstention.max_spread, 2),
        )
    return None
