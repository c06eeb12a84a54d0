"""Family "risk": survival and yes-or-no outcomes from tables of clinical values.

Train: rows → answers out of fold → who answers → fits on all rows → folder. Evaluate: the folder's fits on
the rows of a split; where a set has no `val` of its own, the answers out of fold.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer.ai.card_tables import table_text
from medviewer.ai.evaluation.risk.judging import Judged
from medviewer.ai.risk.answers import Answer
from medviewer.ai.risk.model_file import RiskFile
from medviewer.ai.risk.outcomes import Followed, read_outcomes, require_column
from medviewer.ai.runtime.risk.risk_system import RiskSystem, load_risk_system
from medviewer.ai.systems.evaluation_text import card_metrics
from medviewer.ai.systems.risk_card import card_of
from medviewer.ai.systems.risk_figures import JudgedPart, evaluation_of
from medviewer.ai.systems.system import (
    EvaluateOrder,
    Options,
    SystemEvaluation,
    TrainOrder,
    option,
)
from medviewer.ai.training.risk.recipe import OWN_TABLE, read_recipe, table_of
from medviewer.ai.training.risk.run import TableOrder, load_folds, train_table, write_table_run
from medviewer.ai.training.risk.table_files import (
    SplitTable,
    TablePlace,
    find_split,
    find_training,
    has_split,
)
from medviewer.ai.training.risk.table_training import OutOfFold
from medviewer.domain.system_card import SYSTEM_CARD, SystemCard
from medviewer.errors import InputError, ModelUnusable
from medviewer.progress import CancelToken
from medviewer.words import message

VAL = "val"
OUT_OF_FOLD = (
    "No row of its own is held out as val: every row is answered by models trained without its fold "
    "({folds} folds of whole patients, dealt by a hash), pairs are compared within a fold, and who answers "
    "by default was chosen on these same rows."
)
OPTIONS: tuple[str, ...] = (  # all but the first two describe a table of one's own
    "table",
    "target",
    "title",
    "event",
    "event_value",
    "time",
    "start",
    "group",
    "outcome",
    "unit",
    "horizon",
    "columns",
    "categories",
    "drop",
)


def train(order: TrainOrder) -> SystemCard:
    """Train the table that the options name; its card has the figures out of fold.

    Raises:
        InputError: recipe, options or table cannot be used.
    """
    recipe = read_recipe(order.recipe)
    table = table_of(recipe, dict(order.options))
    place = _place(order.data, order.options, recipe.data, (table.file, table.split_column))
    wanted = TableOrder(
        recipe, table, find_training(place), order.progress, has_val=_has_own_val(place)
    )
    card = train_into(order.out, wanted, order.options)
    if not _has_own_val(place):
        return card
    seen = evaluate(EvaluateOrder(order.out, card, order.data, VAL, order.options))
    card = replace(card, metrics=card.metrics + card_metrics(seen))
    return _written(order.out, card)


def train_into(
    folder: Path, order: TableOrder, options: Options, token: CancelToken | None = None
) -> SystemCard:
    """Train one table and write the whole run; nothing is written before the training ends.

    Raises:
        InputError: the table cannot be used.
        Cancelled: `token` was cancelled.
    """
    check: Callable[[], None] = token.check if token is not None else order.check
    order = replace(order, check=check)
    run = train_table(order)
    card = card_of(order, run, write_table_run(folder, order, run), options)
    by = Judged(
        run.rows.found,
        run.plan.grid,
        run.plan.horizon,
        run.fits.classical.censoring,
        run.out_of_fold.folds,
    )
    data = _data_name(order.recipe.data, order.table.name)
    is_val = not order.table.split_column and not order.has_val
    part = JudgedPart(VAL if is_val else "", by, _kept_answers(run.out_of_fold))
    data = data if is_val else f"{data}, training rows out of fold"
    card = replace(card, metrics=card_metrics(evaluation_of(card, data, part)))
    return _written(folder, card)


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """Judge every subject on a split; `val` is the answers out of fold where the set has no file of its own.

    Raises:
        InputError: the split is not there, or has not the columns of the training table.
        ModelUnusable: the model's files are not those of its card.
    """
    system = load_risk_system(order.folder, order.card)
    file = system.file
    _refuse_another_table(file, option(order.options, "table") or option(order.options, "target"))
    place = _place(order.data, order.options, file.data_folder, (file.file, file.split_column))
    has_rows = order.split != VAL or has_split(place, VAL)
    source = find_split(place, order.split) if has_rows else find_training(place)
    is_learnt = not file.split_column and source.sha256 == file.source_sha256
    if order.split == VAL and (is_learnt or not has_rows):
        part = _out_of_fold_part(order, system, source)
    else:
        part = _asked_part(order.split, system, source)
    return evaluation_of(order.card, _data_name(file.data_folder, file.table), part)


def _written(folder: Path, card: SystemCard) -> SystemCard:
    (folder / SYSTEM_CARD).write_text(table_text(card), encoding="utf-8")
    return card


def _has_own_val(place: TablePlace) -> bool:
    """Whether rows besides the training ones are there to judge on."""
    return place.data.suffix.casefold() != OWN_TABLE and has_split(place, VAL)


def _asked_part(split: str, system: RiskSystem, source: SplitTable) -> JudgedPart:
    """Rows the model never saw, answered now."""
    file = system.file
    for name in (each.name for each in file.encoding.columns):
        require_column(source.table, name)
    read = read_outcomes(source.table, file.outcome)
    inputs = file.encoding.encoded(source.table.only(read.rows))
    answers = {name: system.ask(name, inputs) for name in system.subjects}
    notes = [f"{read.left_out} rows state no usable outcome."] if read.left_out else []
    if not file.split_column and source.sha256 == file.source_sha256:
        notes.append("The model learnt from these very rows: the figures are too good.")
    return JudgedPart(split, _by(system, read.followed), answers, tuple(notes))


def _out_of_fold_part(order: EvaluateOrder, system: RiskSystem, source: SplitTable) -> JudgedPart:
    """The answers kept at training, for the very rows of that training."""
    file = system.file
    if source.sha256 != file.source_sha256:
        raise InputError(
            message(
                "Risk",
                "{file} is not the table this model was trained on, and there is no {stem}_val.csv. Train "
                "the model again, or give the split to judge it on.",
                file=source.file.name,
                stem=file.file,
            )
        )
    try:
        kept = load_folds(order.folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnusable(
            message(
                "Risk",
                "The risk model in {folder} cannot be used: {why}. Train it again.",
                folder=order.folder,
                why=str(error),
            )
        ) from error
    found = read_outcomes(source.table, file.outcome).followed
    by = replace(_by(system, found), folds=kept.folds)
    note = OUT_OF_FOLD.format(folds=len(np.unique(kept.folds)))
    return JudgedPart(VAL, by, _kept_answers(kept), (note,))


def _by(system: RiskSystem, found: Followed) -> Judged:
    return Judged(found, system.grid, system.file.horizon, system.classical.censoring)


def _kept_answers(kept: OutOfFold) -> dict[str, Answer]:
    return {name: Answer(scale, np.zeros_like(scale)) for name, scale in kept.scales.items()}


def _place(data: Path, options: Options, folder: str, file: tuple[str, str]) -> TablePlace:
    """Where the table lies: a CSV file of one's own, wherever it is named, or the set's folder."""
    own = Path(option(options, "table"))
    if own.suffix.casefold() == OWN_TABLE:
        data = next((each for each in (own, data / own) if each.is_file()), data)
    return TablePlace(data, folder, *file)


def _refuse_another_table(file: RiskFile, wanted: str) -> None:
    if wanted and not wanted.endswith(OWN_TABLE) and wanted not in (file.table, file.file):
        raise InputError(
            message(
                "Risk",
                "This model was trained on the table {table} and cannot be judged on {wanted}. Train that "
                "first.",
                table=file.table,
                wanted=wanted,
            )
        )


def _data_name(folder: str, table: str) -> str:
    return f"{folder} {table}".strip()
