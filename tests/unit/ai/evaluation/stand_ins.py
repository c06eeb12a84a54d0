"""Labelled images and models made of arithmetic, for tests of everything that is not about accuracy."""

import numpy as np

from medviewer.ai.training.samples import Samples
from medviewer.domain.model_card import Applicability, ModelCard
from medviewer.domain.volume import Unit


def shaded(labels: np.ndarray, names: tuple[str, ...], side: int = 8, seed: int = 0) -> Samples:
    """Noise whose left side is the brighter the higher the class, two images a patient; no masks."""
    random = np.random.default_rng(seed)
    images = random.integers(0, 60, (len(labels), side, side)).astype(np.float64)
    images[:, :, : side // 2] += 60 * labels[:, None, None]
    return Samples(
        images=images.astype(np.uint8),
        labels=labels.astype(np.int64),
        label_names=names,
        groups=np.arange(len(labels)) // 2,
        order=np.arange(len(labels)),
        files=tuple(f"{index}.png" for index in range(len(labels))),
    )


class BrightnessModel:
    """Members whose one logit is `slope` times the difference of left and right, plus their own noise."""

    def __init__(self, slope: float = 20.0, members: int = 2, noise: float = 0.0) -> None:
        self._slope, self._members, self._noise = slope, members, noise

    def logits(self, images: np.ndarray) -> np.ndarray:
        half = images.shape[-1] // 2
        flat = images.reshape(len(images), -1, images.shape[-1])
        contrast = flat[:, :, :half].mean(axis=(1, 2)) - flat[:, :, half:].mean(axis=(1, 2))
        random = np.random.default_rng(1)
        return np.stack(
            [
                (self._slope * (contrast - 0.1) + random.normal(0, self._noise, len(images)))[
                    :, None
                ]
                for _ in range(self._members)
            ]
        )

    def lesion_maps(self, images: np.ndarray) -> np.ndarray | None:
        del images
        return None

    def logits_and_lesions(self, images: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        return self.logits(images), self.lesion_maps(images)


def bare_card(labels: tuple[str, ...] = ("bright",), model_id: str = "shades") -> ModelCard:
    """A card before anything was measured."""
    return ModelCard(
        model_id=model_id,
        version="1.0",
        title="Shades",
        analyzer="shades",
        intended_use="Tests.",
        labels=labels,
        weights_file="weights.safetensors",
        weights_sha256="0" * 64,
        score_threshold=0.5,
        is_calibrated=False,
        applicability=Applicability(("CT",), (), 1, 5.0, 1.0, Unit.NONE),
        sources=(),
        metrics=(),
        limits=(),
        licence="Apache-2.0",
    )
