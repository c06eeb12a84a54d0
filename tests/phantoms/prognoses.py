"""A risk model and what it answered, made up."""

from medviewer.domain.model_trust import Interval
from medviewer.domain.prognosis import (
    CurvePoint,
    InputValue,
    PrognosisRequest,
    PrognosisResult,
    RiskInput,
    RiskModel,
    UsedInput,
)
from medviewer.words import message

MODEL = RiskModel(
    "risk_mine", "My clinic", "1.0", "death", "days", 365, "cox", 200, 80,
    (
        RiskInput("age", (), 40, 80, "62"),
        RiskInput("sex", ("male", "female"), usual="male"),
        RiskInput("CRP", (), 0, 200, "12"),
    ),
)  # fmt: skip


def prognosis(*, is_timed: bool = True) -> PrognosisResult:
    """Of a man of 90 whose CRP nobody measured."""
    curve = tuple(
        CurvePoint(100.0 * step, 0.9**step, 0.85**step, min(1.0, 0.93**step)) for step in range(10)
    )
    crowd = tuple(
        CurvePoint(100.0 * step, 0.95**step, 0.93**step, 0.97**step) for step in range(10)
    )
    values = (InputValue("age", "90"), InputValue("sex", "male"), InputValue("CRP"))
    return PrognosisResult(
        request=PrognosisRequest("1", "risk_mine", values),
        model=MODEL,
        curve=curve if is_timed else (),
        population=crowd if is_timed else (),
        risk=Interval(0.32, 0.24, 0.41),
        population_risk=Interval(0.17, 0.12, 0.23),
        median=Interval(700.0, 500.0, float("inf")) if is_timed else None,
        inputs=(
            UsedInput("age", "90", 0.6931, is_extrapolated=True),
            UsedInput("sex", "male", 0.1),
            UsedInput("CRP", "", 0.0, is_missing=True),
        ),
        answered_by="cox",
        c_index=Interval(0.71, 0.66, 0.76),
        simple_c_index=Interval(0.71, 0.66, 0.76),
        cautions=(
            message("Risk", "Missing, taken as the training average: {names}.", names="CRP"),
        ),
    )
