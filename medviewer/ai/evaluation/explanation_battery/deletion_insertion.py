"""Deletion and insertion: places a map ranks first must matter first (Petsiuk et al., RISE, 2018).

Deleting blurs the image place by place, highest first: the probability should fall early, so its mean over
all shares deleted should be low. Inserting starts from the blurred image: it should rise early. Beside the
map stand a random order and the order of the edges, both as coarse as the map is.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from medviewer.ai.evaluation.explanation_battery.subject import (
    Cases,
    Floats,
    Subject,
    target_column,
)
from medviewer.ai.runtime.explanations.methods import Maps
from medviewer.ai.runtime.image_model import ImageModel, Images
from medviewer.domain.model_trust import ExplanationTest

CASES = 32
STEPS = 10  # shares of the image changed: 0, 1/10, …, 1
BLUR = 1 / 8  # standard deviation, of the image's shorter side
OVER_RANDOM, OVER_EDGES = 0.10, 0.05  # least gain in mean probability
SIGNIFICANCE = 0.01
ROUNDS = 2000

Order = NDArray[np.int64]  # (n, pixels): each image's pixels, highest first


def deletion_insertion(subject: Subject, seed: int = 0) -> list[ExplanationTest]:
    """Four gains: of deletion and insertion, over a random order and over edges."""
    cases = subject.cases.first(CASES)
    maps = subject.own[:CASES]
    rivals = {
        ("random", OVER_RANDOM): np.random.default_rng(seed).random(maps.shape, np.float32),
        ("edges", OVER_EDGES): edges(cases.images, (maps.shape[1], maps.shape[2])),
    }
    own = curves(subject.model, cases, maps)
    rows = []
    for (name, least), rival in rivals.items():
        their = curves(subject.model, cases, rival)
        rows.append(
            _row(subject, f"deletion, gain over {name}", their.deletion - own.deletion, least)
        )
        rows.append(
            _row(subject, f"insertion, gain over {name}", own.insertion - their.insertion, least)
        )
    return rows


@dataclass(frozen=True, slots=True)
class Curves:
    """(n,) mean probability of the target over all shares deleted, and over all inserted."""

    deletion: Floats
    insertion: Floats


def curves(model: ImageModel, cases: Cases, maps: Maps) -> Curves:
    """Delete and insert each image's pixels in the order of its map."""
    order = pixel_order(maps, cases.images.shape[-2:])
    soft = blurred(cases.images)

    def probability(images: Images) -> Floats:
        return target_column(model.probabilities(images).probabilities, cases.targets)

    return Curves(
        _area(probability, cases.images, soft, order), _area(probability, soft, cases.images, order)
    )


def pixel_order(maps: Maps, size: tuple[int, ...]) -> Order:
    """Pixels by the map's value, interpolated to `size`, highest first."""
    grown = functional.interpolate(
        torch.from_numpy(maps)[:, None], size=size, mode="bilinear", align_corners=False
    )
    return np.argsort(-grown.flatten(1).numpy(), axis=1, kind="stable").astype(np.int64)


def edges(images: Images, size: tuple[int, int]) -> Maps:
    """Sobel's gradient magnitude of the first channel, averaged to `size`."""
    grey = torch.from_numpy(images if images.ndim == 3 else images[:, 0])[:, None]
    across = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])[None, None]
    padded = functional.pad(grey, (1, 1, 1, 1), mode="replicate")
    steep = torch.hypot(
        functional.conv2d(padded, across), functional.conv2d(padded, across.transpose(2, 3))
    )
    found: Maps = functional.adaptive_avg_pool2d(steep, size)[:, 0].numpy()
    return found


def blurred(images: Images) -> Images:
    """A Gaussian an eighth of the shorter side wide; what is left tells of size, not of findings."""
    rows, columns = images.shape[-2:]
    sigma = BLUR * min(rows, columns)
    reach = min(int(3 * sigma), min(rows, columns) - 1)
    offset = torch.arange(-reach, reach + 1, dtype=torch.float32)
    weights = torch.exp(-(offset**2) / (2 * sigma**2))
    weights = (weights / weights.sum())[None, None, None]
    flat = torch.from_numpy(images.reshape(-1, 1, rows, columns))
    wide = functional.conv2d(functional.pad(flat, (reach, reach, 0, 0), mode="reflect"), weights)
    tall = functional.pad(wide, (0, 0, reach, reach), mode="reflect")
    soft: Images = functional.conv2d(tall, weights.transpose(2, 3)).numpy()
    return soft.reshape(images.shape)


def is_significant(gains: Floats, seed: int = 0) -> bool:
    """Whether the mean of paired `gains` is above 0 in all but one of a hundred resamplings."""
    random = np.random.default_rng(seed)
    means = gains[random.integers(0, len(gains), (ROUNDS, len(gains)))].mean(axis=1)
    return bool((means <= 0).mean() < SIGNIFICANCE)


def _area(
    probability: Callable[[Images], Floats], start: Images, end: Images, order: Order
) -> Floats:
    """Mean probability while `start` turns into `end`, pixel by pixel in `order` (trapezoids)."""
    found = []
    for share in np.linspace(0, 1, STEPS + 1):
        count = round(share * order.shape[1])
        changed = np.zeros(order.shape, bool)
        np.put_along_axis(changed, order[:, :count], values=True, axis=1)
        mask = changed.reshape(len(order), *[1] * (start.ndim - 3), *start.shape[-2:])
        found.append(probability(np.where(mask, end, start).astype(np.float32)))
    area: Floats = np.trapezoid(np.stack(found), dx=1 / STEPS, axis=0)
    return area


def _row(subject: Subject, name: str, gains: Floats, least: float) -> ExplanationTest:
    mean = float(gains.mean())
    return subject.row(
        name,
        mean,
        f"≥ {least:g}, p < {SIGNIFICANCE:g}",
        is_passed=mean >= least and is_significant(gains),
        count=len(gains),
    )
