"""Puts a text coder's highlights to the deletion test, on a sample of the cases it is judged on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.text.highlights import TextTrial, tried_words
from medviewer.ai.runtime.text.text_model import TextModel
from medviewer.ai.text.deletion_test import DeletionOutcome
from medviewer.ai.text.highlight_figures import highlight_figures
from medviewer.ai.text.tokens import readable
from medviewer.ai.training.text.cases import TextCase
from medviewer.domain.model_trust import Interval

MOST_TEXTS = 60  # a sample is enough for an interval of some percent, and takes a minute
LABELS = 5  # of each text, the likeliest

Integers = NDArray[np.int64]


def try_highlights(
    model: TextModel, cases: Sequence[TextCase], groups: Integers, seed: int = 0
) -> dict[str, Interval]:
    """Figures of `highlight_figures`, in the scale the reader sees; `groups` (cases,) are independent."""
    drawn = np.sort(np.random.default_rng(seed).permutation(len(cases))[:MOST_TEXTS])
    return highlight_figures([_outcomes(model, cases[place]) for place in drawn], groups[drawn])


def _outcomes(model: TextModel, case: TextCase) -> list[DeletionOutcome]:
    text = readable(case.text).text
    reading = model.read(text, case.language)
    likeliest = np.argsort(-model.probabilities([reading])[0], kind="stable")[:LABELS]
    labels = [int(label) for label in likeliest]
    trial = TextTrial(model, reading, labels)
    return [outcome for _, outcome in tried_words(trial, text, reading.tokens, labels)]
