"""One training of a table from rows to a folder: answers out of fold, who answers, the fits on all rows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.torch import save

from medviewer.ai.risk.answers import (
    COX,
    COX_NETWORK,
    ENSEMBLE,
    HAZARD_NETWORK,
    LOGISTIC,
    NAIVE_BAYES,
    NETWORK,
    Answer,
)
from medviewer.ai.risk.classical import CLASSICAL_FILE, resamplings, save_classical
from medviewer.ai.risk.concordance import Concordance, concordance, discrimination_at
from medviewer.ai.risk.model_file import NetworkShape, RiskFile, write_risk_file
from medviewer.ai.risk.outcomes import Floats, Followed, Rows, followed
from medviewer.ai.runtime.risk.risk_system import NETWORKS_FILE, networks_tensors
from medviewer.ai.runtime.weights import sha256
from medviewer.ai.training.risk.recipe import RiskRecipe, TableRecipe
from medviewer.ai.training.risk.table_files import SplitTable
from medviewer.ai.training.risk.table_training import (
    FitPlan,
    Fits,
    OutOfFold,
    TableRows,
    fit_rows,
    out_of_fold,
    plan_of,
    usable_rows,
)
from medviewer.domain.prognosis import RISK_MODEL_FILE
from medviewer.domain.system_card import SystemFile
from medviewer.progress import Progress, ProgressSink
from medviewer.words import message

FOLDS_FILE = "folds.npz"
DRAWS = 200  # of patients, to tell a gain from noise
TIMED = (COX, HAZARD_NETWORK, COX_NETWORK, ENSEMBLE)  # who can draw a curve, the regression first
UNTIMED = (LOGISTIC, NAIVE_BAYES, NETWORK, ENSEMBLE)


@dataclass(frozen=True, slots=True)
class TableRun:
    """All that a training made; `default` is the subject that answers."""

    rows: TableRows
    plan: FitPlan
    fits: Fits
    out_of_fold: OutOfFold
    default: str


@dataclass(frozen=True, slots=True)
class TableOrder:
    """What to train on; `has_val` tells that other rows are there to judge on."""

    recipe: RiskRecipe
    table: TableRecipe
    source: SplitTable
    progress: ProgressSink
    check: Callable[[], None] = lambda: None
    has_val: bool = False


def train_table(order: TableOrder) -> TableRun:
    """Everything of one table.

    Raises:
        InputError: the table cannot be used.
    """
    rows = usable_rows(order.source.table, order.table)
    plan = plan_of(rows, order.table, order.recipe)
    kept = out_of_fold(rows, plan, order.recipe, order.progress, order.check)
    order.progress(Progress(message("Risk", "Training on all rows"), 0, 1))
    fits = fit_rows(rows, np.arange(len(rows.found)), plan, order.check)
    return TableRun(rows, plan, fits, kept, choose_default(rows.found, kept, plan.grid))


def choose_default(found: Followed, kept: OutOfFold, grid: Floats) -> str:
    """The subject that orders rows best out of fold; the regression unless another gains beyond chance.

    Beyond chance: above it in all but 2.5 % of resamplings of the patients. On small tables the best of
    several is often the best by luck.
    """
    candidates = [name for name in (TIMED if len(grid) else UNTIMED) if name in kept.scales]
    pairs = {name: _pairs(found, kept, name, is_timed=bool(len(grid))) for name in candidates}
    best, plain = max(candidates, key=lambda name: pairs[name].share()), candidates[0]
    gains = []
    for rows in resamplings(found, DRAWS, seed=0):
        counts = np.bincount(rows, minlength=len(found)).astype(np.float64)
        gains.append(pairs[best].share(counts) - pairs[plain].share(counts))
    return best if np.nanquantile(gains, 0.025) > 0 else plain


def write_table_run(folder: Path, order: TableOrder, run: TableRun) -> tuple[SystemFile, ...]:
    """All files of a run but its card, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_risk_file(folder, _risk_file(order, run))
    save_classical(folder, run.fits.classical)
    (folder / NETWORKS_FILE).write_bytes(save(networks_tensors(run.fits.networks)))
    save_folds(folder, run.out_of_fold)
    names = (RISK_MODEL_FILE, CLASSICAL_FILE, NETWORKS_FILE, FOLDS_FILE)
    return tuple(SystemFile(name, sha256((folder / name).read_bytes())) for name in names)


def save_folds(folder: Path, kept: OutOfFold) -> None:
    np.savez(folder / FOLDS_FILE, allow_pickle=False, folds=kept.folds, **kept.scales)


def load_folds(folder: Path) -> OutOfFold:
    """What `save_folds` wrote; never code.

    Raises:
        OSError, ValueError, KeyError: it is no such file.
    """
    with np.load(folder / FOLDS_FILE, allow_pickle=False) as kept:
        folds: Rows = kept["folds"].astype(np.int64)
        names = [name for name in kept.files if name != "folds"]
        return OutOfFold(folds, {name: kept[name].astype(np.float64) for name in names})


def _pairs(found: Followed, kept: OutOfFold, name: str, *, is_timed: bool) -> Concordance:
    score = Answer(kept.scales[name], np.zeros(1)).score
    if is_timed:
        return concordance(found, score, kept.folds)
    as_times = followed(np.where(found.event, 1, 2), found.event, group=found.group)
    return discrimination_at(as_times, score, 1.0, kept.folds)


def _risk_file(order: TableOrder, run: TableRun) -> RiskFile:
    table, networks = order.table, run.fits.networks
    return RiskFile(
        table=table.name,
        file=table.file,
        outcome=table.outcome,
        outcome_name=table.outcome_name,
        time_unit=table.time_unit,
        horizon=run.plan.horizon,
        grid=tuple(run.plan.grid.tolist()),
        default=run.default,
        cases=len(run.rows.found),
        events=int(run.rows.found.event.sum()),
        encoding=run.fits.encoding.encoding,
        network=NetworkShape(
            run.plan.networks.hidden,
            run.plan.networks.dropout,
            len(networks.hazard),
            tuple(networks.ends.tolist()),
        ),
        source_sha256=order.source.sha256,
        data_folder=order.recipe.data,
        split_column=table.split_column,
        dropped=run.rows.dropped + run.fits.encoding.dropped,
    )
