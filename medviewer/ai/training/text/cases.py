"""A labelled text as every reader of a set hands it over, and how the training part is divided."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.ai.text.tokens import Span
from medviewer.errors import InputError
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class LabelMark:
    """Words of a case that say why it has a label; several spans where they stand apart."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TextCase:
    """One document in one language.

    Attributes:
        group: cases that share it are of one patient or one document and never parted.
        language: "en", "es", "zh".
        labels: what is true of it, without repetition.
        marks: where the text says so, as far as the set tells.
        other_text: the same case in another language where the set has both; "" otherwise.
    """

    group: str
    text: str
    language: str
    labels: tuple[str, ...]
    marks: tuple[LabelMark, ...] = ()
    other_text: str = ""


@dataclass(frozen=True, slots=True)
class CaseParts:
    """The training part, divided: what weights see, and what chooses everything else."""

    fit: tuple[TextCase, ...]
    selection: tuple[TextCase, ...]


def divide_cases(cases: Sequence[TextCase], selection: float, seed: int) -> CaseParts:
    """Whole groups at random; about `selection` of the groups choose.

    Raises:
        InputError: there are too few groups for two parts.
    """
    groups = sorted({case.group for case in cases})
    if len(groups) < 2:
        raise InputError(
            message(
                "Training",
                "The training part holds {count} independent cases, too few to keep some apart for choosing. "
                "Give more.",
                count=len(groups),
            )
        )
    order = np.random.default_rng(seed).permutation(len(groups))
    kept = min(max(round(selection * len(groups)), 1), len(groups) - 1)
    chosen = {groups[index] for index in order[:kept]}
    return CaseParts(
        tuple(case for case in cases if case.group not in chosen),
        tuple(case for case in cases if case.group in chosen),
    )


def labels_of(cases: Sequence[TextCase], min_cases: int) -> tuple[str, ...]:
    """The labels that at least so many groups have, in order."""
    pairs = {(label, case.group) for case in cases for label in case.labels}
    counts: dict[str, int] = {}
    for label, _ in pairs:
        counts[label] = counts.get(label, 0) + 1
    return tuple(sorted(label for label, count in counts.items() if count >= min_cases))
