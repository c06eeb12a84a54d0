"""The shipped network's word on a ball and on a vessel that is as round in every slice."""

import numpy as np
import pytest
import torch

from medviewer import paths
from medviewer.ai.analyzers.nodule_candidates import Candidate
from medviewer.ai.analyzers.nodule_judge import AXIAL, FIRST_LOOK, UPRIGHT, NoduleJudge
from medviewer.ai.catalog import load_card
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume
from medviewer.progress import CancelToken, Progress

SHAPE = (40, 160, 160)
BALL = Candidate((20.0, 80.0, 40.0), 9.0, 700.0, 0.9)
VESSEL = Candidate((20.0, 80.0, 120.0), 9.0, 700.0, 0.3)


@pytest.fixture(scope="module")
def model() -> ImageModel:
    folder = paths.models() / "chest_ct_nodules"
    return ImageModel.load(load_card(folder / "card.toml"), folder, torch.device("cpu"))


@pytest.fixture(scope="module")
def volume() -> Volume:
    """Lung with a 9 mm ball on the left and a 9 mm vessel through all slices on the right."""
    s, r, c = np.ogrid[:40, :160, :160]
    ball = np.sqrt(((s - 20) * 1.5) ** 2 + ((r - 80) * 0.7) ** 2 + ((c - 40) * 0.7) ** 2)
    vessel = np.hypot((r - 80) * 0.7, (c - 120) * 0.7)
    solid = np.clip((4.5 - np.minimum(ball, vessel)) / 0.7 + 0.5, 0, 1)
    noise = np.random.default_rng(6).normal(0, 20, SHAPE)
    array = (-860 + 900 * solid + noise).astype(np.int16)
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 0.7, 0.7)
    return Volume(array, VolumeGeometry(plane, (0, 0, 1.5), SHAPE), Unit.HU)


def judge_of(model: ImageModel, volume: Volume, stages: list[Progress]) -> NoduleJudge:
    return NoduleJudge(model, volume, stages.append, CancelToken())


def test_that_a_vessel_round_in_every_slice_is_vetoed_by_the_upright_planes(
    model: ImageModel, volume: Volume
) -> None:
    judge = judge_of(model, volume, [])

    axial = judge._axial([BALL, VESSEL])
    kept = judge.judge([BALL, VESSEL], [0.0])

    assert min(each.logit for each in axial) > 0.0  # the slices alone take both for nodules
    assert [each.candidate for each in kept] == [BALL]


def test_that_a_nodule_is_judged_on_the_slices_that_show_it_wide(
    model: ImageModel, volume: Volume
) -> None:
    (judged,) = judge_of(model, volume, []).judge([BALL], [0.0])

    # 0.3 x 9 mm is 2.7 mm, 1.8 slices of 1.5 mm each way: slices 18 to 22.
    assert judged.slices == (18, 19, 20, 21, 22)
    assert judged.contributions.shape == (5, 13, 13)


def test_that_every_round_says_how_far_it_is(model: ImageModel, volume: Volume) -> None:
    said: list[Progress] = []

    judge_of(model, volume, said).judge([BALL], [0.0])

    last = {progress.stage.text: (progress.done, progress.total) for progress in said}
    assert last == {FIRST_LOOK.text: (1, 1), AXIAL.text: (5, 5), UPRIGHT.text: (2, 2)}


def test_that_a_place_the_upright_planes_doubt_has_the_score_of_all_views(
    model: ImageModel, volume: Volume
) -> None:
    judge = judge_of(model, volume, [])
    [axial] = judge._axial([VESSEL])
    mean = (axial.logit + float(judge._upright([VESSEL])[0])) / 3

    [doubted] = judge.judge([VESSEL], [mean - 0.1, mean + 0.1])

    assert doubted.logit == pytest.approx(mean, abs=1e-4)
    assert doubted.logit < axial.logit
    assert doubted.slices == ()
    assert doubted.contributions.shape == (0, 13, 13)


def test_that_a_lower_threshold_leaves_stronger_places_as_they_were(
    model: ImageModel, volume: Volume
) -> None:
    judge = judge_of(model, volume, [])

    [usual] = judge.judge([BALL], [0.0])
    [again] = judge.judge([BALL], [-3.0, 0.0])

    assert again.logit == usual.logit
    assert np.array_equal(again.contributions, usual.contributions)


def test_that_no_candidates_are_no_findings(model: ImageModel, volume: Volume) -> None:
    assert judge_of(model, volume, []).judge([], [0.0]) == []
