"""An evaluation of a system as JSON, lines, and metrics of its card."""

import json
import math

from medviewer.ai.systems.evaluation_text import as_json, as_lines, card_metrics
from medviewer.ai.systems.system import SubjectFigures, SubjectKind, SystemEvaluation
from medviewer.domain.model_trust import Interval

NOTHING = Interval(math.nan, math.nan, math.nan)


def made() -> SystemEvaluation:
    return SystemEvaluation(
        "words",
        "1.0",
        "made words",
        "val",
        20,
        (
            SubjectFigures("BiGRU", SubjectKind.NETWORK, {"map": Interval(0.51239, 0.4, 0.6)}),
            SubjectFigures("SVM", SubjectKind.BASELINE, {"map": Interval(0.5, 0.4, 0.6)}),
            SubjectFigures("both", SubjectKind.ENSEMBLE, {"map": Interval(0.55, 0.5, 0.6)}),
        ),
        default="both",
        headline="map",
        groups=18,
        notes=("Twenty cases prove nothing.",),
    )


def test_that_json_gives_the_default_its_rivals_and_everyone() -> None:
    found = json.loads(json.dumps(as_json(made())))

    assert found["metrics"] == {"map": {"value": 0.55, "low": 0.5, "high": 0.6}}
    assert list(found["baselines"]["models"]) == ["SVM"]
    assert found["subjects"]["BiGRU"]["kind"] == "network"
    assert found["subjects"]["BiGRU"]["metrics"]["map"]["value"] == 0.5124
    assert (found["n"], found["groups"], found["default"]) == (20, 18, "both")


def test_that_what_is_not_defined_is_null_and_no_metric_of_the_card() -> None:
    undefined = SubjectFigures("both", SubjectKind.ENSEMBLE, {"auc": NOTHING})
    evaluation = SystemEvaluation("w", "1", "d", "val", 1, (undefined,), "both", "auc")

    found = json.loads(json.dumps(as_json(evaluation), allow_nan=False))

    assert found["metrics"]["auc"] == {"value": None, "low": None, "high": None}
    assert card_metrics(evaluation) == ()


def test_that_lines_mark_who_answers() -> None:
    lines = as_lines(made())

    assert lines[0].endswith("20 cases of 18 groups")
    assert [line.startswith("*") for line in lines[1:4]] == [False, False, True]
    assert lines[-1] == "Twenty cases prove nothing."
