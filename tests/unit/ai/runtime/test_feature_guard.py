"""How far features lie from home: near a class is near, beside all of them is far."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.evaluation.guard_fitting import fitted_distance, shrunk_covariance
from medviewer.ai.runtime.feature_guard import (
    FeatureDistance,
    judge_distances,
    load_feature_distance,
)
from medviewer.ai.runtime.weights import sha256
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import FeatureGuard
from medviewer.errors import ModelUnusable
from tests.unit.ai.guard.guard_samples import film_card

WIDTH = 6


def clusters(count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Two classes about (1, 0, …) and (0, 1, …), with small noise."""
    random = np.random.default_rng(1)
    labels = np.arange(count) % 2
    features = np.eye(WIDTH)[labels] + random.normal(0, 0.05, (count, WIDTH))
    return features.astype(np.float32), labels


@pytest.fixture
def distance() -> FeatureDistance:
    return fitted_distance(*clusters())


def test_that_distances_at_home_are_about_one(distance: FeatureDistance) -> None:
    features, _ = clusters()

    assert distance(features).mean() == pytest.approx(1.0, abs=0.15)


def test_that_either_class_is_home_and_a_third_direction_is_far(
    distance: FeatureDistance,
) -> None:
    near_one, near_two, beside = distance(np.eye(WIDTH, dtype=np.float32)[:3])

    assert max(near_one, near_two) < 1.5
    assert beside > 5


def test_that_the_length_of_features_does_not_count(distance: FeatureDistance) -> None:
    features, _ = clusters()

    assert distance(features) == pytest.approx(distance(features * 7), rel=1e-4)


def test_that_features_of_nothing_give_a_distance(distance: FeatureDistance) -> None:
    assert np.isfinite(distance(np.zeros((1, WIDTH), np.float32))).all()


def test_that_few_samples_still_give_a_covariance_that_can_be_inverted() -> None:
    random = np.random.default_rng(1)

    shrunk = shrunk_covariance(random.normal(0, 1, (4, 10)))

    assert np.linalg.eigvalsh(shrunk).min() > 0.01


def test_that_many_samples_are_hardly_shrunk() -> None:
    random = np.random.default_rng(1)
    spread = np.array([1.0, 2.0, 3.0])

    shrunk = shrunk_covariance(random.normal(0, 1, (20_000, 3)) * spread)

    assert np.sqrt(np.diag(shrunk)) == pytest.approx(spread, rel=0.03)


def card_with(data: bytes, warn_above: float = 2.0, refuse_above: float = 4.0) -> ModelCard:
    guard = FeatureGuard("guard.safetensors", sha256(data), warn_above, refuse_above)
    return dataclasses.replace(film_card(), feature_guard=guard)


def test_that_the_file_is_read_back(distance: FeatureDistance, tmp_path: Path) -> None:
    features, _ = clusters()
    (tmp_path / "guard.safetensors").write_bytes(distance.to_bytes())

    read = load_feature_distance(card_with(distance.to_bytes()), tmp_path)

    assert read is not None
    assert np.array_equal(read(features), distance(features))


def test_that_an_altered_or_missing_file_is_refused(
    distance: FeatureDistance, tmp_path: Path
) -> None:
    card = card_with(distance.to_bytes())

    with pytest.raises(ModelUnusable, match=r"guard\.safetensors"):
        load_feature_distance(card, tmp_path)
    (tmp_path / "guard.safetensors").write_bytes(distance.to_bytes() + b" ")
    with pytest.raises(ModelUnusable, match="not the file the card describes"):
        load_feature_distance(card, tmp_path)


def test_that_a_card_without_a_guard_has_no_distance(tmp_path: Path) -> None:
    assert load_feature_distance(film_card(), tmp_path) is None


@pytest.mark.parametrize(
    ("distances", "refusals", "warnings"),
    [([1.9], 0, 0), ([2.1], 0, 1), ([4.1], 1, 0), ([1.0, 1.0, 9.0], 0, 0), ([], 0, 0)],
)
def test_that_the_middle_distance_decides(
    distances: list[float], refusals: int, warnings: int
) -> None:
    opinion = judge_distances(card_with(b""), np.array(distances))

    assert [len(opinion.refusals), len(opinion.warnings)] == [refusals, warnings]
