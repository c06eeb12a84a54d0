"""Centres stand where lesions are, and a detector learns to find them."""

from dataclasses import replace

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.centre_net import CentreOutput
from medviewer.ai.training.centres import centre_loss, centre_targets, marks_of
from medviewer.ai.training.division import Division
from medviewer.ai.training.task import NetworkChoice
from medviewer.ai.training.trainer import Trainer
from medviewer.ai.training.training_run import new_network
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

BOXES = torch.tensor([[8.0, 2.0, 16.0, 6.0], [torch.nan] * 4])  # centre x 12, y 4
SHAPE = torch.Size([2, 1, 4, 4])  # of 16 x 16 pixels: four a cell


def test_that_a_centre_is_a_bump_of_height_one_on_its_cell() -> None:
    found = centre_targets(BOXES, torch.zeros(2, dtype=torch.long), SHAPE, 4.0)

    assert found.images.tolist() == [0]
    assert found.cells.tolist() == [[1, 3]]
    assert found.sizes.tolist() == [[4, 8]]
    assert found.offsets.tolist() == [[0, 0]]
    assert float(found.heat[0, 0, 1, 3]) == 1
    assert 0 < float(found.heat[0, 0, 1, 2]) < 1
    assert float(found.heat[1].sum()) == 0


def perfect() -> CentreOutput:
    """Certain of the one centre, right about its size."""
    heat = torch.full(SHAPE, -12.0)
    heat[0, 0, 1, 3] = 12
    size = torch.tensor([4.0, 8.0]).view(1, 2, 1, 1).expand(2, 2, 4, 4)
    return CentreOutput(heat, size, torch.zeros(2, 2, 4, 4))


def test_that_a_wrong_size_costs_a_tenth_of_its_error() -> None:
    labels = torch.zeros(2, dtype=torch.long)
    right = centre_loss(perfect(), BOXES, labels, 16)

    wrong = centre_loss(perfect()._replace(size=perfect().size + 3), BOXES, labels, 16)

    assert float(wrong - right) == pytest.approx(0.5 * 0.1 * 3)  # one of two images has a lesion


def test_that_a_peak_in_the_box_is_a_hit_and_another_a_false_positive() -> None:
    output = perfect()
    output.heat[0, 0, 3, 0] = 2

    first, second = marks_of(output, BOXES, 16)

    assert first.lesion_scores[0] == pytest.approx(1, abs=1e-4)
    assert max(first.false_scores) == pytest.approx(0.8808, abs=1e-4)  # sigmoid of 2
    assert second.lesion_scores == ()


def test_that_a_detector_learns_to_find_discs() -> None:
    torch.set_num_threads(1)
    network = NetworkChoice("centre_net", (("widths", (8, 16)), ("output_level", 1)))
    task = small_task(epochs=12, learning_rate=0.02)
    task = replace(task, kind="detection", network=network)
    parts = Division(discs(48, 1), discs(24, 2), discs(8, 3))

    found = Trainer(task, parts, new_network(task, parts.fit)).run()

    assert found.score > 0.6


def test_that_the_detector_has_one_map_for_two_classes() -> None:
    assert build("centre_net", {"labels": 1})(torch.rand(1, 1, 16, 16)).heat.shape[1] == 1
