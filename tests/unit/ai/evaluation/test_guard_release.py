"""A model's guard from end to end on a two-layer model: fitted, measured, written, read back."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.evaluation.guard_inputs import PROPER, guard_inputs, stands_upright
from medviewer.ai.evaluation.guard_release import guard_run
from medviewer.ai.evaluation.guard_rows import separation
from medviewer.ai.evaluation.model_place import find_place
from medviewer.ai.runtime.feature_guard import load_feature_distance
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import ModelCard
from tests.unit.ai.evaluation.run_folders import labelled_set, run_folder


@pytest.fixture
def guarded(tmp_path: Path) -> ModelCard:
    place = find_place(str(run_folder(tmp_path / "run")))
    model = ImageModel.load(place.card, place.folder, torch.device("cpu"))
    return guard_run(model, place, labelled_set(tmp_path / "data"), tmp_path / "nothing")


def test_that_card_and_statistics_are_written_and_belong_together(
    guarded: ModelCard, tmp_path: Path
) -> None:
    card = load_card(tmp_path / "run" / CARD)

    assert card == guarded
    assert load_feature_distance(card, tmp_path / "run") is not None


def test_that_every_spoilt_input_has_a_figure_and_proper_ones_come_first(
    guarded: ModelCard,
) -> None:
    kinds = [figure.input_kind for figure in guarded.guard_figures]

    assert kinds[0] == PROPER
    assert {"inverted", "turned by quarters", "blank"} <= set(kinds)
    assert guarded.guard_figures[0].auroc is None


def test_that_blank_images_are_all_refused(guarded: ModelCard) -> None:
    [blank] = [figure for figure in guarded.guard_figures if figure.input_kind == "blank"]

    assert blank.refused == 1.0


def test_that_the_thresholds_lie_where_calibration_images_end(guarded: ModelCard) -> None:
    rule = guarded.feature_guard

    assert rule is not None
    assert 0 < rule.warn_above < rule.refuse_above


def test_that_distances_which_never_meet_separate_fully() -> None:
    apart = separation(np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0]))
    same = separation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]))

    assert (apart.auroc, apart.fpr95) == (1.0, 0.0)
    assert same.auroc == 0.5


def test_that_a_task_which_turns_its_images_is_not_asked_about_turned_ones(
    tmp_path: Path,
) -> None:
    place = find_place(str(run_folder(tmp_path / "run")))
    data = labelled_set(tmp_path / "data")
    turning = dataclasses.replace(place.task, augment=(("geometry", (("turn_deg", 180.0),)),))

    kinds = [given.kind for given in guard_inputs(turning, data, tmp_path / "nothing")]

    assert stands_upright(place.task)
    assert "turned by quarters" not in kinds
