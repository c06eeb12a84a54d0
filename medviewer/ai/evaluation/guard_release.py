"""Fits and measures the guard of a finished model and writes both into its folder and card."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD
from medviewer.ai.evaluation.guard_fitting import fit_guard
from medviewer.ai.evaluation.guard_inputs import GuardInputs, guard_inputs
from medviewer.ai.evaluation.guard_rows import guard_figure, separation
from medviewer.ai.evaluation.kind_shape_release import guard_kinds, measure_kinds
from medviewer.ai.evaluation.model_place import ModelPlace
from medviewer.ai.guard.glance import Glance
from medviewer.ai.guard.kind_rules import judge_kind
from medviewer.ai.guard.opinion import Opinion, together
from medviewer.ai.guard.pixel_checks import check_pixels
from medviewer.ai.runtime.feature_guard import (
    Distances,
    FeatureDistance,
    judge_distances,
    load_feature_distance,
)
from medviewer.ai.runtime.image_kinds import ImageKinds, load_image_kinds
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.kind_shapes import load_kind_shapes
from medviewer.ai.training.division import divide
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.samples import TRAIN, VALIDATION
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import GuardFigure
from medviewer.domain.unit import Unit

CPU = torch.device("cpu")
Pixels = NDArray[np.float32]

KINDS_READER = "image_kinds"  # the guard's own network: guarded by how each kind usually looks


@dataclass(frozen=True, slots=True)
class GuardedModel:
    """A model, its feature distance, and `image_kind` where it looks at whole images."""

    model: ImageModel
    card: ModelCard
    distance: FeatureDistance
    kinds: ImageKinds | None

    def distances(self, images: Pixels) -> Distances:
        return self.distance(self.model.features(images))

    def opinions(self, inputs: GuardInputs, distances: Distances) -> tuple[Opinion, ...]:
        """What the whole guard says of each image by itself."""
        return tuple(
            together(
                (
                    check_pixels(self.card, glance),
                    self._kind(glance),
                    judge_distances(self.card, distances[index : index + 1]),
                )
            )
            for index, glance in enumerate(map(self._glance, inputs.seen))
        )

    def _kind(self, glance: Glance) -> Opinion:
        return judge_kind(self.card, self.kinds.judge(glance), "") if self.kinds else Opinion()

    def _glance(self, image: Pixels) -> Glance:
        is_volume = "MR" in self.card.applicability.modalities
        return Glance(image[None], image[None], Unit.NONE, is_volume)


def guard_run(model: ImageModel, place: ModelPlace, data: Path, others: Path) -> ModelCard:
    """Fit, measure, write `guard.safetensors` and the card.

    Args:
        data: the model's own labelled set.
        others: the folder of labelled sets that holds other kinds of image.

    Raises:
        InputError: the set lacks the training part or `val`.
    """
    division = divide(read_samples(place.task, data, TRAIN), place.task.division)
    if place.task.reader == KINDS_READER:
        return guard_kinds(model, place, division, read_samples(place.task, data, VALIDATION))
    distance, rule = fit_guard(model, division.fit, division.calibration)
    card = replace(place.card, feature_guard=rule, guard_figures=())
    kinds = load_image_kinds(CPU) if sees_whole_images(card) else None
    inputs = guard_inputs(place.task, data, others)
    figures = measure_guard(GuardedModel(model, card, distance, kinds), inputs)
    (place.folder / rule.file).write_bytes(distance.to_bytes())
    card = replace(card, guard_figures=figures)
    write_card(card, place.folder / CARD)
    return card


def guard_again(
    model: ImageModel, place: ModelPlace, data: Path, others: Path
) -> tuple[GuardFigure, ...]:
    """The card's guard figures, measured again with the statistics it was released with.

    Raises:
        InputError: the set lacks `val`.
        ModelUnusable: the statistics are missing or altered.
    """
    if place.task.reader == KINDS_READER:
        shapes = load_kind_shapes(place.card, place.folder)
        validation = read_samples(place.task, data, VALIDATION)
        return tuple(measure_kinds(place.card, model, shapes, validation))
    distance = load_feature_distance(place.card, place.folder)
    if distance is None:
        return ()
    kinds = load_image_kinds(CPU) if sees_whole_images(place.card) else None
    guarded = GuardedModel(model, place.card, distance, kinds)
    return measure_guard(guarded, guard_inputs(place.task, data, others))


def sees_whole_images(card: ModelCard) -> bool:
    """Whether the network is given what `image_kind` is: patches of a CT are not."""
    return bool(card.applicability.image_kinds) and "CT" not in card.applicability.modalities


def measure_guard(guarded: GuardedModel, inputs: Iterable[GuardInputs]) -> tuple[GuardFigure, ...]:
    """One figure for each kind of input; the first inputs are the proper ones all others are held against."""
    figures: list[GuardFigure] = []
    at_home: Distances = np.empty(0)
    for given in inputs:
        distances = guarded.distances(given.given)
        if given.is_proper:
            at_home = distances
        opinions = guarded.opinions(given, distances)
        apart = None if given.is_proper else separation(at_home, distances)
        figures.append(guard_figure(given.kind, given.data, opinions, apart))
    return tuple(figures)
