"""A healed image has lost its lesion; a patch elsewhere has not."""

import torch

from medviewer.ai.training.augment.draws import Draws
from medviewer.ai.training.augment.healing import Healing, grown, moved
from medviewer.ai.training.augment.scene import Scene


def brains(count: int = 16) -> Scene:
    images = torch.full((count, 1, 64, 64), 0.4)
    images += 0.02 * torch.randn(images.shape, generator=torch.Generator().manual_seed(3))
    masks = torch.zeros(count, 1, 64, 64)
    masks[:, :, 20:30, 36:46] = 1
    return Scene(images + 0.5 * masks, masks, torch.tensor([[36.0, 20, 46, 30]] * count))


def test_that_a_healed_image_shows_no_lesion_and_has_no_mask() -> None:
    healed = Healing(share=1.0, decoy_share=0.0, edge_px=(1.0, 1.0))(brains(), Draws(range(16)))

    assert healed.masks is not None
    assert healed.boxes is not None
    assert not healed.masks.any()
    assert not healed.boxes.any()
    assert (healed.images[:, :, 22:28, 38:44].mean(dim=(1, 2, 3)) - 0.4).abs().max() < 0.1


def test_that_a_decoy_leaves_lesion_and_mask() -> None:
    scene = brains()

    decoyed = Healing(share=0.0, decoy_share=1.0)(scene, Draws(range(16)))

    assert decoyed.masks is not None
    assert scene.masks is not None
    assert torch.equal(decoyed.masks, scene.masks)
    assert (decoyed.images[scene.masks > 0] - scene.images[scene.masks > 0]).abs().mean() < 0.02
    assert (decoyed.images != scene.images).flatten(1).any(1).sum() > 8


def test_that_what_lies_outside_the_patch_stays() -> None:
    scene = brains()

    healed = Healing(share=1.0, decoy_share=0.0, edge_px=(1.0, 1.0))(scene, Draws(range(16)))

    assert torch.allclose(healed.images[..., 45:, :], scene.images[..., 45:, :])


def test_that_a_lesion_that_fills_the_image_cannot_be_healed() -> None:
    scene = Scene(torch.rand(2, 1, 16, 16), torch.ones(2, 1, 16, 16))

    healed = Healing(share=1.0)(scene, Draws(range(2)))

    assert torch.equal(healed.images, scene.images)
    assert healed.masks is not None
    assert healed.masks.all()


def test_that_without_outlines_nothing_happens() -> None:
    scene = Scene(torch.rand(2, 1, 16, 16))

    assert Healing(share=1.0)(scene, Draws(range(2))) is scene


def test_that_a_mask_grows_on_all_sides() -> None:
    mask = torch.zeros(1, 9, 9)
    mask[0, 4, 4] = 1

    assert grown(mask, 2).sum() == 25


def test_that_a_move_is_a_share_of_the_sides() -> None:
    image = torch.zeros(1, 10, 20)
    image[0, 2, 3] = 1

    assert moved(image, torch.tensor([0.3, 0.25]))[0, 5, 8] == 1
    assert moved(image, torch.tensor([0.0, 0.0]), is_mirrored=True)[0, 2, 16] == 1
