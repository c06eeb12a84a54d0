"""What `make models-check` skips, and that a wrong card is an exit code."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import load_card
from medviewer.domain.model_card import Metric
from medviewer.domain.model_trust import ExplanationTest, GuardFigure
from tests import models_check
from tests.unit.ai.evaluation.run_folders import labelled_set, run_folder
from tests.unit.ai.evaluation.stand_ins import bare_card


@pytest.fixture
def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One shipped model, and the folder of its labelled set."""
    models = tmp_path / "models"
    run = run_folder(models / "shades")
    card = load_card(run / "card.toml")
    invented = Metric("ensemble of 2 networks", "AUC", 0.99, 0.98, 1.0, "shades", "val")
    write_card(replace(card, model_id="shades", metrics=(invented,)), run / "card.toml")
    monkeypatch.setattr(paths, "models", lambda: models)
    labelled_set(tmp_path / "labelled" / "shades")
    return tmp_path / "labelled"


def test_that_a_card_that_boasts_fails_the_check(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert models_check.main([str(labelled)]) == 1
    assert "AUC: the card says 0.9900" in capsys.readouterr().out


def test_that_explanations_and_guard_are_checked_where_the_card_has_rows_of_them() -> None:
    card = replace(
        bare_card(),
        explanation_tests=(ExplanationTest("class map", "pointing game", 0.5, "", True, "val"),),
        guard_figures=(GuardFigure("blank", 1.0, 0.0, 20, "val"),),
    )

    evaluate, guard = models_check.commands(card, Path("data"))

    assert evaluate[0] == "evaluate"
    assert "--explanations" in evaluate
    assert guard == ["guard", "shades", "--data", "data", "--against-card"]


def test_that_a_card_without_such_rows_is_only_evaluated() -> None:
    [evaluate] = models_check.commands(bare_card(), Path("data"))

    assert "--explanations" not in evaluate


def test_that_data_that_is_not_there_is_skipped_with_the_reason(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del labelled

    assert models_check.main([str(tmp_path / "nowhere")]) == 0
    assert "shades: skipped: there is no" in capsys.readouterr().out
