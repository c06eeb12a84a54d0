"""One model on one split: what is measured, and what a card says of it."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.ai.evaluation.answers import ask
from medviewer.ai.evaluation.card_metrics import card_metrics, compared_count, differences
from medviewer.ai.evaluation.evaluate import Evaluation, measure
from medviewer.ai.evaluation.evaluation_json import as_json
from medviewer.ai.evaluation.evaluation_table import as_lines
from medviewer.ai.evaluation.judging import Parts, judged
from medviewer.ai.training.judging_plan import JudgingPlan
from medviewer.ai.training.task import parse_task
from medviewer.domain.model_card import Metric
from medviewer.domain.model_trust import Interval
from medviewer.errors import InputError
from tests.unit.ai.evaluation.stand_ins import BrightnessModel, bare_card, shaded
from tests.unit.ai.training.task_texts import TASK as TASK_TEXT

NAMES = ("dark", "bright")
TASK = replace(parse_task(TASK_TEXT), labels=NAMES, input_size=(8, 8))
FIGURES = {
    "auc",
    "average_precision",
    "accuracy",
    "sensitivity",
    "specificity",
    "precision",
    "f1",
    "ece",
    "brier",
    "log_loss",
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Of a judged model that is right more often than not."""
    model = BrightnessModel(slope=15, members=2, noise=2.0)
    labels = np.arange(200) % 2
    fitted = ask(model, shaded(labels, NAMES, seed=1), "calibration")
    seen = shaded(labels, NAMES, seed=2)
    answers = ask(model, replace(seen, subgroups=np.array(["A", "A", "B", "B"] * 50)), "200 shades")
    card = judged(bare_card(), Parts(fitted, answers), JudgingPlan())
    return measure(card, answers, TASK, "val")


def with_its_card(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, card=replace(evaluation.card, metrics=card_metrics(evaluation)))


def test_that_every_figure_is_measured(evaluation: Evaluation) -> None:
    assert set(evaluation.figures) >= FIGURES
    assert evaluation.count == 200
    assert evaluation.groups == 100  # two images each
    assert np.sum(evaluation.confusion_matrix) == 200


def test_that_each_network_of_an_ensemble_is_measured_alone(evaluation: Evaluation) -> None:
    assert len(evaluation.members) == 2
    assert min(evaluation.members) > 0.5
    assert max(evaluation.members) < evaluation.figures["auc"].value  # their noise averages out


def test_that_subgroups_have_figures_of_their_own(evaluation: Evaluation) -> None:
    assert set(evaluation.subgroups) == {"A", "B"}
    assert 0.5 < evaluation.subgroups["A"]["auc"].value <= 1


def test_that_the_promises_are_measured_on_the_split(evaluation: Evaluation) -> None:
    kept = evaluation.promises

    assert [point.threshold for point in kept.operating_points] == [
        point.threshold for point in evaluation.card.operating_points
    ]
    assert kept.conformal is not None
    assert kept.conformal.data == "200 shades"


def test_that_a_card_agrees_with_the_evaluation_it_was_written_from(
    evaluation: Evaluation,
) -> None:
    own = with_its_card(evaluation)

    assert differences(own) == ()
    assert compared_count(own) > 25


@pytest.mark.parametrize(("by", "count"), [(0.004, 0), (0.006, 1)])
def test_that_a_figure_outside_the_tolerance_is_named(
    evaluation: Evaluation, by: float, count: int
) -> None:
    own = with_its_card(evaluation)
    first, *rest = own.card.metrics
    boasting = replace(own.card, metrics=(replace(first, value=first.value + by), *rest))

    found = differences(replace(own, card=boasting))

    assert len(found) == count
    assert all("network, AUC: the card says" in str(each) for each in found)


def test_that_a_figure_that_cannot_be_measured_again_is_a_difference(
    evaluation: Evaluation,
) -> None:
    own = with_its_card(evaluation)
    invented = Metric("network", "happiness", 1.0, 1.0, 1.0, "200 shades", "val")

    found = differences(replace(own, card=replace(own.card, metrics=(invented,))))

    assert [str(each).endswith("here not measured") for each in found] == [True]


def test_that_baselines_of_the_card_are_left_out_where_none_could_be_fitted(
    evaluation: Evaluation,
) -> None:
    own = with_its_card(evaluation)
    rival = Metric("perceptron", "AUC", 0.1, 0.0, 0.2, "200 shades", "val")

    found = differences(replace(own, card=replace(own.card, metrics=(*own.card.metrics, rival))))

    assert found == ()


def test_that_promises_are_compared_on_the_official_validation_split(
    evaluation: Evaluation,
) -> None:
    own = with_its_card(evaluation)
    point = own.card.operating_points[0]
    better = replace(
        point, sensitivity=Interval(1.0, 1.0, 1.0), specificity=Interval(1.0, 1.0, 1.0)
    )
    card = replace(own.card, operating_points=(better, *own.card.operating_points[1:]))

    found = {f"{each.subject}, {each.name}" for each in differences(replace(own, card=card))}

    assert "screening point of bright, specificity" in found


def test_that_a_split_the_card_does_not_speak_of_is_an_input_error(
    evaluation: Evaluation,
) -> None:
    with pytest.raises(InputError, match="states no figures of the split “test”"):
        differences(replace(with_its_card(evaluation), split="test"))


def test_that_the_json_says_everything_by_name(evaluation: Evaluation) -> None:
    found = as_json(with_its_card(evaluation))

    assert found["n"] == 200
    assert found["classes"] == {"dark": 100, "bright": 100}
    metrics = found["metrics"]
    assert isinstance(metrics, dict)
    assert metrics["recall"] == metrics["sensitivity"]
    assert set(metrics["auc"]) == {"value", "low", "high"}
    assert found["baselines"] == {"measured_here": False, "models": {}}


def test_that_undefined_figures_are_null_and_stay_off_the_card(evaluation: Evaluation) -> None:
    nan = float("nan")
    undefined = replace(evaluation, figures={"auc": Interval(nan, nan, nan)})

    found = as_json(undefined)["metrics"]

    assert found == {"auc": {"value": None, "low": None, "high": None}}
    assert not any(
        metric.name == "AUC" and metric.subject == "network" for metric in card_metrics(undefined)
    )


def test_that_the_table_names_figures_and_data(evaluation: Evaluation) -> None:
    text = "\n".join(as_lines(evaluation))

    for words in ("200 shades: 100 dark, 100 bright", "AUC", "sensitivity (recall)", "screening"):
        assert words in text


def test_that_a_model_that_only_draws_names_no_classes() -> None:
    drawing = replace(TASK, kind="segmentation")
    answers = ask(BrightnessModel(), shaded(np.arange(4) % 2, NAMES), "four", names_classes=False)

    found = measure(bare_card(), answers, drawing, "val")

    assert found.figures == {}
    assert found.confusion_matrix == ()
