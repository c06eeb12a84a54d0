"""Recipes of risk models: which tables there are, what their columns mean, and which must not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from medviewer.ai.risk.encoding import DroppedColumn
from medviewer.ai.risk.outcomes import OutcomeColumns
from medviewer.ai.training.recipe_files import read_recipe_file
from medviewer.ai.training.risk.network_fitting import NetworkPlan
from medviewer.domain.model_card import TrainingSource
from medviewer.errors import ChoiceNeeded, InputError
from medviewer.words import message

OWN_TABLE = ".csv"
USUAL_UNIT = "days"


@dataclass(frozen=True, slots=True)
class TableRecipe:
    """One table.

    Attributes:
        file: the stem of its files: "lung" of "lung_trainval.csv" and "lung_test.csv"; with a `split_column`
            the one file's stem.
        outcome: the columns that say it; `outcome_name` in words.
        horizon: where calibration is measured; 0 for the median follow-up.
        categories: columns of numbers that are codes.
        drop: columns that must not be read, with the reason: they leak the outcome or name the patient.
        columns: those to read; empty for all others.
    """

    name: str
    file: str
    title: str
    outcome: OutcomeColumns
    outcome_name: str
    time_unit: str = USUAL_UNIT
    horizon: float = 0.0
    categories: tuple[str, ...] = ()
    drop: tuple[DroppedColumn, ...] = ()
    columns: tuple[str, ...] = ()
    split_column: str = ""
    published: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RiskRecipe:
    """A file of `resources/systems` of family "risk"; `usual_table` is taken where none is named."""

    system_id: str
    family: str
    title: str
    data: str
    release: str
    licence: str
    intended_use: str
    limits: tuple[str, ...]
    sources: tuple[TrainingSource, ...]
    tables: tuple[TableRecipe, ...]
    usual_table: str = ""
    version: str = "1.0"
    folds: int = 5
    fold_members: int = 3
    refits: int = 100
    networks: NetworkPlan = NetworkPlan()  # noqa: RUF009 - frozen


def read_recipe(file: Path) -> RiskRecipe:
    """The recipe in that file.

    Raises:
        InputError: it cannot be read.
    """
    return read_recipe_file(RiskRecipe, file)


def table_of(recipe: RiskRecipe, options: Mapping[str, str]) -> TableRecipe:
    """The table that `--table` or `--option target=` names, or one's own CSV file.

    Raises:
        ChoiceNeeded: none is named where there are several, or there is none of that name.
    """
    wanted = options.get("table") or options.get("target") or ""
    if Path(wanted).suffix.casefold() == OWN_TABLE:
        return own_table(Path(wanted), options)
    usual = wanted or recipe.usual_table
    for each in recipe.tables:
        if usual and usual in (each.name, each.file):
            return each
    raise ChoiceNeeded(
        message(
            "Risk",
            "There is no table “{wanted}”. Name one with --table: {names}, or a CSV file of your own.",
            wanted=wanted,
            names=", ".join(each.name for each in recipe.tables),
        )
    )


def own_table(file: Path, options: Mapping[str, str]) -> TableRecipe:
    """A table of the reader's own, as the options describe it.

    Raises:
        ChoiceNeeded: no column of the outcome is named.
    """
    if not options.get("event"):
        raise ChoiceNeeded(
            message(
                "Risk",
                "Name the column that says whether the outcome came about: --option event=NAME, and that of "
                "follow-up times, if there is one: --option time=NAME.",
            )
        )
    return TableRecipe(
        name=file.stem,
        file=file.stem,
        title=options.get("title", file.stem),
        outcome=OutcomeColumns(
            options["event"],
            _listed(options.get("event_value", "")),
            options.get("time", ""),
            options.get("start", ""),
            options.get("group", ""),
        ),
        outcome_name=options.get("outcome", options["event"]),
        time_unit=options.get("unit", USUAL_UNIT),
        horizon=_number(options.get("horizon", "0")),
        categories=_listed(options.get("categories", "")),
        columns=_listed(options.get("columns", "")),
        drop=tuple(
            DroppedColumn(name, "left out by whoever trained it")
            for name in _listed(options.get("drop", ""))
        ),
        source=file.name,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split("|" if "|" in text else ",") if each.strip())


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError as error:
        raise InputError(
            message("Risk", "The horizon “{text}” is no number. Give a time.", text=text)
        ) from error
