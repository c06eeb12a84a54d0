"""Which trainings are compared, and how each is done."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from medviewer.ai.training.privacy.descent import DescentPlan
from medviewer.ai.training.privacy.private_training import PrivatePlan
from medviewer.errors import InputError
from medviewer.words import message


class RowKind(StrEnum):
    """How a row is trained."""

    PRIVATE = "private"
    TWIN = "not private"
    CENTRAL = "central"
    AVERAGED = "federated averaging"
    PROXIMAL = "federated, proximal"
    ALONE = "one site alone"


FEDERATED = (RowKind.AVERAGED, RowKind.PROXIMAL)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        epsilon: the promise of a private row.
        site: of a row of one site, counted from 0, the largest first.
        has_scanners: whether each site's images were seen by a scanner of its own.
    """

    kind: RowKind
    epsilon: float = 0.0
    site: int = 0
    has_scanners: bool = False

    @property
    def name(self) -> str:
        """In words, and, without its spaces, in the names of files."""
        of_kind = {
            RowKind.PRIVATE: f"private, epsilon {self.epsilon:g}",
            RowKind.ALONE: f"site {self.site + 1} alone",
        }
        return of_kind.get(self.kind, str(self.kind)) + (
            ", own scanners" if self.has_scanners else ""
        )


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """Everything that decides the table but the data.

    Attributes:
        alpha: of the Dirichlet distribution classes are dealt to the sites by.
        seeds: trainings a row; seed k also decides the k-th division among sites.
        has_scanners: whether the federated rows are there a second time, with a scanner a site.
        private: of the private rows; `twin_rate` is the learning rate of the same steps without clipping and
            noise, which need another.
        steps: of the central training, of all sites of a federation together, and of a site alone.
        proximal: μ of the rows with FedProx.
    """

    epsilons: tuple[float, ...] = (1.0, 3.0, 8.0)
    sites: int = 5
    alpha: float = 0.5
    seeds: int = 3
    has_scanners: bool = False
    private: PrivatePlan = field(default_factory=PrivatePlan)
    twin_rate: float = 0.05
    descent: DescentPlan = field(default_factory=DescentPlan)
    steps: int = 600
    local_passes: int = 1
    proximal: float = 0.01

    def rows(self) -> Iterator[Row]:
        """All of them, in the order of the table."""
        yield Row(RowKind.TWIN)
        yield from (Row(RowKind.PRIVATE, epsilon) for epsilon in self.epsilons)
        for has_scanners in (False, True) if self.has_scanners else (False,):
            for kind in (RowKind.CENTRAL, *FEDERATED):
                yield Row(kind, has_scanners=has_scanners)
            for site in range(self.sites):
                yield Row(RowKind.ALONE, site=site, has_scanners=has_scanners)

    def check(self) -> None:
        """Refuse what no training can do.

        Raises:
            InputError: a number is not positive.
        """
        numbers = (
            *self.epsilons,
            self.sites,
            self.alpha,
            self.seeds,
            self.steps,
            self.local_passes,
        )
        if not self.epsilons or not all(0 < number < math.inf for number in numbers):
            raise InputError(
                message(
                    "Training",
                    "ε, sites, α, seeds, steps and passes must be greater than zero. Correct what is not.",
                )
            )
