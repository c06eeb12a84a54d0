"""What pixels alone give away: each spoilt image is told from the sound one it was made of."""

import dataclasses

import numpy as np
import pytest

from medviewer.ai.guard.glance import Glance, glance_at
from medviewer.ai.guard.opinion import FINE, Opinion
from medviewer.ai.guard.pixel_checks import check_pixels, noise_sigma, picture_share
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import ModelCard
from medviewer.domain.unit import Unit
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from tests.unit.ai.guard.guard_samples import ct_card, film_card, mr_card


@pytest.fixture(scope="module")
def thorax() -> Volume:
    spec = ThoraxSpec(3, (8, 128, 128), 2.8, 20.0, nodule_diameters_mm=())
    return thorax_phantom(spec).volume


def with_values(volume: Volume, array: np.ndarray) -> Volume:
    return dataclasses.replace(volume, array=array)


def opinion_of(volume: Volume, card: ModelCard | None = None) -> Opinion:
    return check_pixels(card or ct_card(), glance_at(volume))


def mr_volume(array: np.ndarray, pixel_mm: float = 2.5) -> Volume:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), pixel_mm, pixel_mm)
    return Volume(array, VolumeGeometry(plane, (0, 0, 1.0), array.shape), Unit.NONE)


def head(noise: float = 0.02, count: int = 3) -> np.ndarray:
    """Bright discs of signal 1 on a dark background with Gaussian noise."""
    rows, columns = np.mgrid[:96, :96] - 47.5
    disc = (np.hypot(rows, columns) < 35).astype(float)
    random = np.random.default_rng(1)
    slices: np.ndarray = np.stack(
        [disc + random.normal(0, noise, disc.shape) for _ in range(count)]
    )
    noisy: np.ndarray = np.abs(slices)
    return noisy


def film(pixels: np.ndarray) -> Glance:
    """One radiograph already as greys."""
    values = pixels[None].astype(np.float32)
    return Glance(values, values, Unit.NONE, is_volume=False)


def chest(size: int = 96) -> np.ndarray:
    random = np.random.default_rng(2)
    coarse = random.uniform(0.1, 0.9, (12, 12))
    return np.kron(coarse, np.ones((size // 12, size // 12)))


def test_that_a_sound_ct_is_fine(thorax: Volume) -> None:
    assert opinion_of(thorax) == FINE


def test_that_a_blank_volume_is_refused(thorax: Volume) -> None:
    water = with_values(thorax, np.zeros_like(thorax.array))

    assert "blank" in str(opinion_of(water).refusals[0])


def test_that_inverted_ct_numbers_are_refused(thorax: Volume) -> None:
    assert "Hounsfield" in str(opinion_of(with_values(thorax, -thorax.array)).refusals[0])


def test_that_ct_without_its_rescale_intercept_is_refused(thorax: Volume) -> None:
    stored = with_values(thorax, thorax.array + 1024)

    assert "Hounsfield" in str(opinion_of(stored).refusals[0])


def test_that_ct_without_air_is_doubted() -> None:
    random = np.random.default_rng(1)
    tissue = mr_volume(random.normal(40, 30, (4, 64, 64)))

    opinion = opinion_of(dataclasses.replace(tissue, unit=Unit.HU))

    assert not opinion.refusals
    assert "no air" in str(opinion.warnings[0])


@pytest.mark.parametrize(("noise_hu", "word"), [(200, "warned"), (400, "refused")])
def test_that_noise_beyond_a_low_dose_scan_is_told(
    thorax: Volume, noise_hu: float, word: str
) -> None:
    random = np.random.default_rng(1)
    noisy = with_values(thorax, thorax.array + random.normal(0, noise_hu, thorax.array.shape))

    opinion = opinion_of(noisy)

    told = opinion.refusals if word == "refused" else opinion.warnings
    assert any("noisier" in str(reason) for reason in told)


def test_that_nothing_but_noise_is_refused() -> None:
    random = np.random.default_rng(1)

    opinion = opinion_of(mr_volume(random.integers(0, 4096, (3, 96, 96))), mr_card())

    assert any("noisier" in str(reason) for reason in opinion.refusals)


def test_that_a_sound_mr_is_fine_and_an_inverted_one_is_refused() -> None:
    assert opinion_of(mr_volume(head()), mr_card()) == FINE
    assert "inverted" in str(opinion_of(mr_volume(1 - head()), mr_card()).refusals[0])


def test_that_a_tiny_image_is_refused_and_asked_nothing_further() -> None:
    opinion = opinion_of(mr_volume(np.zeros((3, 8, 8))), mr_card())

    assert "8 × 8 pixels" in str(opinion.refusals[0])


def test_that_a_film_coarser_than_the_network_is_doubted() -> None:
    opinion = check_pixels(film_card(input_size=(128, 128)), film(chest()))

    assert "96 × 96 pixels" in str(opinion.warnings[0])


def test_that_a_sound_film_is_fine() -> None:
    assert check_pixels(film_card(), film(chest())) == FINE


def test_that_a_film_white_over_half_is_doubted() -> None:
    burnt = chest()
    burnt[:50] = 1.0

    assert "white" in str(check_pixels(film_card(), film(burnt)).warnings[0])


def test_that_a_small_picture_in_a_frame_is_doubted() -> None:
    framed = np.zeros((96, 96))
    framed[30:66, 30:66] = chest(36)

    assert "only part" in str(check_pixels(film_card(), film(framed)).warnings[0])


def test_that_noise_is_measured_beside_edges() -> None:
    random = np.random.default_rng(1)
    image = chest(144).repeat(2, 0).repeat(2, 1) * 100 + random.normal(0, 3.0, (288, 288))

    assert noise_sigma(image.astype(np.float32)) == pytest.approx(3.0, rel=0.15)


def test_that_the_picture_in_a_frame_is_what_has_contrast() -> None:
    framed = np.zeros((10, 20), np.float32)
    framed[2:7, 5:15] = np.eye(5, 10)

    assert picture_share(framed) == pytest.approx(5 * 5 / 200)


@pytest.mark.parametrize(("pixel_mm", "is_refused"), [(1.0, True), (1.1, False)])
def test_that_a_field_of_less_than_100_mm_shows_no_head(pixel_mm: float, is_refused: bool) -> None:
    """96 pixels across."""
    opinion = opinion_of(mr_volume(head(), pixel_mm), mr_card())

    assert bool(opinion.refusals) is is_refused
