"""Divides the training part into fit, selection and calibration so that no patient is on two sides.

fit          what weights see; the only part whose classes may be resampled
selection    chooses epoch and settings; every ensemble member may have another one
calibration  temperature, thresholds, conformal quantiles, and nothing else; the same for every member

By "groups" (patients, scans) where these are known; by "blocks" of the listing's order where not: the
order is cut into equal blocks; by "ranges" of that order as they are written down. Of the last two, what lies
nearer than `gap` to another part is dropped.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.samples import Samples
from medviewer.errors import InputError
from medviewer.words import message

BLOCKS, GROUPS, RANGES = "blocks", "groups", "ranges"
METHODS = (GROUPS, BLOCKS, RANGES)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DivisionPlan:
    """How a task's training part is divided.

    Attributes:
        selection, calibration: shares of the whole.
        blocks: how many blocks the order is cut into (method "blocks").
        gap: in units of `Samples.order`; wider than any patient's or scan's stretch.
        by_label: cut every label's order on its own, where the listing is sorted by label.
        leave_out: (first, last) positions in `order` that no part may contain.
        selection_ranges, calibration_ranges: (first, last) positions (method "ranges").
    """

    method: str = GROUPS
    selection: float = 0.15
    calibration: float = 0.15
    blocks: int = 20
    gap: int = 0
    by_label: bool = False
    leave_out: tuple[tuple[int, int], ...] = ()
    seed: int = 7
    selection_ranges: tuple[tuple[int, int], ...] = ()
    calibration_ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """The three parts of an official training split."""

    fit: Samples
    selection: Samples
    calibration: Samples


def divide(samples: Samples, plan: DivisionPlan, member: int = 0) -> Division:
    """Divide; `member` rotates the selection part through everything that is not for calibration.

    Raises:
        InputError: a part is empty, or the method is unknown.
    """
    for first, last in plan.leave_out:
        samples = samples.where((samples.order < first) | (samples.order > last))
    if plan.method not in METHODS:
        raise _impossible(f"no method “{plan.method}”; there are {', '.join(METHODS)}")
    cut = {GROUPS: _by_groups, BLOCKS: _by_blocks, RANGES: _by_ranges}[plan.method]
    is_selection, is_calibration, is_near = cut(samples, plan, member)
    parts = (~is_selection & ~is_calibration & ~is_near, is_selection, is_calibration)
    if not all(part.any() for part in parts):
        counts = ", ".join(str(int(part.sum())) for part in parts)
        raise _impossible(f"fit, selection and calibration would have {counts} images")
    return Division(*(samples.where(part) for part in parts))


def _by_groups(samples: Samples, plan: DivisionPlan, member: int) -> tuple[Mask, Mask, Mask]:
    """Whole groups, drawn from each label's groups alike; a group counts for its commonest label."""
    random = np.random.default_rng(plan.seed)
    groups, place = np.unique(samples.groups, return_inverse=True)
    label_of = np.array(
        [np.bincount(samples.labels[place == g]).argmax() for g in range(len(groups))]
    )
    part_of = np.zeros(len(groups), np.int64)
    for label in np.unique(label_of):
        members = random.permutation(np.flatnonzero(label_of == label))
        part_of[members] = _parts(len(members), plan, member)
    part = part_of[place]
    return part == 1, part == 2, np.zeros(len(samples), bool)


def _by_blocks(samples: Samples, plan: DivisionPlan, member: int) -> tuple[Mask, Mask, Mask]:
    """Equal blocks of the order; whatever is nearer than the gap to a part of higher rank is dropped."""
    part = np.zeros(len(samples), np.int64)
    is_near = np.zeros(len(samples), bool)
    strata = samples.labels if plan.by_label else np.zeros(len(samples), np.int64)
    for stratum in np.unique(strata):
        members = np.flatnonzero(strata == stratum)
        members = members[np.argsort(samples.order[members], kind="stable")]
        block = np.arange(len(members)) * plan.blocks // len(members)
        part[members] = _parts(plan.blocks, plan, member)[block]
        is_near[members] = _near(samples.order[members], part[members], plan.gap)
    return (part == 1) & ~is_near, part == 2, is_near


def _by_ranges(samples: Samples, plan: DivisionPlan, member: int) -> tuple[Mask, Mask, Mask]:
    """As written down, the same for every member; what is nearer than the gap to a range is dropped."""
    del member
    part = np.zeros(len(samples), np.int64)
    for number, ranges in ((1, plan.selection_ranges), (2, plan.calibration_ranges)):
        for first, last in ranges:
            part[(samples.order >= first) & (samples.order <= last)] = number
    is_near = _near(samples.order, part, plan.gap)
    return (part == 1) & ~is_near, part == 2, is_near


def _parts(count: int, plan: DivisionPlan, member: int) -> NDArray[np.int64]:
    """0 fit, 1 selection, 2 calibration for `count` units: calibration evenly spread, the rest in folds."""
    part = np.zeros(count, np.int64)
    kept = max(1, round(count * plan.calibration)) if plan.calibration else 0
    # Half a step in, so that parts of one block do not sit at the listing's ends.
    part[((np.arange(kept) + 0.5) * count / max(kept, 1)).astype(np.int64)] = 2
    rest = np.flatnonzero(part == 0)
    folds = max(2, round((1 - plan.calibration) / plan.selection))
    part[rest[np.arange(len(rest)) % folds == member % folds]] = 1
    return part


def _near(order: NDArray[np.int64], part: NDArray[np.int64], gap: int) -> Mask:
    """Whether a fit sample is within `gap` of another part's, or a selection sample of calibration's."""
    is_near = np.zeros(len(order), bool)
    for rank in (0, 1):
        others = np.sort(order[part > rank])
        if gap and len(others):
            after = np.searchsorted(others, order).clip(0, len(others) - 1)
            before = (after - 1).clip(0)
            distance = np.minimum(abs(others[after] - order), abs(order - others[before]))
            is_near |= (part == rank) & (distance < gap)
    return is_near


def _impossible(why: str) -> InputError:
    return InputError(
        message(
            "Training",
            "The training part cannot be divided: {why}. Change [division] of the task file.",
            why=why,
        )
    )
