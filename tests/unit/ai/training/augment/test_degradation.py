"""Resolution, compression, noise and cut-out take detail away and leave the rest."""

import io

import numpy as np
import torch
from PIL import Image

from medviewer.ai.training.augment.compression import compressed
from medviewer.ai.training.augment.cutout import Cutout
from medviewer.ai.training.augment.draws import Draws
from medviewer.ai.training.augment.noise import Noise
from medviewer.ai.training.augment.resolution import Resolution, blurred, coarse
from medviewer.ai.training.augment.scene import Scene


def checkered() -> torch.Tensor:
    return (torch.arange(32) % 2).float().expand(4, 1, 32, 32).clone()


def test_that_a_blur_spreads_a_point_by_its_sigma() -> None:
    point = torch.zeros(2, 1, 33, 33)
    point[:, :, 16, 16] = 1.0

    spread = blurred(point, torch.tensor([1.0, 2.0]))

    at = torch.arange(33.0) - 16
    variance = (spread.sum(dim=(1, 2)) * at**2).sum(1)
    assert torch.allclose(variance, torch.tensor([1.0, 4.0]), rtol=0.1)


def test_that_a_coarse_image_lost_its_detail_and_kept_its_mean() -> None:
    image = checkered()

    lost = coarse(image, 2.0)

    assert lost.std() < 0.2 * image.std()
    assert abs(float(lost.mean() - image.mean())) < 0.01


def test_that_only_the_chosen_are_changed() -> None:
    scene = Scene(checkered())

    assert torch.equal(Resolution()(scene, Draws(range(4))).images, scene.images)


def test_that_compression_agrees_with_the_jpeg_library() -> None:
    y, x = np.mgrid[:64, :64]
    image = (127 + 60 * np.sin(x / 5) + 50 * np.cos(y * x / 200)).clip(0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=15)

    ours = compressed(torch.from_numpy(image)[None, None] / 255, torch.tensor([15.0]))

    theirs = np.asarray(Image.open(file), dtype=np.float32)
    assert np.abs(ours[0, 0].numpy() * 255 - theirs).mean() < 1.0
    assert np.abs(image - theirs).mean() > 2.0


def test_that_rician_noise_lifts_the_background() -> None:
    black = Scene(torch.zeros(64, 1, 16, 16))

    gaussian = Noise(largest_sigma=0.1)(black, Draws(range(64))).images
    rician = Noise(largest_sigma=0.1, is_rician=True)(black, Draws(range(64))).images

    assert (rician > 0).float().mean() > 0.99
    assert (gaussian == 0).float().mean() > 0.4


def test_that_a_cutout_is_a_rectangle_of_the_mean() -> None:
    images = torch.zeros(1, 1, 10, 10)
    images[..., :5] = 1.0

    cut = Cutout(share=1.0, size=(1.0, 1.0))(Scene(images), Draws([1])).images

    assert set(cut.flatten().tolist()) <= {0.0, 0.5, 1.0}
    assert (cut == 0.5).any()
