"""Two ways to draw without looking: the usual place, and what is bright."""

import numpy as np
import pytest

from medviewer.ai.evaluation.outline_baselines import (
    OutlineBaseline,
    fit_outline_baselines,
    outline_baseline_figures,
)
from medviewer.ai.training.division import Division
from medviewer.ai.training.samples import Samples
from tests.unit.ai.training.sample_sets import samples_at


def squares(count: int, corner: int) -> Samples:
    """8 x 8 images, dark but for a bright 4 x 4 square whose corner is at (corner, corner)."""
    masks = np.zeros((count, 8, 8), np.uint8)
    masks[:, corner : corner + 4, corner : corner + 4] = 1
    plain = samples_at(list(range(count)))
    return Samples(
        masks * np.uint8(200),
        plain.labels,
        plain.label_names,
        plain.groups,
        plain.order,
        plain.files,
        masks,
    )


@pytest.fixture(name="fitted")
def _fitted() -> dict[str, OutlineBaseline]:
    parts = Division(squares(4, 2), squares(4, 2), squares(4, 2))
    return {baseline.name: baseline for baseline in fit_outline_baselines(parts)}


def test_that_both_are_right_where_the_place_is_the_usual_one(
    fitted: dict[str, OutlineBaseline],
) -> None:
    for baseline in fitted.values():
        assert outline_baseline_figures(baseline, squares(4, 2))["dice"].value == 1


def test_that_the_mean_outline_stays_where_it_was(fitted: dict[str, OutlineBaseline]) -> None:
    moved = squares(4, 4)  # shares 2 x 2 of 16 pixels with the usual place

    assert outline_baseline_figures(fitted["mean outline"], moved)["dice"].value == 2 * 4 / 32
    assert outline_baseline_figures(fitted["brightest pixels"], moved)["dice"].value == 1


def test_that_images_without_an_outline_are_not_counted(fitted: dict[str, OutlineBaseline]) -> None:
    samples = squares(4, 2)
    assert samples.masks is not None
    samples.masks[0] = 0

    assert outline_baseline_figures(fitted["mean outline"], samples)["dice"].value == 1
