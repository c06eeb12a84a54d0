"""What a risk model answers of one patient: a curve with its interval, the inputs it used, what was missing.

Never a bare number: every value a reader sees comes with its interval, beside that of everybody the model
learnt from.
"""

from dataclasses import dataclass

from medviewer.domain.model_trust import Interval
from medviewer.words import Message

RISK_MODEL_FILE = "risk.json"  # beside a system's card: what its networks and fitted tables mean


@dataclass(frozen=True, slots=True)
class RiskInput:
    """One column a risk model reads.

    Attributes:
        name: as the table it learnt from names it.
        levels: what it may say, most frequent first; empty where it is a number.
        low: the least of the training part; `high` the greatest; of a number only.
        usual: the training part's median, or its most frequent level.
    """

    name: str
    levels: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    usual: str = ""


@dataclass(frozen=True, slots=True)
class RiskModel:
    """A risk model trained on this computer, as a reader chooses it.

    Attributes:
        outcome: what the curve waits for, in the table's own words ("death", "fstat").
        time_unit: of every time ("days"); "" where the model answers yes or no without a time.
        horizon: where calibration and the answer in words are given; 0 without a time.
        default: the subject of the card that answers.
        cases: rows it learnt from, `events` those with the outcome.
    """

    model_id: str
    title: str
    version: str
    outcome: str
    time_unit: str
    horizon: float
    default: str
    cases: int
    events: int
    inputs: tuple[RiskInput, ...]


@dataclass(frozen=True, slots=True)
class InputValue:
    """What is stated for one input: a number or a level as text; "" where nothing is known."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PrognosisRequest:
    """A patient's values, asked of an installed system of family "risk"."""

    request_id: str
    model_id: str
    values: tuple[InputValue, ...]
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Survival (the share without the outcome) at a time, with its 95 % interval."""

    time: float
    survival: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class UsedInput:
    """One input as the model took it.

    Attributes:
        contribution: change of the log hazard (log odds without a time) against this input at its training
            average; positive worsens.
        is_missing: nothing was stated; the training average and, where it was learnt, the sign of a missing
            value stand for it.
        is_extrapolated: the value lies outside of what the model learnt from.
    """

    name: str
    text: str
    contribution: float
    is_missing: bool = False
    is_extrapolated: bool = False


@dataclass(frozen=True, slots=True)
class PrognosisResult:
    """The answer to a `PrognosisRequest`.

    Attributes:
        curve: of this patient; empty where the model answers without a time.
        population: of everybody it learnt from (Kaplan–Meier), over the same times.
        risk: of the outcome by the horizon (or at all, without a time).
        population_risk: the same of everybody.
        median: the time half are without the outcome; None where the curve stays above one half. A `low` or
            `high` that the interval does not reach is infinite.
        inputs: the strongest first.
        answered_by: who answered in words: the network, Cox regression, both.
        c_index: of that on held-out rows (the AUC without a time), beside that of the classical model.
        cautions: what the reader must know.
    """

    request: PrognosisRequest
    model: RiskModel
    curve: tuple[CurvePoint, ...]
    population: tuple[CurvePoint, ...]
    risk: Interval
    population_risk: Interval
    median: Interval | None
    inputs: tuple[UsedInput, ...]
    answered_by: str
    c_index: Interval | None = None
    simple_c_index: Interval | None = None
    cautions: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a reader's own table, as its preview shows it.

    Attributes:
        kind: "number", "category" or "text".
        missing: rows that state nothing.
        examples: its first few distinct values.
    """

    name: str
    kind: str
    missing: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A reader's own table before a model is trained on it."""

    path: str
    rows: int
    columns: tuple[TableColumn, ...]


@dataclass(frozen=True, slots=True)
class RiskTrainingRequest:
    """Train a risk model on a table of one's own.

    Attributes:
        model_id: the folder it is kept in, among the reader's own models.
        event_value: what the event column says where the outcome came about; "" for the usual words and 1.
        time: the column of follow-up times; "" for an outcome without a time.
        columns: those to learn from; empty for all the others.
        group: the column that tells patients apart where one has several rows; "" where each row is one.
    """

    request_id: str
    model_id: str
    title: str
    path: str
    event: str
    event_value: str = ""
    time: str = ""
    time_unit: str = "days"
    horizon: float = 0.0
    columns: tuple[str, ...] = ()
    group: str = ""
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class TrainedFigure:
    """One figure of one subject on rows it did not learn from."""

    subject: str
    name: str
    found: Interval


@dataclass(frozen=True, slots=True)
class RiskTrainingResult:
    """What came of a training: the model, every subject's figures, what must be known of them."""

    request: RiskTrainingRequest
    model: RiskModel
    figures: tuple[TrainedFigure, ...]
    notes: tuple[str, ...] = ()
