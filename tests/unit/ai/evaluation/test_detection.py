"""A detector's marks, from its maps to its curve."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from medviewer.ai.evaluation.detection import detection_figures, marks_on
from medviewer.ai.figures.froc import ScanMarks
from medviewer.ai.networks.centre_net import CentreOutput
from tests.unit.ai.evaluation.stand_ins import shaded

CPU = torch.device("cpu")


class SureOf(nn.Module):
    """A detector that sees a centre in one cell of every image, with a heat of its own."""

    def __init__(self, row: int, column: int, heat: float) -> None:
        super().__init__()
        self._place, self._heat = (row, column), heat

    def forward(self, images: Tensor) -> CentreOutput:
        heat = torch.full((len(images), 1, 4, 4), -9.0)
        heat[:, 0, *self._place] = self._heat
        sizes = torch.ones(len(images), 2, 4, 4)
        return CentreOutput(heat, sizes, sizes * 0.5)


def test_that_a_mark_in_the_box_is_a_hit_and_members_are_averaged() -> None:
    boxes = np.array([[4, 0, 8, 4], [8, 8, 12, 12]], np.float32)  # of 16 x 16 pixels, four a cell
    samples = replace(shaded(np.array([1, 1]), ("a", "b"), side=16), boxes=boxes)

    hit, miss = marks_on([SureOf(0, 1, 1.0), SureOf(0, 1, 3.0)], samples, CPU)

    assert hit.lesion_scores[0] == pytest.approx(0.8808, abs=1e-4)  # sigmoid of 2
    assert max(miss.false_scores) == pytest.approx(0.8808, abs=1e-4)


def test_that_samples_without_boxes_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="have none"):
        marks_on([SureOf(0, 0, 1.0)], shaded(np.array([1]), ("a", "b")), CPU)


def test_that_the_curve_has_seven_places_and_their_mean() -> None:
    # Half the images are hit, nothing is false: sensitivity one half wherever it is read.
    marks = (ScanMarks((0.9,), ()), ScanMarks((float("-inf"),), ())) * 4

    found = detection_figures(marks, np.arange(8))

    assert len(found) == 8
    assert {figure.value for figure in found.values()} == {0.5}
    assert found["cpm"].low < 0.5 < found["cpm"].high
