"""One probability of what network, dictionary and linear judge say: a logistic regression over their words.

Its weights are fitted on cases none of them learnt from, so it comes out calibrated.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

SILENT = -9.0  # the network's logit of a label it never learnt
SURENESS = 0.01  # keeps the log odds of a phrase that was always right finite

Floats = NDArray[np.float64]

NETWORK, DICTIONARY, SVM = "network", "dictionary", "svm"


def feature_names(subjects: Sequence[str]) -> tuple[str, ...]:
    """What is looked at, given who speaks."""
    found = ["share"]
    if NETWORK in subjects:
        found.append("network")
    if DICTIONARY in subjects:
        found += ["phrase", "is_phrase", "phrase_share"]
        if NETWORK in subjects:
            found.append("phrase_network")
    elif SVM in subjects:
        found.append("svm")
    return tuple(found)


def features(scores: Mapping[str, Floats], shares: Floats, names: Sequence[str]) -> Floats:
    """(texts, labels, features).

    Args:
        scores: of each subject, (texts, labels).
        shares: (labels,) of training cases that had each label.
    """
    frequency = np.log(shares.clip(1e-4, 1 - 1e-4))
    whole = next(iter(scores.values())).shape
    built = {"share": np.broadcast_to(frequency, whole)}
    if NETWORK in scores:
        built["network"] = scores[NETWORK]
    if SVM in scores:
        built["svm"] = scores[SVM]
    if DICTIONARY in scores:
        found = scores[DICTIONARY]
        is_phrase = (found > 0).astype(np.float64)
        built["phrase"] = np.log((found + SURENESS) / (1 + SURENESS - found))
        built["is_phrase"] = is_phrase
        built["phrase_share"] = is_phrase * frequency
        if NETWORK in scores:
            built["phrase_network"] = is_phrase * scores[NETWORK]
    return np.stack([built[name] for name in names], axis=-1)


def blended(found: Floats, weights: Sequence[float], offset: float) -> Floats:
    """(texts, labels) log odds of `features`."""
    result: Floats = found @ np.array(weights) + offset
    return result
