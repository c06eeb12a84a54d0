"""How the edges of each kind of image usually lie, and how far from that a picture is.

One set of statistics a kind, fitted to that kind's images alone: what it says of a wrist does not depend on
whether anybody thought of wrists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save

from medviewer.ai.guard.edge_directions import WIDTH, edge_directions
from medviewer.ai.runtime.feature_guard import (
    MEANS,
    WHITENING,
    FeatureDistance,
    Floats,
    as_feature_distance,
    read_statistics,
)
from medviewer.domain.model_card import ModelCard

LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class KindShape:
    """One kind's statistics; `limit` is the distance strangeness is counted in."""

    distance: FeatureDistance
    limit: float

    def strangeness(self, edges: Floats) -> Floats:
        """(n,) of rows of `edge_directions`."""
        found: Floats = (self.distance(edges) / self.limit).astype(np.float32)
        return found


KindShapes = Mapping[str, KindShape]


def strangeness_of(shapes: KindShapes, pictures: Floats) -> Mapping[str, float]:
    """Of each kind: the middle one of pictures (n, size, size), 0..1."""
    edges = edge_directions(pictures)
    return {kind: float(np.median(shape.strangeness(edges))) for kind, shape in shapes.items()}


def to_bytes(shapes: KindShapes) -> bytes:
    """As safetensors."""
    tensors = {}
    for kind, shape in shapes.items():
        tensors[f"{kind}.{MEANS}"] = shape.distance.means
        tensors[f"{kind}.{WHITENING}"] = shape.distance.whitening
        tensors[f"{kind}.{LIMIT}"] = np.array([shape.limit], np.float32)
    return save(tensors)


def load_kind_shapes(card: ModelCard, folder: Path) -> KindShapes:
    """The statistics the card names; {} where it names none.

    Raises:
        ModelUnusable: the file is missing, altered or broken.
    """
    return read_statistics(card, folder, _as_shapes) or {}


def _as_shapes(tensors: Mapping[str, Floats]) -> KindShapes:
    kinds = sorted({name.rpartition(".")[0] for name in tensors})
    return {kind: _as_shape(tensors, kind) for kind in kinds}


def _as_shape(tensors: Mapping[str, Floats], kind: str) -> KindShape:
    parts = {part: tensors[f"{kind}.{part}"] for part in (MEANS, WHITENING, LIMIT)}
    distance, limit = as_feature_distance(parts), float(parts[LIMIT][0])
    if distance.means.shape[1] != WIDTH or not limit > 0:
        raise ValueError(f"means of {distance.means.shape} and a limit of {limit}")
    return KindShape(distance, limit)
