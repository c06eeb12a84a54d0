"""The comparison as JSON and as lines for people."""

import math
from collections.abc import Iterator
from dataclasses import asdict

from medviewer.ai.evaluation.privacy.plan import FEDERATED, RowKind, StudyPlan
from medviewer.ai.evaluation.privacy.study import RowFigures, StudyFigures
from medviewer.domain.model_trust import Interval

DIGITS = 4
FEDERATED_FLOOR = 0.97  # of the central area: what a federation must keep
PRIVATE_FLOOR = 0.03  # of the area: what the weakest promise may cost
NAME, VALUE = 38, 23  # columns
HEADS = {
    "auc": "AUC",
    "auc_lost": "AUC lost",
    "auc_kept": "share of central",
    "membership_auc": "attack AUC",
}
NOTES = (
    "epsilon is of one image more or less, by the PRV accountant; of a patient with k images it is k times "
    "that, and delta grows, too.",
    "Choosing the settings is not accounted for; a fresh set would have to pay for it.",
    "The noise comes from a seeded generator, so that this table can be made again: no weights are released.",
    "Members are told from strangers by their loss alone; stronger attacks exist. They come from two splits: "
    "what the strictest promise shows above 0.5 is how these differ, not memory.",
    "Sites are simulated in one process and exchange weights and counts; there is no secure aggregation.",
    "All rows but the private ones and their twin take the same number of steps; of a federation all sites "
    "together.",
)

Json = dict[str, object]


def as_json(found: StudyFigures, plan: StudyPlan) -> Json:
    """Plain values only; what is not defined is null."""
    return {
        "task": found.task_id,
        "data": found.data,
        "split": found.split,
        "n": found.judged_on,
        "trained_on": found.trained_on,
        "labels": list(found.labels),
        "seeds": plan.seeds,
        "alpha": plan.alpha,
        "settings": {
            "private": asdict(plan.private) | {"twin_rate": plan.twin_rate},
            "federated": asdict(plan.descent)
            | {"steps": plan.steps, "passes": plan.local_passes, "mu": plan.proximal},
        },
        "sites": [
            {"cases": site.cases, "shares": _shares(found, site.shares)} for site in found.sites
        ],
        "rows": [_row(each) for each in found.rows],
        "targets": targets(found),
        "notes": list(NOTES),
    }


def as_lines(found: StudyFigures) -> Iterator[str]:
    """One line a row, one column a figure."""
    yield (
        f"{found.task_id}: trained on {found.trained_on} images of {found.data}, judged on "
        f"{found.judged_on} of {found.split}; means of {len(found.rows[0].seeds)} trainings, 95 % intervals"
    )
    yield f"{'':<{NAME}}" + "".join(f"{head:<{VALUE}}" for head in HEADS.values()).rstrip()
    for each in found.rows:
        cells = (_words(each.figures.get(name)) for name in HEADS)
        yield f"{each.row.name:<{NAME}}" + "".join(f"{cell:<{VALUE}}" for cell in cells).rstrip()
    sizes = ", ".join(str(site.cases) for site in found.sites)
    yield f"sites of the first division: {sizes} images"
    for name, is_met in targets(found).items():
        yield f"{name}: {'met' if is_met else 'NOT met'}"
    yield from NOTES


def targets(found: StudyFigures) -> dict[str, bool]:
    """What was to be reached, and whether it was: by the figure itself, not by its interval."""
    told: dict[str, bool] = {}
    for each in found.rows:
        if each.row.kind in FEDERATED:
            kept = each.figures["auc_kept"].value
            told[f"{each.row.name} keeps {FEDERATED_FLOOR:g} of the central AUC"] = (
                kept >= FEDERATED_FLOOR
            )
    private = [each for each in found.rows if each.row.kind is RowKind.PRIVATE]
    weakest = max(private, key=lambda each: each.row.epsilon)
    told[f"{weakest.row.name} costs {PRIVATE_FLOOR:g} of AUC at most"] = (
        weakest.figures["auc_lost"].value <= PRIVATE_FLOOR
    )
    return told


def _row(each: RowFigures) -> Json:
    return {
        "name": each.row.name,
        "kind": str(each.row.kind),
        "own_scanners": each.row.has_scanners,
        "figures": {
            name: {key: _number(getattr(found, key)) for key in ("value", "low", "high")}
            for name, found in each.figures.items()
        },
        "auc_by_seed": [_number(value) for value in each.seeds],
        "facts": {name: float(f"{value:.6g}") for name, value in each.facts.items()},
    }


def _shares(found: StudyFigures, shares: tuple[float, ...]) -> Json:
    return {name: round(share, 3) for name, share in zip(found.labels, shares, strict=True)}


def _number(value: float) -> float | None:
    return round(value, DIGITS) if math.isfinite(value) else None


def _words(found: Interval | None) -> str:
    return "" if found is None else f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"
