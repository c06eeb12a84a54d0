"""What an analyzer shows again of a finding is what its network saw: its class map comes out the same."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.ai.analyzer import Explainer
from medviewer.ai.analyzers.brain_mr_tumour import BrainMrTumour
from medviewer.ai.analyzers.chest_ct_nodules import ChestCtNodules
from medviewer.ai.analyzers.chest_xray_pneumonia import ChestXrayPneumonia
from medviewer.ai.analyzers.patches import axial_patch, patch_edges
from medviewer.ai.runtime.explaining import explanation
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import (
    AnalysisResult,
    AttentionPatch,
    Explanation,
    ExplanationRequest,
)
from medviewer.domain.volume import Images, Unit, Volume
from medviewer.errors import NotApplicable
from medviewer.progress import CancelToken, ignore_progress
from tests.gui.canvas.samples import finding, result
from tests.unit.ai.analyzers import test_brain_mr_tumour as brain
from tests.unit.ai.analyzers import test_chest_xray_pneumonia as chest
from tests.unit.ai.analyzers.drawing_model import drawing_card, drawing_model
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_folder, two_layer_weights


@pytest.fixture
def model(tmp_path: Path) -> ImageModel:
    """Three two-layer networks for 28 x 28 pixels."""
    card = two_layer_folder(tmp_path, chest.SPEC, two_layer_weights(chest.SPEC))
    return ImageModel.load(card, tmp_path, torch.device("cpu"))


def maps_of(said: AnalysisResult) -> tuple[AttentionPatch, ...]:
    first = said.findings[0].finding_id
    return tuple(patch for patch in said.attention if patch.finding_id == first)


def seen_again(analyzer: object, said: AnalysisResult, images: Images) -> Explanation:
    assert isinstance(analyzer, Explainer)
    wanted = ExplanationRequest(said.request, said.findings[0], "class map", maps_of(said))
    seen = analyzer.seen(wanted, images)
    return explanation(wanted, analyzer.model, seen, ignore_progress, CancelToken())


def assert_same(answer: Explanation, maps: tuple[AttentionPatch, ...]) -> None:
    assert len(answer.attention) == len(maps)
    for again, before in zip(answer.attention, maps, strict=True):
        assert (again.slice_index, again.row_range) == (before.slice_index, before.row_range)
        assert np.allclose(again.contributions, before.contributions, atol=1e-5)


def test_that_a_radiograph_is_seen_again_as_it_was(model: ImageModel) -> None:
    images, analyzer = chest.stack(), ChestXrayPneumonia(chest.card(), model)
    said = analyzer.analyze(chest.request(), images, ignore_progress, CancelToken())

    assert_same(seen_again(analyzer, said, images), maps_of(said))


def test_that_a_nodules_patches_are_cut_where_its_maps_lie(model: ImageModel) -> None:
    card = dataclasses.replace(two_layer_card(chest.SPEC), score_threshold=0.5)
    analyzer = ChestCtNodules(card, model)
    volume = scan()
    edges = [patch_edges(30.0, 0.9), patch_edges(26.0, 0.8)]
    maps = tuple(
        AttentionPatch("f1", i, edges[0], edges[1], np.zeros((2, 2), np.float32), weight=share)
        for i, share in ((4, 0.5), (5, 0.5))
    )

    seen = analyzer.seen(ExplanationRequest(result().request, finding("f1"), "", maps), volume)

    expected = [axial_patch(volume, index, 30.0, 26.0) for index in (4, 5)]
    assert np.allclose(seen.images, expected, atol=1e-4)
    assert [place.slice_index for place in seen.places] == [4, 5]
    assert seen.weights == (0.5, 0.5)


def test_that_a_nodule_without_maps_cannot_be_seen_again(model: ImageModel) -> None:
    analyzer = ChestCtNodules(two_layer_card(chest.SPEC), model)

    with pytest.raises(NotApplicable):
        analyzer.seen(ExplanationRequest(result().request, finding("f1"), ""), scan())


def test_that_every_slice_of_a_tumour_is_seen_again_where_its_map_lies() -> None:
    card = drawing_card()
    analyzer = BrainMrTumour(card, drawing_model(card))
    images = brain.volume(brain.head(), brain.head((50, 100, 8)), brain.head(brain.TUMOUR))
    said = analyzer.analyze(brain.request(images), images, ignore_progress, CancelToken())
    wanted = ExplanationRequest(said.request, said.findings[0], "occlusion", said.attention)

    seen = analyzer.seen(wanted, images)

    assert [place.slice_index for place in seen.places] == [1, 2]
    for place, patch in zip(seen.places, said.attention, strict=True):
        assert (place.slice_index, place.row_range) == (patch.slice_index, patch.row_range)
        assert place.column_range == patch.column_range
    assert sum(seen.weights) == pytest.approx(1.0)
    assert seen.weights[1] > seen.weights[0]  # the slice more was drawn on counts more
    assert card.labels[seen.label] == said.findings[0].label
    assert seen.images.shape[0] == 2


def scan() -> Volume:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 0.9, 0.8)
    array = np.random.default_rng(1).integers(-1000, 400, (9, 64, 64)).astype(np.int16)
    return Volume(array, VolumeGeometry(plane, (0, 0, 2.5), array.shape), Unit.HU)
