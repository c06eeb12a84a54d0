"""PSNR and SSIM by hand, noise of the strength asked for, filters that take some of it away."""

import numpy as np
import pytest

from medviewer.ai.evaluation.restoration.fidelity import psnr, ssim
from medviewer.ai.evaluation.restoration.filters import CHOICES, FILTERS
from medviewer.ai.training.restoration.noise import grey_sigma, quantum_noise, spectrum

RANDOM = np.random.default_rng(8)
FLAT = np.full((3, 32, 32), 0.5)


def test_that_a_difference_of_a_tenth_is_twenty_decibels() -> None:
    assert psnr(FLAT, FLAT + 0.1) == pytest.approx([20.0] * 3)


def test_that_equal_images_are_wholly_alike() -> None:
    image = RANDOM.random((2, 32, 32))

    assert ssim(image, image) == pytest.approx([1.0, 1.0])


def test_that_flat_images_differ_by_luminance_alone() -> None:
    expected = (2 * 0.5 * 0.6 + 1e-4) / (0.5**2 + 0.6**2 + 1e-4)  # K1² = 10⁻⁴, no contrast

    assert ssim(FLAT, FLAT + 0.1) == pytest.approx([expected] * 3)


def test_that_noise_has_the_strength_asked_for_and_no_mean() -> None:
    noise = quantum_noise((4, 48, 48), RANDOM)

    assert noise.std(axis=(1, 2)) == pytest.approx([1.0] * 4, rel=1e-5)
    assert noise.mean(axis=(1, 2)) == pytest.approx([0.0] * 4, abs=1e-6)  # the ramp is 0 at 0
    assert grey_sigma(70.0, (-1000.0, 400.0)) == pytest.approx(0.05)


def test_that_the_noise_is_strongest_between_low_and_high_frequencies() -> None:
    row = spectrum(64, 64)[0, :33]  # 0 to half a cycle a pixel

    assert row[0] == 0
    assert 5 < int(row.argmax()) < 25


@pytest.mark.parametrize("name", FILTERS)
def test_that_every_filter_brings_a_flat_image_nearer_to_itself(name: str) -> None:
    noisy = FLAT + 0.05 * quantum_noise(FLAT.shape, RANDOM)

    restored = FILTERS[name](noisy, CHOICES[name][-1], 0.05)

    assert (psnr(FLAT, restored) > psnr(FLAT, noisy)).all()
