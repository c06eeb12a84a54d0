"""How a kind usually looks: fitted to its own pictures, kept in a file, asked about others."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.evaluation.kind_shape_release import FEWEST, fit_kind_shapes
from medviewer.ai.runtime.kind_shapes import KindShapes, load_kind_shapes, strangeness_of, to_bytes
from medviewer.ai.runtime.weights import sha256
from medviewer.ai.training.division import Division
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import FeatureGuard
from medviewer.errors import ModelUnusable
from tests.unit.ai.guard.guard_samples import ct_card

SIDE, COUNT = 32, 60
LABELS = ("other", "chest_xray", "brain_mr")


def stripes(across: bool, seed: int, count: int = COUNT) -> np.ndarray:
    """Noisy stripes (count, SIDE, SIDE): standing ones are a chest here, lying ones a brain."""
    random = np.random.default_rng(seed)
    wave = np.sin(np.arange(SIDE) / 2 + random.uniform(0, 6, (count, 1)))
    pictures = (
        np.repeat(wave[:, None, :], SIDE, axis=1) if across else wave[:, :, None] + np.zeros(SIDE)
    )
    noisy: np.ndarray = pictures * 0.3 + 0.5 + random.normal(0, 0.02, (count, SIDE, SIDE))
    return noisy.clip(0, 1).astype(np.float32)


def part(seed: int, count: int = COUNT) -> Samples:
    images = np.concatenate([stripes(True, seed, count), stripes(False, seed + 1, count)])
    labels, places = np.repeat([1, 2], count), np.arange(2 * count)
    return Samples(images, labels, LABELS, places, places, ("",) * (2 * count))


@pytest.fixture(scope="module")
def shapes() -> KindShapes:
    return fit_kind_shapes(Division(part(1), part(3), part(5)))


def card_for(shapes: KindShapes, folder: Path) -> ModelCard:
    (folder / "guard.safetensors").write_bytes(to_bytes(shapes))
    rule = FeatureGuard("guard.safetensors", sha256(to_bytes(shapes)), 1.0, 1.25)
    return dataclasses.replace(ct_card(), feature_guard=rule)


def test_that_a_kinds_own_pictures_are_usual_and_anothers_are_strange(shapes: KindShapes) -> None:
    found = strangeness_of(shapes, stripes(True, seed=9, count=9))

    assert found["chest_xray"] < 1 < found["brain_mr"]


def test_that_no_kind_has_no_usual_look(shapes: KindShapes) -> None:
    assert set(shapes) == {"chest_xray", "brain_mr"}


def test_that_a_kind_of_too_few_pictures_is_left_out() -> None:
    few = part(1, FEWEST - 1)

    assert fit_kind_shapes(Division(few, few, few)) == {}


def test_that_what_is_written_is_read_again(shapes: KindShapes, tmp_path: Path) -> None:
    pictures = stripes(False, seed=11, count=5)

    again = load_kind_shapes(card_for(shapes, tmp_path), tmp_path)

    assert strangeness_of(again, pictures) == strangeness_of(shapes, pictures)


def test_that_altered_statistics_are_refused(shapes: KindShapes, tmp_path: Path) -> None:
    card = card_for(shapes, tmp_path)
    (tmp_path / "guard.safetensors").write_bytes(to_bytes(shapes)[:-8] + b"\0" * 8)

    with pytest.raises(ModelUnusable, match="not the file the card describes"):
        load_kind_shapes(card, tmp_path)


def test_that_a_card_without_statistics_finds_nothing_strange(tmp_path: Path) -> None:
    assert load_kind_shapes(ct_card(), tmp_path) == {}
