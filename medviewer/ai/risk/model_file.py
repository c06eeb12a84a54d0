"""What the arrays of a risk model mean: its columns, encoding, times and answerer, in one JSON file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from medviewer.ai.card_tables import read_table
from medviewer.ai.risk.clinical_table import ColumnKind
from medviewer.ai.risk.encoding import DroppedColumn, EncodedColumn, Encoding
from medviewer.ai.risk.outcomes import OutcomeColumns
from medviewer.domain.prognosis import RISK_MODEL_FILE, RiskInput, RiskModel
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

MOST_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class NetworkShape:
    """What rebuilds the networks: their options, and the ends of the hazard network's intervals."""

    hidden: int
    dropout: float
    members: int
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RiskFile:
    """Everything of a risk model that is no array.

    Attributes:
        table: its name in the recipe, or the file's stem.
        file: the stem of the table's file names, "lung" of "lung_test.csv".
        outcome_name: of the outcome, for people.
        grid: times of answers, ascending; empty without a time.
        source_sha256: of the file it was trained on; `folds.npz` counts rows of that file.
        data_folder: of the labelled set its files lie in.
        split_column: the column that says train, val or test; "" where files do.
    """

    table: str
    file: str
    outcome: OutcomeColumns
    outcome_name: str
    time_unit: str
    horizon: float
    grid: tuple[float, ...]
    default: str
    cases: int
    events: int
    encoding: Encoding
    network: NetworkShape
    source_sha256: str
    data_folder: str = ""
    split_column: str = ""
    dropped: tuple[DroppedColumn, ...] = ()

    @property
    def is_timed(self) -> bool:
        return bool(self.grid)


def write_risk_file(folder: Path, file: RiskFile) -> None:
    text = json.dumps(asdict(file), indent=1, ensure_ascii=False)
    (folder / RISK_MODEL_FILE).write_text(text + "\n", encoding="utf-8")


def read_risk_file(folder: Path) -> RiskFile:
    """The file in that folder.

    Raises:
        ModelUnusable: it is missing or says something impossible.
    """
    path = folder / RISK_MODEL_FILE
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("it is too large")
        return read_table(RiskFile, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelUnusable(
            message(
                "Risk",
                "The risk model in {folder} cannot be used: {why}. Train it again.",
                folder=folder,
                why=str(error),
            )
        ) from error


def as_risk_model(model_id: str, card: SystemCard, file: RiskFile) -> RiskModel:
    """What a reader chooses by."""
    return RiskModel(
        model_id,
        card.title,
        card.version,
        file.outcome_name,
        file.time_unit if file.is_timed else "",
        file.horizon,
        file.default,
        file.cases,
        file.events,
        tuple(_as_input(each) for each in file.encoding.columns),
    )


def _as_input(column: EncodedColumn) -> RiskInput:
    levels = column.levels if column.kind is ColumnKind.CATEGORY else ()
    return RiskInput(column.name, levels, column.low, column.high, column.usual)
