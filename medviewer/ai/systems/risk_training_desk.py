"""Trains a risk model on the reader's own table, in the worker process, into the reader's models."""

from dataclasses import replace
from pathlib import Path

from medviewer import paths
from medviewer.ai.risk.model_file import as_risk_model, read_risk_file
from medviewer.ai.risk.outcomes import OutcomeColumns
from medviewer.ai.systems.recipes import find_recipe
from medviewer.ai.systems.risk import train_into
from medviewer.ai.training.risk.recipe import RiskRecipe, TableRecipe, read_recipe
from medviewer.ai.training.risk.run import TableOrder
from medviewer.ai.training.risk.table_files import TablePlace, find_training
from medviewer.domain.model_trust import Interval
from medviewer.domain.prognosis import RiskTrainingRequest, RiskTrainingResult, TrainedFigure
from medviewer.errors import InputError
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import message

MOST_ROWS = 20_000  # more is minutes to hours: the command line is the place for it
NO_UNIT = ""


def open_desk(device: str) -> "RiskTrainingDesk":
    """Tables are small: the processor computes, whatever the device."""
    del device
    return RiskTrainingDesk()


class RiskTrainingDesk:
    """Trains one table after another."""

    def __call__(
        self, request: object, progress: ProgressSink, token: CancelToken
    ) -> RiskTrainingResult:
        """Train, and say how every subject did on rows it did not learn from.

        Raises:
            InputError: the table cannot be used.
            Cancelled: `token` was cancelled; nothing is left behind.
        """
        assert isinstance(request, RiskTrainingRequest)  # what this desk is opened for
        source = find_training(TablePlace(Path(request.path), "", ""))
        if source.table.rows > MOST_ROWS:
            raise InputError(
                message(
                    "Risk",
                    "The table has {rows} rows and {most} are the most trained on here. Train it with "
                    "“medviewer train survival --table”.",
                    rows=source.table.rows,
                    most=MOST_ROWS,
                )
            )
        order = TableOrder(lean_recipe(), _table(request), source, progress)
        folder = paths.imported_models() / request.model_id
        card = train_into(folder, order, (("table", Path(request.path).name),), token)
        model = as_risk_model(request.model_id, card, read_risk_file(folder))
        figures = tuple(
            TrainedFigure(each.subject, each.name, Interval(each.value, each.low, each.high))
            for each in card.metrics
        )
        return RiskTrainingResult(request, model, figures, card.limits)


def lean_recipe() -> RiskRecipe:
    """The survival recipe with fewer members: a reader waits for it."""
    found = find_recipe("survival")
    assert found is not None  # shipped
    recipe = read_recipe(found.file)
    return replace(recipe, fold_members=2, refits=60, networks=replace(recipe.networks, members=5))


def _table(request: RiskTrainingRequest) -> TableRecipe:
    values = (request.event_value,) if request.event_value else ()
    return TableRecipe(
        name=request.model_id,
        file=Path(request.path).stem,
        title=request.title,
        outcome=OutcomeColumns(request.event, values, request.time, "", request.group),
        outcome_name=request.event,
        time_unit=request.time_unit if request.time else NO_UNIT,
        horizon=request.horizon,
        columns=request.columns,
        source=Path(request.path).name,
    )
