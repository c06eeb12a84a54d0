"""Runs every test on every method a model's networks allow."""

from collections.abc import Callable, Iterable

from medviewer.ai.evaluation.explanation_battery.completeness import completeness
from medviewer.ai.evaluation.explanation_battery.deletion_insertion import deletion_insertion
from medviewer.ai.evaluation.explanation_battery.magnitude import magnitude
from medviewer.ai.evaluation.explanation_battery.parameter_randomisation import (
    parameter_randomisation,
)
from medviewer.ai.evaluation.explanation_battery.pointing import pointing
from medviewer.ai.evaluation.explanation_battery.repeatability import repeatability
from medviewer.ai.evaluation.explanation_battery.subject import (
    Subject,
    choose_cases,
    maps_by,
)
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
    methods: Iterable[str] = tuple(METHODS),
) -> tuple[ExplanationTest, ...]:
    """Every row for the model's card; none where the model finds no image's label.

    Args:
        samples: images the model was not trained on.
        data: what they are, in words for the card.
        hear: told each method and test before it runs.
    """
    cases, others = choose_cases(model, samples, CASES, SEED)
    if not len(cases) or not len(others):
        return ()
    rows: list[ExplanationTest] = []
    for method in methods:
        hear(f"{method}, maps")
        subject = Subject(model, method, cases, others, data, maps_by(method, model, cases))
        for test in TESTS:
            hear(f"{method}, {test.__name__.replace('_', ' ')}")
            rows += test(subject)
    return tuple(rows)
