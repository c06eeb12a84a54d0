"""What is said of lesions and of the study: evidence-weighted means of slices' logits, nothing hidden.

logit of slice i = bias + Σ places of its class map
logit of a lesion (or the study) = bias + Σ_i a_i · Σ places of slice i
a_i = slice i's share of what was drawn

so every slice's and every place's contribution is known, and they sum to the logit exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.tumour_lesions import Lesion
from medviewer.ai.runtime.image_model import ExplainedLesions, ImageModel, Prediction

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Naming:
    """One lesion's, or the study's, name and where it comes from.

    Attributes:
        label: index of the likeliest label.
        probabilities: (K,), calibrated as the card says.
        spread: standard deviation of the members' probabilities of that label.
        bias: the logit's constant term for that label.
        weights: (slices,) each slice's share; 0 where nothing was drawn.
        slice_shares: (slices,) contributions to the label's logit; with `bias` they sum to it.
    """

    label: int
    probabilities: Floats
    spread: float
    bias: float
    weights: Floats
    slice_shares: Floats


def name_from(said: ExplainedLesions, weights: Floats, model: ImageModel) -> Naming:
    """The name that slices weighted by `weights` (slices,), which sum to 1, agree on."""
    members = np.einsum("s,msk->mk", weights, said.members)[:, None]
    judged: Prediction = model.judged(members)
    label = int(judged.probabilities[0].argmax())
    shares = said.contributions[:, label].sum(axis=(1, 2), dtype=np.float64) * weights
    return Naming(
        label,
        judged.probabilities[0],
        float(judged.spread[0]),
        float(said.biases[label]),
        weights,
        shares,
    )


def slice_weights(lesions: Sequence[Lesion], count: int) -> Floats:
    """(count,) each slice's share of what was drawn of all `lesions`."""
    masses = np.zeros(count)
    for lesion in lesions:
        masses[lesion.slices.start : lesion.slices.stop] += lesion.masses
    shares: Floats = masses / masses.sum()
    return shares
