"""Geometry moves image, mask and box together."""

import torch

from medviewer.ai.training.augment.draws import Draws, draws_for
from medviewer.ai.training.augment.geometry import Geometry, moved_boxes, pixel_grid, resampled
from medviewer.ai.training.augment.scene import Scene

EVERYTHING = Geometry(
    turn_deg=180.0, scale=(0.8, 1.25), shift_px=3.0, flips=("left_right", "up_down"), bend_px=1.0
)


def square() -> Scene:
    images = torch.zeros(8, 1, 40, 60)
    images[:, :, 12:20, 30:40] = 0.8
    return Scene(images, (images > 0.4).float(), torch.tensor([[30.0, 12, 40, 20]] * 8))


def test_that_no_option_changes_nothing() -> None:
    scene = square()

    moved = Geometry()(scene, Draws(range(8)))

    assert torch.allclose(scene.images, moved.images, atol=1e-5)
    assert moved.masks is not None
    assert moved.boxes is not None
    assert torch.equal(scene.masks, moved.masks)  # type: ignore[arg-type]  # set above
    assert torch.equal(scene.boxes, moved.boxes)  # type: ignore[arg-type]  # set above


def test_that_a_quarter_turn_puts_a_pixel_where_it_belongs() -> None:
    image = torch.zeros(1, 1, 5, 5)
    image[0, 0, 0, 2] = 1.0  # above the centre
    turn = torch.tensor([[0.0, -1.0], [1.0, 0.0]])  # output (x, y) is read at (-y, x)

    moved = resampled(image, (pixel_grid(5, 5) @ turn.T)[None], "zeros")

    # (-y, x) = (0, -2) has the solution x = -2, y = 0: left of the centre.
    assert moved[0, 0, 2, 0] > 0.99


def test_that_the_mask_lies_on_what_it_outlined_and_the_box_around_it() -> None:
    moved = EVERYTHING(square(), Draws(range(8)))

    assert moved.masks is not None
    assert moved.boxes is not None
    overlap = ((moved.images > 0.4) & (moved.masks > 0)).sum() / (moved.masks > 0).sum()
    assert overlap > 0.9
    for mask, box in zip(moved.masks[:, 0], moved.boxes, strict=True):
        rows, columns = torch.nonzero(mask, as_tuple=True)
        hull = torch.stack([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])
        assert (hull - box).abs().max() <= 1


def test_that_without_flips_left_stays_left() -> None:
    images = torch.zeros(64, 1, 20, 20)
    images[..., :5] = 1.0

    moved = Geometry(turn_deg=10.0, shift_px=2.0)(Scene(images), Draws(range(64))).images

    assert (moved[..., :10].sum((1, 2, 3)) > moved[..., 10:].sum((1, 2, 3))).all()


def test_that_what_is_in_the_middle_stays_within_the_shift() -> None:
    images = torch.zeros(32, 1, 50, 50)
    images[:, :, 20:30, 20:30] = 0.8
    step = Geometry(turn_deg=180.0, scale=(0.8, 1.25), shift_px=3.0, padding="reflection")

    weight = step(Scene(images), Draws(range(32))).images.clamp_min(0)

    axis = torch.arange(50.0)
    rows = (weight.sum(dim=(1, 3)) * axis).sum(1) / weight.sum(dim=(1, 2, 3))
    # 3 px of shift at most along each axis, turned by any angle and scaled by up to 1 / 0.8: 5.4 px.
    assert (rows - 24.5).abs().max() < 5.5


def test_that_a_box_that_left_the_image_is_empty() -> None:
    outside = pixel_grid(10, 10)[None] + 100

    moved = moved_boxes(torch.tensor([[2.0, 2.0, 5.0, 5.0]]), outside)

    assert moved.tolist() == [[0, 0, 0, 0]]


def test_that_a_sample_changes_alike_in_any_batch() -> None:
    alone = EVERYTHING(Scene(square().images[:1]), draws_for(7, 3, [5]))
    among = EVERYTHING(Scene(square().images[:3]), draws_for(7, 3, [9, 5, 2]))

    assert torch.allclose(alone.images[0], among.images[1], atol=1e-6)


def test_that_the_next_epoch_changes_it_otherwise() -> None:
    one = EVERYTHING(Scene(square().images[:1]), draws_for(7, 3, [5])).images
    other = EVERYTHING(Scene(square().images[:1]), draws_for(7, 4, [5])).images

    assert not torch.equal(one, other)
