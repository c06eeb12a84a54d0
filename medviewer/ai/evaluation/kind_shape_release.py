"""Fits how each kind of image usually looks; measures what the guard then makes of right and wrong kinds.

fit part → one kind's statistics → calibration part → its limit → `val`: own images, and all other kinds
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD
from medviewer.ai.evaluation.guard_fitting import FILE, fitted_distance
from medviewer.ai.evaluation.guard_inputs import KIND_WORDS
from medviewer.ai.evaluation.guard_rows import guard_figure, separation
from medviewer.ai.evaluation.model_place import ModelPlace
from medviewer.ai.guard.edge_directions import edge_directions
from medviewer.ai.guard.kind_rules import SPOILT, judge_kind
from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.guard.seen_kind import FOREIGN, STRANGE, SeenKind
from medviewer.ai.runtime.feature_guard import Floats
from medviewer.ai.runtime.image_kinds import ImageKinds
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.kind_shapes import KindShape, KindShapes, to_bytes
from medviewer.ai.runtime.weights import sha256
from medviewer.ai.training.division import Division
from medviewer.ai.training.readers.image_kinds import OTHER
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import FeatureGuard, GuardFigure

LIMIT_QUANTILE = 0.99  # of a kind's calibration images: there strangeness is 1
FEWEST = 20  # images of a kind in either part, to say how it usually looks


def guard_kinds(
    model: ImageModel, place: ModelPlace, parts: Division, validation: Samples
) -> ModelCard:
    """Fit, measure, write the statistics and the card."""
    shapes = fit_kind_shapes(parts)
    data = to_bytes(shapes)
    rule = FeatureGuard(FILE, sha256(data), warn_above=STRANGE, refuse_above=FOREIGN)
    figures = tuple(measure_kinds(place.card, model, shapes, validation))
    card = replace(place.card, feature_guard=rule, guard_figures=figures)
    (place.folder / FILE).write_bytes(data)
    write_card(card, place.folder / CARD)
    return card


def fit_kind_shapes(parts: Division) -> KindShapes:
    """Each kind's statistics from its own images of the fit part, its limit from the calibration part."""
    edges, kept = edges_of(parts.fit), edges_of(parts.calibration)
    shapes = {}
    for label, kind in enumerate(parts.fit.label_names):
        own, own_kept = edges[parts.fit.labels == label], kept[parts.calibration.labels == label]
        if kind in (OTHER, *SPOILT) or min(len(own), len(own_kept)) < FEWEST:
            continue
        distance = fitted_distance(own, np.zeros(len(own), np.int64))
        limit = float(np.quantile(distance(own_kept), LIMIT_QUANTILE))
        shapes[kind] = KindShape(distance, limit)
    return shapes


def edges_of(samples: Samples) -> Floats:
    return edge_directions(samples.inputs()[:, 0])


@dataclass(frozen=True, slots=True)
class SeenImages:
    """What `image_kind` makes of each of some images: shares (n, labels), strangeness (n,) of every kind."""

    labels: NDArray[np.int64]
    label_names: tuple[str, ...]
    shares: NDArray[np.float64]
    strangeness: dict[str, Floats]

    @classmethod
    def of(cls, samples: Samples, model: ImageModel, shapes: KindShapes) -> "SeenImages":
        images, edges = samples.inputs()[:, 0], edges_of(samples)
        return cls(
            samples.labels,
            samples.label_names,
            ImageKinds(model, shapes).probabilities(images),
            {kind: shape.strangeness(edges) for kind, shape in shapes.items()},
        )

    def opinion(self, card: ModelCard, index: int) -> Opinion:
        """Of one image by itself, no body part named."""
        shares = dict(zip(self.label_names, map(float, self.shares[index]), strict=True))
        strange = {kind: float(found[index]) for kind, found in self.strangeness.items()}
        return judge_kind(card, SeenKind(shares, strange), "")


def measure_kinds(
    card: ModelCard, model: ImageModel, shapes: KindShapes, validation: Samples
) -> Iterator[GuardFigure]:
    """Two figures a kind, as a model made for it would be guarded: its own images, then all other kinds."""
    seen = SeenImages.of(validation, model, shapes)
    for kind in shapes:
        asks = _asking_for(card, kind)
        is_own = seen.labels == seen.label_names.index(kind)
        apart = separation(seen.strangeness[kind][is_own], seen.strangeness[kind][~is_own])
        for name, chosen in ((KIND_WORDS[kind], is_own), (f"no {KIND_WORDS[kind]}", ~is_own)):
            opinions = [seen.opinion(asks, index) for index in np.flatnonzero(chosen).tolist()]
            data = f"official val split, no body part named, n={len(opinions):,}"
            yield guard_figure(name, data, opinions, None if chosen is is_own else apart)


def _asking_for(card: ModelCard, kind: str) -> ModelCard:
    """The card of a model made for one kind; CT is judged more mildly."""
    modality = kind.rpartition("_")[2].upper()
    rules = replace(card.applicability, modalities=(modality,), image_kinds=(kind,))
    return replace(card, applicability=rules)
