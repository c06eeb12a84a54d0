"""Trains every subject of one table: out of fold, to choose the one that answers, then on all rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from medviewer.ai.risk.answers import Answer
from medviewer.ai.risk.classical import Classical, ClassicalPlan, fit_classical
from medviewer.ai.risk.clinical_table import ClinicalTable
from medviewer.ai.risk.cox import breslow
from medviewer.ai.risk.encoding import DroppedColumn, FittedEncoding, fit_encoding
from medviewer.ai.risk.outcomes import (
    Floats,
    Followed,
    Rows,
    folds_of,
    read_outcomes,
    refuse_too_few,
    require_column,
)
from medviewer.ai.risk.ridge import choose_ridge
from medviewer.ai.runtime.risk.risk_system import (
    RiskNetworks,
    ask,
    linear_predictions,
    subjects_of,
)
from medviewer.ai.training.risk.intervals import interval_ends
from medviewer.ai.training.risk.network_fitting import (
    NetworkPlan,
    train_cox_networks,
    train_hazard_networks,
)
from medviewer.ai.training.risk.recipe import RiskRecipe, TableRecipe
from medviewer.errors import InputError
from medviewer.progress import Progress, ProgressSink
from medviewer.words import message

GRID_TIMES = 60
FEWEST_FOLLOWED = 5  # and a twentieth of the rows: beyond, a curve would rest on next to nobody
Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class TableRows:
    """The usable rows of a table, with their outcomes and the columns to learn from."""

    table: ClinicalTable
    found: Followed
    names: tuple[str, ...]
    dropped: tuple[DroppedColumn, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Fits:
    """Everything fitted on some rows."""

    encoding: FittedEncoding
    classical: Classical
    networks: RiskNetworks

    @property
    def subjects(self) -> tuple[str, ...]:
        return subjects_of(self.classical, self.networks)

    def ask(self, subject: str, table: ClinicalTable, grid: Floats) -> Answer:
        inputs = self.encoding.encoding.encoded(table)
        return ask(self.classical, self.networks, subject, inputs, grid)


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Answers by models that never saw the row's patient: (n, times) a subject, and each row's fold."""

    folds: Rows
    scales: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class FitPlan:
    """What all fits of a table share; see `RiskRecipe` and `NetworkPlan`."""

    grid: Floats
    horizon: float
    categories: frozenset[str]
    networks: NetworkPlan
    refits: int


def usable_rows(table: ClinicalTable, recipe: TableRecipe) -> TableRows:
    """The rows with an outcome, and the columns that may be read.

    Raises:
        InputError: a column is not there, or too few rows can be used.
    """
    read = read_outcomes(table, recipe.outcome)
    refuse_too_few(read.followed, recipe.file)
    for name in recipe.columns:
        require_column(table, name)
    taken = {*recipe.outcome.names, *(each.name for each in recipe.drop), recipe.split_column}
    names = tuple(name for name in recipe.columns or table.names if name not in taken)
    dropped = tuple(each for each in recipe.drop if each.name in table)
    return TableRows(table.only(read.rows), read.followed, names, dropped, read.left_out)


def plan_of(rows: TableRows, table: TableRecipe, recipe: RiskRecipe) -> FitPlan:
    """Times of answers and the horizon, of the training rows alone."""
    if not table.outcome.time:
        return FitPlan(
            np.zeros(0), 0.0, frozenset(table.categories), recipe.networks, recipe.refits
        )
    last = _last_time(rows.found)
    horizon = min(table.horizon or float(np.median(rows.found.time)), last)
    grid = np.unique(np.append(np.linspace(0, last, GRID_TIMES + 1)[1:], horizon))
    return FitPlan(grid, horizon, frozenset(table.categories), recipe.networks, recipe.refits)


def fit_rows(rows: TableRows, which: Rows, plan: FitPlan, check: Check = lambda: None) -> Fits:
    """Everything on these rows: encoding, classical models, networks.

    Raises:
        InputError: no column is left to learn from.
    """
    table, found = rows.table.only(which), rows.found.only(which)
    encoding = fit_encoding(table, rows.names, plan.categories)
    if not encoding.encoding.columns:
        raise InputError(
            message(
                "Risk",
                "No column is left to learn from. Choose columns that differ between patients.",
            )
        )
    inputs = encoding.encoding.encoded(table)
    ridge = choose_ridge(inputs, found, is_timed=bool(len(plan.grid)), seed=plan.networks.seed)
    classical = fit_classical(
        inputs, found, ClassicalPlan(plan.grid, plan.horizon, ridge, plan.refits), check
    )
    return Fits(encoding, classical, _networks(inputs, found, plan, check))


def out_of_fold(
    rows: TableRows, plan: FitPlan, recipe: RiskRecipe, progress: ProgressSink, check: Check
) -> OutOfFold:
    """Answers for every row by models of the other folds, with fewer members and no refits."""
    folds = folds_of(rows.found, recipe.folds, recipe.networks.seed)
    lean = replace(plan, refits=0, networks=replace(plan.networks, members=recipe.fold_members))
    scales: dict[str, Floats] = {}
    for fold in range(recipe.folds):
        stage = message("Risk", "Training without one fold, to choose who answers")
        progress(Progress(stage, fold, recipe.folds))
        own = np.flatnonzero(folds == fold)
        fits = fit_rows(rows, np.flatnonzero(folds != fold), lean, check)
        for subject in fits.subjects:
            scale = fits.ask(subject, rows.table.only(own), plan.grid).scale
            kept = scales.setdefault(subject, np.zeros((len(folds), scale.shape[1])))
            kept[own] = scale
    return OutOfFold(folds, scales)


def _networks(inputs: Floats, found: Followed, plan: FitPlan, check: Check) -> RiskNetworks:
    if not len(plan.grid):
        ends = np.ones(1)
        return RiskNetworks(
            tuple(train_hazard_networks(inputs, found, ends, plan.networks, check)),
            (),
            np.zeros((0, 0)),
            ends,
        )
    ends = interval_ends(found, float(plan.grid[-1]))
    cox = tuple(train_cox_networks(inputs, found, plan.networks, check))
    return RiskNetworks(
        tuple(train_hazard_networks(inputs, found, ends, plan.networks, check)),
        cox,
        np.array([_base(found, own, plan.grid) for own in linear_predictions(cox, inputs)]),
        ends,
    )


def _base(found: Followed, log_hazard: Floats, grid: Floats) -> Floats:
    """Breslow's cumulative baseline hazard under a network's log hazards."""
    return breslow(np.clip(log_hazard, -20, 20), found, grid)


def _last_time(found: Followed) -> float:
    """The time up to which enough rows are followed."""
    least = max(FEWEST_FOLLOWED, len(found) // 20)
    ordered = np.sort(found.time)
    return float(max(ordered[-min(least, len(ordered))], ordered[0], 1e-6))
