"""What the worker process answers: a model trained on a reader's table, then asked of a patient."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.ai.evaluation.risk import calibrating, judging
from medviewer.ai.runtime.risk import prognosis_desk
from medviewer.ai.runtime.risk.prognosis_desk import median_of
from medviewer.ai.systems import risk_training_desk
from medviewer.ai.systems.risk_training_desk import lean_recipe
from medviewer.domain.prognosis import (
    CurvePoint,
    InputValue,
    PrognosisRequest,
    PrognosisResult,
    RiskTrainingRequest,
    UsedInput,
)
from medviewer.errors import InputError, ModelUnusable
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.phantoms.followed_patients import made_table


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Next to nothing to compute, into a folder of the test's own."""
    recipe = lean_recipe()
    plan = replace(recipe.networks, members=2, epochs=8)
    few = replace(recipe, folds=2, fold_members=1, refits=8, networks=plan)
    monkeypatch.setattr(risk_training_desk, "lean_recipe", lambda: few)
    monkeypatch.setattr(judging, "ROUNDS", 40)
    monkeypatch.setattr(calibrating, "ROUNDS", 2)
    monkeypatch.setattr(paths, "imported_models", lambda: tmp_path / "models")


def wanted(table: Path) -> RiskTrainingRequest:
    return RiskTrainingRequest(
        "1", "risk_mine", "Mine", str(table), "status", "dead", "days", columns=("marker", "lab")
    )


def asked(**values: str) -> PrognosisResult:
    stated = tuple(InputValue(name, text) for name, text in values.items())
    request = PrognosisRequest("2", "risk_mine", stated)
    answer = prognosis_desk.open_desk("auto")(request, ignore_progress, CancelToken())
    assert isinstance(answer, PrognosisResult)
    return answer


def used(answer: PrognosisResult, name: str) -> UsedInput:
    return next(each for each in answer.inputs if each.name == name)


def test_that_a_model_trained_on_a_table_answers_with_a_curve(tmp_path: Path) -> None:
    desk = risk_training_desk.open_desk("auto")

    result = desk(wanted(made_table(tmp_path)), ignore_progress, CancelToken())
    worse, better = asked(marker="1.5", lab="10"), asked(marker="-1.5", lab="10")
    unknown = asked(marker="99")

    assert {each.subject for each in result.figures} >= {"cox", "kaplan_meier", "ensemble"}
    assert worse.risk.low < worse.risk.value < worse.risk.high
    assert worse.risk.value > better.risk.value
    assert all(each.low <= each.survival <= each.high for each in worse.curve)
    assert worse.population == better.population
    assert used(worse, "marker").contribution > 0 > used(better, "marker").contribution
    assert used(unknown, "lab").is_missing
    assert used(unknown, "marker").is_extrapolated
    assert len(unknown.cautions) >= 2
    assert worse.c_index is not None
    with pytest.raises(InputError, match=r"at least one of: marker, lab"):
        asked(marker=" ")
    with pytest.raises(InputError, match="“abc” is no number, which lab must be"):
        asked(marker="1", lab="abc")


def test_that_a_cancelled_training_leaves_nothing(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        risk_training_desk.open_desk("auto")(wanted(made_table(tmp_path)), ignore_progress, token)

    assert not (tmp_path / "models").exists()


def test_that_a_table_too_long_for_the_window_names_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(risk_training_desk, "MOST_ROWS", 100)

    with pytest.raises(InputError, match="medviewer train"):
        risk_training_desk.open_desk("auto")(
            wanted(made_table(tmp_path)), ignore_progress, CancelToken()
        )


def test_that_an_unknown_model_is_a_sentence() -> None:
    with pytest.raises(ModelUnusable, match="Train one on a table"):
        asked()


def test_that_the_median_is_where_the_curve_and_its_bounds_cross_one_half() -> None:
    curve = (
        CurvePoint(0, 1, 1, 1),
        CurvePoint(1, 0.7, 0.5, 0.9),
        CurvePoint(2, 0.4, 0.2, 0.6),
    )

    found = median_of(curve)

    assert found is not None
    assert (found.value, found.low, found.high) == (2, 1, float("inf"))
    assert median_of(curve[:2]) is None
