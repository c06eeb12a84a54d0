"""PSNR and SSIM of the restorers, the filters and the noisy images themselves, at every strength of noise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.evaluation.restoration.fidelity import psnr, ssim
from medviewer.ai.evaluation.restoration.filters import CHOICES, FILTERS, Pictures
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.networks.restorer import Restorer
from medviewer.ai.training.restoration.noise import grey_sigma, quantum_noise
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import Interval

JUDGED_SEED = 900_001
AT_ONCE = 64
NOISY = "noisy"

Figures = dict[str, Interval]
Restore = Callable[[Pictures, float], Pictures]  # noisy images of 0..1, the noise's sigma


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """The setting of each filter that was best on the selection part, in order of `FILTERS`."""

    chosen: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class NoisyPictures:
    """References of 0..1, (n, rows, columns), and the same with noise of `sigma` in grey."""

    clean: Pictures
    noisy: Pictures
    sigma: float


def with_noise(samples: Samples, sigma: float, span: tuple[float, float]) -> NoisyPictures:
    """The same noise for the same samples, `sigma` in the image's unit."""
    clean = samples.inputs()[:, 0].astype(np.float64)
    grey = grey_sigma(sigma, span)
    rows, columns = clean.shape[1:]
    noise = quantum_noise((len(clean), rows, columns), np.random.default_rng(JUDGED_SEED))
    return NoisyPictures(clean, clean + grey * noise, grey)


def chosen_settings(pictures: NoisyPictures) -> FilterSettings:
    """Of each filter the setting with the highest PSNR."""
    found = []
    for name, apply in FILTERS.items():
        scored = [
            (float(psnr(pictures.clean, apply(pictures.noisy, each, pictures.sigma)).mean()), each)
            for each in CHOICES[name]
        ]
        found.append((name, max(scored)[1]))
    return FilterSettings(tuple(found))


def subjects_of(restorers: dict[str, Restorer], settings: FilterSettings) -> dict[str, Restore]:
    """Everything that is measured, by name."""
    found: dict[str, Restore] = {
        f"network_{name}": partial(_restored, network) for name, network in restorers.items()
    }
    found[NOISY] = lambda noisy, sigma: noisy
    for name, setting in settings.chosen:
        found[name] = partial(_filtered, name, setting)
    return found


def measured(
    subjects: dict[str, Restore], pictures: NoisyPictures, groups: NDArray[np.int64]
) -> dict[str, Figures]:
    """PSNR in dB and SSIM of each, resampled by group."""
    found = {}
    for name, restore in subjects.items():
        restored = restore(pictures.noisy, pictures.sigma).clip(0, 1)
        quality = psnr(pictures.clean, restored), ssim(pictures.clean, restored)
        found[name] = intervals(partial(_means, *quality), groups)
    return found


def _means(decibels: Pictures, likeness: Pictures, cases: NDArray[np.int64]) -> dict[str, float]:
    return {"psnr_db": float(decibels[cases].mean()), "ssim": float(likeness[cases].mean())}


@torch.inference_mode()
def _restored(network: Restorer, noisy: Pictures, sigma: float) -> Pictures:
    del sigma  # it was trained on a range and is not told
    images = torch.from_numpy(noisy.astype(np.float32))[:, None]
    parts = [network(each) for each in torch.split(images, AT_ONCE)]
    restored: Pictures = torch.cat(parts)[:, 0].double().numpy()
    return restored


def _filtered(name: str, setting: float, noisy: Pictures, sigma: float) -> Pictures:
    return FILTERS[name](noisy, setting, sigma)
