"""What a training with clipped and noised steps promises: (ε, δ) of one image more or less.

Two accountants of Opacus: Rényi (RDP; Mironov 2017), always on the safe side, and by the numerical
composition of privacy loss variables (PRV; Gopi et al. 2021), tighter, its numerical error included.
"""

import importlib.util
import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from medviewer.errors import InputError
from medviewer.words import message

LEAST_NOISE, MOST_NOISE = 0.2, 200.0  # times the clipping norm; between them the search looks
NOISE_TOLERANCE = 0.002  # relative; finer than ε is ever stated


@dataclass(frozen=True, slots=True)
class Mechanism:
    """What was done to the gradients.

    Attributes:
        noise: standard deviation of the noise in units of the clipping norm; 0: none.
        share: the chance of each image to be in a step (Poisson sampling).
        steps: how many there were.
    """

    noise: float
    share: float
    steps: int


@dataclass(frozen=True, slots=True)
class Spent:
    """ε for `delta` by each accountant; infinite where no noise was added."""

    delta: float
    prv: float
    rdp: float


def largest_delta(count: int) -> float:
    """The greatest power of ten that is at most 1/n: δ is the chance that the promise fails altogether."""
    return float(10.0 ** -math.ceil(round(math.log10(count), 9)))


def spent(mechanism: Mechanism, delta: float) -> Spent:
    """What was promised.

    Raises:
        InputError: Opacus is not installed.
    """
    if mechanism.noise == 0:
        return Spent(delta, math.inf, math.inf)
    return Spent(delta, _epsilon("prv", mechanism, delta), _epsilon("rdp", mechanism, delta))


@cache
def noise_for(epsilon: float, delta: float, share: float, steps: int) -> float:
    """The least noise, within `NOISE_TOLERANCE`, with which ε by PRV is at most `epsilon`.

    Raises:
        InputError: Opacus is not installed, or no noise short of `MOST_NOISE` keeps that promise.
    """

    def keeps(kind: str, noise: float) -> bool:
        return _epsilon(kind, Mechanism(noise, share, steps), delta) <= epsilon

    if not keeps("rdp", MOST_NOISE):
        raise _out_of_reach(epsilon, delta)
    safe = _least(lambda noise: keeps("rdp", noise), LEAST_NOISE, MOST_NOISE)
    # PRV takes seconds where ε is large, so that it is asked only near what the quick bound says
    return _least(lambda noise: keeps("prv", noise), max(LEAST_NOISE, safe / 2), safe)


def _least(is_enough: Callable[[float], bool], low: float, high: float) -> float:
    """The least value between `low` and `high` that is enough, `high` being so."""
    while high / low > 1 + NOISE_TOLERANCE:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def require_opacus() -> None:
    """Say so before anything is trained for nothing.

    Raises:
        InputError: it is not installed.
    """
    if importlib.util.find_spec("opacus") is None:
        raise InputError(
            message(
                "Training",
                "Training with differential privacy needs Opacus, which is not installed. Install it with: "
                "pip install “medviewer[train]”.",
            )
        )


def _epsilon(kind: str, mechanism: Mechanism, delta: float) -> float:
    require_opacus()
    from opacus.accountants import create_accountant

    accountant = create_accountant(kind)
    accountant.history = [(mechanism.noise, mechanism.share, mechanism.steps)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that more orders might tighten the Rényi bound
        return float(accountant.get_epsilon(delta))


def _out_of_reach(epsilon: float, delta: float) -> InputError:
    return InputError(
        message(
            "Training",
            "No noise up to {most} times the clipping norm promises ε = {epsilon} at δ = {delta}. Ask "
            "for a larger ε, fewer steps or smaller batches.",
            most=f"{MOST_NOISE:g}",
            epsilon=f"{epsilon}",
            delta=f"{delta}",
        )
    )
