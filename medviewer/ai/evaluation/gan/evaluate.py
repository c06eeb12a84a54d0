"""Every figure of a generator, of its classical baseline, and of real images beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.gan.frechet import frechet_interval
from medviewer.ai.evaluation.gan.memorisation import (
    UNSEEN_SHARE,
    copy_threshold,
    nearness,
    pair_distances,
)
from medviewer.ai.figures.discrimination import macro_auc
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.training.gan.judges import scores_of
from medviewer.ai.training.gan.references import Seen, seen
from medviewer.ai.training.gan.run import FEATURES, REAL, TrainedGan
from medviewer.ai.training.gan.sets import as_tones
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import Interval

JUDGED_SEED = 900_001  # of the pictures that are measured; those trained on have others
ROUNDS = 300
REAL_IMAGES = "real_images"

Figures = dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below which nearness a picture counts as a copy, by features and by pixels."""

    features: float
    pixels: float


@dataclass(frozen=True, slots=True)
class GanFigures:
    """Figures by subject, and what a reader of them must know."""

    subjects: dict[str, Figures]
    notes: tuple[str, ...]
    groups: int


def thresholds_of(trained: TrainedGan, unseen: Samples) -> Thresholds:
    """From real images that nothing was trained on."""
    found = seen(trained.judges[FEATURES], as_tones(unseen), unseen.labels)
    return Thresholds(
        copy_threshold(found.features, trained.fit.features),
        copy_threshold(found.pixels, trained.fit.pixels),
    )


def measure_gan(trained: TrainedGan, samples: Samples, limits: Thresholds) -> GanFigures:
    """Draw as many pictures as the split has images, class by class, and measure.

    Args:
        samples: the split's images of the classes that are made.
    """
    judge = trained.judges[FEATURES]
    real = seen(judge, as_tones(samples), samples.labels)
    figures = {REAL_IMAGES: _floor(trained, real, samples, limits)}
    for name, source in trained.sources.items():
        made = seen(judge, source.draw(samples.labels, JUDGED_SEED), samples.labels)
        figures[name] = {
            "fd_own": frechet_interval(real.features, made.features, samples.groups),
            **_copies(made, trained.fit, limits, np.arange(len(samples))),
            "diversity": _diversity(made, real),
            **learning_figures(trained, name, samples),
        }
    return GanFigures(figures, _notes(figures), len(np.unique(samples.groups)))


def _floor(trained: TrainedGan, real: Seen, samples: Samples, limits: Thresholds) -> Figures:
    """Real images against real ones: as many of the training part, of the same classes."""
    random = np.random.default_rng(JUDGED_SEED)
    picks = np.concatenate(
        [
            random.choice(np.flatnonzero(trained.fit.classes == each), int(count))
            for each, count in zip(*np.unique(samples.labels, return_counts=True), strict=True)
        ]
    )
    return {
        "fd_own": frechet_interval(real.features, trained.fit.features[picks], samples.groups),
        **_copies(real, trained.fit, limits, samples.groups),
        **learning_figures(trained, REAL, samples),
    }


def _copies(found: Seen, fit: Seen, limits: Thresholds, groups: NDArray[np.int64]) -> Figures:
    """The share nearer to one training image than one unseen real image in a hundred is."""
    by_features = nearness(found.features, fit.features) < limits.features
    by_pixels = nearness(found.pixels, fit.pixels) < limits.pixels

    def shares(cases: NDArray[np.int64]) -> Mapping[str, float]:
        return {
            "copies_features": float(by_features[cases].mean()),
            "copies_pixels": float(by_pixels[cases].mean()),
        }

    return intervals(shares, groups, rounds=ROUNDS)


def _diversity(made: Seen, real: Seen) -> Interval:
    """How far two of a class lie apart, as a share of how far two real ones do: 1 is as varied."""
    distances = pair_distances(made.features, made.classes)
    usual = float(pair_distances(real.features, real.classes).mean())
    found = intervals(
        lambda cases: {"": float(distances[cases].mean()) / usual},
        np.arange(len(distances)),
        rounds=ROUNDS,
    )
    return found[""]


def learning_figures(trained: TrainedGan, source: str, samples: Samples) -> Figures:
    """AUC on real images after training on `source` alone, and what adding it to real images gains.

    All classifiers take equal steps and the same classical augmentation; cases are resampled by group and
    seeds with them. Nothing where there is one class.
    """
    images = as_tones(samples)
    alone = _scores(trained, f"{source}.", images)
    if not alone:
        return {}
    both = _scores(trained, f"{source}+{REAL}.", images)
    real = _scores(trained, f"{REAL}.", images)
    measure = partial(_learning, samples.labels, alone, both, real, np.random.default_rng(5))
    return intervals(measure, samples.groups, rounds=ROUNDS)


def _scores(
    trained: TrainedGan, prefix: str, images: NDArray[np.float32]
) -> list[NDArray[np.float64]]:
    names = sorted(name for name in trained.judges if name.startswith(prefix))
    return [scores_of(trained.judges[name], images) for name in names]


def _learning(
    labels: NDArray[np.int64],
    alone: list[NDArray[np.float64]],
    both: list[NDArray[np.float64]],
    real: list[NDArray[np.float64]],
    random: np.random.Generator,
    cases: NDArray[np.int64],
) -> dict[str, float]:
    is_whole = len(cases) == len(labels) and bool((cases == np.arange(len(labels))).all())
    count = len(alone)
    seeds = np.arange(count) if is_whole else random.integers(0, count, count)
    area = {
        name: [macro_auc(labels[cases], found[seed][cases]) for seed in seeds]
        for name, found in (("alone", alone), ("both", both), ("real", real))
        if found
    }
    figures = {"trained_on_it_auc": float(np.mean(area["alone"]))}
    if both:
        gains = np.subtract(area["both"], area["real"])
        figures["augmentation_gain_auc"] = float(np.mean(gains))
    return figures


def _notes(figures: Mapping[str, Figures]) -> tuple[str, ...]:
    lines = [
        "fd_own: Fréchet distance on features of a classifier of our own, of as many pictures as the split "
        "has images; real_images is the floor: training images against the split.",
        f"copies_*: nearer to one training image than {UNSEEN_SHARE:.0%} of unseen real images are; by "
        "features and by pixels (64 blind projections).",
    ]
    for name, found in figures.items():
        if name != REAL_IMAGES:
            low = max(found["copies_features"].low, found["copies_pixels"].low)
            verdict = "passed" if low <= UNSEEN_SHARE else "failed"
            lines.append(f"memorisation test of {name}: {verdict}")
    if any("augmentation_gain_auc" in found for found in figures.values()):
        lines.append(
            "augmentation_gain_auc: AUC on real images of classifiers fed half real and half made pictures "
            "less that of classifiers fed real ones, classical augmentation and steps alike; zero is an "
            "answer. trained_on_it_auc: fed with nothing else."
        )
    else:
        lines.append("One class: nothing can be learnt from it, so no classifier was trained.")
    return tuple(lines)
