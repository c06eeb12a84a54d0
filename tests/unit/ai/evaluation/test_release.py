"""What a finished run's card says once it was judged."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from medviewer import paths
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import load_card
from medviewer.ai.evaluation.baselines import BASELINES
from medviewer.ai.evaluation.model_place import find_place
from medviewer.ai.evaluation.release import judge_run
from medviewer.ai.runtime.backends.golden import FILE
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import Metric
from medviewer.errors import NothingToOpen
from tests.unit.ai.evaluation.run_folders import labelled_set, run_folder

WHOLE_SCANS = Metric("whole analyzer", "sensitivity", 1.0, 0.9, 1.0, "phantoms")


def test_that_a_judged_card_is_written_whole(tmp_path: Path) -> None:
    run = run_folder(tmp_path / "run")
    card = load_card(run / "card.toml")
    write_card(replace(card, metrics=(WHOLE_SCANS,)), run / "card.toml")
    place = find_place(str(run))
    heard: list[str] = []
    model = ImageModel.load(place.card, place.folder, torch.device("cpu"))

    judge_run(model, place, labelled_set(tmp_path / "data"), heard.append)

    written = load_card(run / "card.toml")
    assert {metric.subject for metric in written.metrics} >= {*BASELINES, "ensemble of 2 networks"}
    assert written.metrics[-1] == WHOLE_SCANS  # not of a labelled split, so it stays
    assert written.calibration is not None
    assert "calibration part" in written.calibration.fitted_on
    assert written.operating_points[0].prevalence == 0.2
    assert heard == ["val", "calibration part", *BASELINES]


@pytest.mark.parametrize("is_shipped", [False, True])
def test_that_patients_images_are_kept_beside_a_run_and_never_beside_a_shipped_model(
    is_shipped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_folder(tmp_path / "models" / "shades")
    monkeypatch.setattr(paths, "models", lambda: tmp_path / ("models" if is_shipped else "other"))
    place = find_place(str(run))
    model = ImageModel.load(place.card, place.folder, torch.device("cpu"))

    judge_run(model, place, labelled_set(tmp_path / "data"), lambda name: None)

    assert (run / FILE).is_file() is not is_shipped


def test_that_a_run_cannot_be_judged_without_its_training_part(tmp_path: Path) -> None:
    run = run_folder(tmp_path / "run")
    place = find_place(str(run))
    model = ImageModel.load(place.card, place.folder, torch.device("cpu"))

    with pytest.raises(NothingToOpen, match="train_images"):
        judge_run(model, place, labelled_set(tmp_path / "data", ("val",)), lambda name: None)
