"""Batches hold every case once, alike for every process, and are drawn from seed and epoch alone."""

from dataclasses import replace
from itertools import chain

import numpy as np
import torch

from medviewer.ai.training.batches import Batch, Feeder, mixed, soft_targets
from medviewer.ai.training.distributed import Place
from tests.unit.ai.training.sample_sets import discs, samples_at
from tests.unit.ai.training.task_texts import small_task


def values(feeder: Feeder, epoch: int) -> list[list[int]]:
    """Each image of `samples_at` is known by its grey value."""
    return [
        (batch.images[:, 0, 0, 0] * 255).round().int().tolist() for batch in feeder.epoch(epoch)
    ]


def test_that_an_epoch_serves_every_case_once_and_each_in_another_order() -> None:
    feeder = Feeder(small_task(), samples_at(list(range(20))))

    first, second = values(feeder, 0), values(feeder, 1)

    assert [len(batch) for batch in first] == [8, 8, 4]
    assert sorted(chain(*first)) == sorted(chain(*second)) == list(range(20))
    assert first != second
    assert values(feeder, 0) == first


def test_that_two_processes_share_every_batch() -> None:
    samples = samples_at(list(range(20)))
    alone = values(Feeder(small_task(), samples), 3)

    first, second = (values(Feeder(small_task(), samples, Place("cpu", r, 2)), 3) for r in (0, 1))

    assert [sorted(a + b) for a, b in zip(first, second, strict=True)] == [sorted(x) for x in alone]
    assert [len(batch) for batch in first] == [len(batch) for batch in second]


def test_that_masks_come_with_their_images() -> None:
    samples = discs(4, seed=1)

    batch = next(Feeder(small_task(), samples).plain())

    assert batch.masks is not None
    assert batch.masks.shape == (4, 1, 16, 16)
    assert float(batch.images[batch.masks == 1].min()) >= 150 / 255


def test_that_targets_are_smoothed_by_the_share_the_others_get() -> None:
    labels = torch.tensor([0, 1])

    two, three = soft_targets(labels, 2, 0.1), soft_targets(labels, 3, 0.1)

    assert torch.allclose(two, torch.tensor([[0.1], [0.9]]))
    assert torch.allclose(three[0], torch.tensor([0.9, 0.05, 0.05]))


def test_that_mixing_mixes_images_and_targets_in_the_same_share() -> None:
    images = torch.arange(6.0).view(6, 1, 1, 1)
    batch = Batch(images, images.view(6, 1), torch.ones(6))

    found = mixed(batch, 0.4, np.random.default_rng(1))

    assert torch.allclose(found.images.view(6), found.targets.view(6))
    assert not torch.equal(found.images, images)
    assert torch.allclose(found.weights, torch.ones(6))


def test_that_augmentation_depends_on_seed_epoch_and_case_alone() -> None:
    noisy = replace(small_task(), augment=(("noise", (("largest_sigma", 0.2),)),))
    samples = discs(16, seed=1)

    first = torch.cat([batch.images for batch in Feeder(noisy, samples).epoch(0)])
    again = torch.cat([batch.images for batch in Feeder(noisy, samples).epoch(0)])
    plain = torch.cat([batch.images for batch in Feeder(small_task(), samples).epoch(0)])

    assert torch.equal(first, again)
    assert not torch.equal(first, plain)
