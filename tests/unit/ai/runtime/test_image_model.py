"""One model, many askers: logits, probabilities, maps and features that agree with each other."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from medviewer import paths
from medviewer.ai.catalog import load_card
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_trust import Calibration, Interval, NetworkSpec
from medviewer.errors import AnalysisError, ModelUnusable
from tests.unit.ai.runtime.two_layers import two_layer_folder, two_layer_spec, two_layer_weights

CPU = torch.device("cpu")


@pytest.fixture
def trio(tmp_path: Path) -> ImageModel:
    """An ensemble of three two-layer networks for two labels, 16 x 12 pixels."""
    spec = two_layer_spec(members=3)
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    return ImageModel.load(card, tmp_path, CPU)


def images(count: int = 5) -> np.ndarray:
    return np.random.default_rng(1).random((count, 16, 12), np.float32)


def test_that_an_ensembles_contributions_and_bias_sum_to_its_logit(trio: ImageModel) -> None:
    found = trio.class_maps(images(), label=1)

    total = found.contributions.sum(axis=(1, 2), dtype=np.float64) + found.bias
    assert found.contributions.shape == (5, 8, 6)
    assert np.abs(total - trio.probabilities(images()).logits[:, 1]).max() <= 1e-4


def test_that_each_member_answers_for_itself(trio: ImageModel) -> None:
    found = trio.logits(images())

    assert found.shape == (3, 5, 2)
    assert not np.allclose(found[0], found[1])


def test_that_the_spread_is_that_of_the_likeliest_label(trio: ImageModel) -> None:
    members = np.array([[[0.0, 0.0]], [[0.0, np.log(3.0)]]])  # of label 1: 1/2 and 3/4

    found = trio.judged(members)

    assert found.logits[0].tolist() == pytest.approx([0, np.log(3) / 2])
    assert found.spread[0] == pytest.approx(0.125)


def test_that_probabilities_are_calibrated_as_the_card_says(trio: ImageModel) -> None:
    flat = Calibration("temperature", (1e6,), Interval(0.0, 0.0, 0.0), "a split", "another")
    trio.card = replace(trio.card, calibration=flat)

    found = trio.probabilities(images())

    assert found.probabilities == pytest.approx(0.5, abs=1e-3)


def test_that_features_are_those_under_the_class_map(trio: ImageModel) -> None:
    found = trio.features(images())

    member = trio.members[0]
    weights = (
        member.get_submodule("classifier").get_parameter("weight").detach().numpy()[:, :, 0, 0]
    )
    logits = found @ weights.T + member.get_parameter("bias").detach().numpy()
    assert found.shape == (5, 6)
    assert np.abs(logits - trio.logits(images())[0]).max() <= 1e-5


def test_that_answers_do_not_depend_on_the_size_of_a_batch(trio: ImageModel) -> None:
    at_once = trio.logits(images(9))
    trio.ladder.batch_size = 2

    assert np.abs(trio.logits(images(9)) - at_once).max() <= 1e-5


def test_that_a_classifier_draws_no_lesions(trio: ImageModel) -> None:
    assert trio.lesion_maps(images()) is None


def test_that_an_image_of_another_size_is_refused(trio: ImageModel) -> None:
    with pytest.raises(AnalysisError, match="16 × 12 pixels but was given 2 × 12 × 16"):
        trio.logits(np.zeros((2, 12, 16), np.float32))


def test_that_half_precision_weights_give_the_same_answer(tmp_path: Path, trio: ImageModel) -> None:
    spec = two_layer_spec(members=3)
    halved = {
        name: value.half() if value.is_floating_point() else value
        for name, value in two_layer_weights(spec).items()
    }
    folder = tmp_path / "half"
    folder.mkdir()

    found = ImageModel.load(two_layer_folder(folder, spec, halved), folder, CPU)

    assert np.abs(found.logits(images()) - trio.logits(images())).max() <= 1e-2
    assert next(found.members[0].parameters()).dtype == torch.float32


SHIPPED = sorted(card.parent for card in paths.models().glob("*/card.toml"))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda each: each.name)
def test_that_the_shipped_weights_fit_the_network_of_their_card(folder: Path) -> None:
    card = load_card(folder / "card.toml")

    model = ImageModel.load(card, folder, CPU)

    assert card.network is not None
    assert len(model.members) == card.network.members


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"members": 4}, "do not fit the network “small_cnn”"),
        ({"options": (("labels", 2), ("widths", (4, 4096)))}, "do not fit"),
        ({"name": "resnet", "options": ()}, "do not fit the network “resnet”"),
        ({"name": "nonesuch"}, "There is no network “nonesuch”"),
    ],
)
def test_that_weights_of_another_network_are_refused(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    spec = two_layer_spec(members=3)
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    other: NetworkSpec = replace(spec, **change)

    with pytest.raises(ModelUnusable, match=words):
        ImageModel.load(replace(card, network=other), tmp_path, CPU)


def test_that_altered_weights_are_refused(tmp_path: Path) -> None:
    spec = two_layer_spec()
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    file = tmp_path / card.weights_file
    file.write_bytes(file.read_bytes()[:-1] + b"\x01")

    with pytest.raises(ModelUnusable, match="not those its card describes"):
        ImageModel.load(card, tmp_path, CPU)


def test_that_a_card_without_a_network_is_refused(tmp_path: Path) -> None:
    spec = two_layer_spec()
    card = replace(two_layer_folder(tmp_path, spec, two_layer_weights(spec)), network=None)

    with pytest.raises(ModelUnusable, match="does not say which network"):
        ImageModel.load(card, tmp_path, CPU)


def test_that_lesions_and_their_names_come_at_once_as_they_come_apart(tmp_path: Path) -> None:
    spec = NetworkSpec("lesion_net", (16, 12), 2, (("labels", 3), ("widths", (4, 6))))
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    model = ImageModel.load(card, tmp_path, CPU)

    members, lesions = model.logits_and_lesions(images())
    prediction = model.judged(members)

    apart = model.lesion_maps(images())
    assert apart is not None
    assert lesions is not None
    assert lesions.shape == (5, 16, 12)
    assert np.abs(lesions - apart).max() <= 1e-6
    assert np.abs(prediction.logits - model.probabilities(images()).logits).max() <= 1e-6


def test_that_a_network_that_only_draws_has_no_class_map(tmp_path: Path) -> None:
    spec = NetworkSpec("lesion_net", (16, 12), 1, (("widths", (4, 6)),))
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    model = ImageModel.load(card, tmp_path, CPU)

    with pytest.raises(ModelUnusable, match="has no “class_map”"):
        model.class_maps(images())
    with pytest.raises(ModelUnusable, match="has no “label_logits”"):
        model.logits(images())
