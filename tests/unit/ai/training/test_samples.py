"""Samples keep their columns together and are resized without moving what is marked."""

import numpy as np

from medviewer.ai.training.samples import resized
from tests.unit.ai.training.sample_sets import discs, samples_at


def test_that_a_selection_keeps_every_column_in_step() -> None:
    samples = samples_at([10, 20, 30], labels=[0, 1, 0])

    kept = samples.where(np.array([2, 1]))

    assert kept.order.tolist() == [30, 20]
    assert kept.labels.tolist() == [0, 1]
    assert kept.files == ("2.png", "1.png")
    assert kept.images[:, 0, 0].tolist() == [2, 1]


def test_that_inputs_are_channels_of_0_to_1() -> None:
    samples = samples_at([0, 1])

    inputs = samples.inputs()

    assert inputs.shape == (2, 1, 4, 4)
    assert inputs.dtype == np.float32
    assert inputs[1, 0, 0, 0] == np.float32(1 / 255)


def test_that_halving_keeps_masks_and_boxes_on_the_lesion() -> None:
    samples = discs(2, seed=1, size=32)

    half = resized(samples, (16, 16))

    assert half.masks is not None
    assert half.boxes is not None
    assert samples.boxes is not None
    rows, columns = np.nonzero(half.masks[1])
    x0, y0, x1, y1 = half.boxes[1]
    assert np.allclose(half.boxes[1], samples.boxes[1] / 2)
    assert x0 <= columns.min() + 0.5 <= x1
    assert y0 <= rows.max() + 0.5 <= y1
    assert set(np.unique(half.masks)) <= {0, 1}


def test_that_a_constant_image_stays_constant_at_every_size() -> None:
    samples = samples_at([0, 1, 2])

    small = resized(samples, (3, 2))

    assert (small.images == np.array([0, 1, 2])[:, None, None]).all()
