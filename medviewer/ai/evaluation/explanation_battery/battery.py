"""Runs every test on every method a model's networks allow."""

from collections.abc import Callable, Iterable

import torch

from medviewer.ai.evaluation.explanation_battery.completeness import completeness
from medviewer.ai.evaluation.explanation_battery.deletion_insertion import deletion_insertion
from medviewer.ai.evaluation.explanation_battery.magnitude import magnitude
from medviewer.ai.evaluation.explanation_battery.parameter_randomisation import (
    parameter_randomisation,
)
from medviewer.ai.evaluation.explanation_battery.pointing import pointing
from medviewer.ai.evaluation.explanation_battery.repeatability import repeatability
from medviewer.ai.evaluation.explanation_battery.slice_deletion import TOP, slice_deletion
from medviewer.ai.evaluation.explanation_battery.subject import (
    Cases,
    Subject,
    choose_cases,
    maps_by,
)
from medviewer.ai.networks.stack_classifier import StackClassifier
from medviewer.ai.runtime.explanations.methods import METHODS
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import ExplanationTest

CASES = 48
SEED = 0  # of the choice of cases

TESTS: tuple[Callable[[Subject], list[ExplanationTest]], ...] = (
    completeness,
    parameter_randomisation,
    deletion_insertion,
    pointing,
    magnitude,
    repeatability,
)


def examine(
    model: ImageModel,
    samples: Samples,
    data: str,
    hear: Callable[[str], None],
    methods: Iterable[str] = (),
) -> tuple[ExplanationTest, ...]:
    """Every row for the model's card; none where the model finds no image's label.

    Args:
        samples: images the model was not trained on.
        data: what they are, in words for the card.
        hear: told each method and test before it runs.
        methods: those to examine; all without a name.
    """
    cases, others = choose_cases(model, samples, CASES, SEED)
    if not len(cases) or not len(others):
        return ()
    rows: list[ExplanationTest] = []
    first = model.members[0]
    if isinstance(first, StackClassifier):
        return _slices_left_out(first, cases, data)
    for method in tuple(methods) or tuple(METHODS):
        hear(f"{method}, maps")
        subject = Subject(model, method, cases, others, data, maps_by(method, model, cases))
        for test in TESTS:
            hear(f"{method}, {test.__name__.replace('_', ' ')}")
            rows += test(subject)
    return tuple(rows)


def _slices_left_out(
    network: StackClassifier, cases: Cases, data: str
) -> tuple[ExplanationTest, ...]:
    """Of a network of stacks the first member's slice contributions, on studies of the first label."""
    chosen = cases.images[cases.targets == cases.targets[0]]
    stacks = torch.from_numpy(chosen)
    present = stacks.flatten(2).amax(dim=2) > 0
    enough = present.sum(dim=1) > TOP
    slices = stacks[enough][:, :, None]
    words = f"{data}, {int(enough.sum())} studies"
    if not enough.any():
        return ()
    network = network.cpu()
    return tuple(
        slice_deletion(network.study, slices, present[enough], int(cases.targets[0]), words)
    )
