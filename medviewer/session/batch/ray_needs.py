"""What one worker takes of a cluster's machines, and how many workers fit into them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from medviewer.errors import InputError
from medviewer.words import message

CPU, GPU = "CPU", "GPU"  # Ray's own names; others are whatever a node was started with
LARGEST = 1024.0  # of any resource for one worker; more is a slip of the finger


@dataclass(frozen=True, slots=True)
class WorkerNeeds:
    """Ray's resources one worker holds for as long as it lives.

    Attributes:
        cpus: cores.
        gpus: None: a whole one where the cluster has any. 0.25: four workers share one.
        others: custom resources by name, such as the machines that see the archive's disk.
    """

    cpus: float = 1.0
    gpus: float | None = None
    others: Mapping[str, float] = field(default_factory=dict)

    @property
    def threads(self) -> int:
        """What a worker computes with: as many as it has cores, and one where it shares."""
        return max(1, int(self.cpus))

    def on(self, has_gpus: bool) -> dict[str, float]:
        """Every resource by Ray's name, those of nothing left out."""
        gpus = (1.0 if has_gpus else 0.0) if self.gpus is None else self.gpus
        wanted = {CPU: self.cpus, GPU: gpus, **self.others}
        return {name: amount for name, amount in wanted.items() if amount > 0}


def parse_needs(text: str) -> WorkerNeeds:
    """Needs from `cpu=2,gpu=0.5,archive=1`; an empty text is the usual ones.

    Raises:
        InputError: a part is no name with an amount, or the amount makes no sense to Ray.
    """
    amounts = dict(_part(part) for part in text.split(",") if part.strip())
    cpus = amounts.pop("cpu", 1.0)
    gpus = amounts.pop("gpu", None)
    return WorkerNeeds(cpus, gpus, amounts)


def slots_of(nodes: Iterable[Mapping[str, float]], wanted: Mapping[str, float]) -> int:
    """How many workers of these needs fit, machine by machine: half of one here and half there is none."""
    return sum(
        min(
            (math.floor(node.get(name, 0.0) / amount + 1e-9) for name, amount in wanted.items()),
            default=0,
        )
        for node in nodes
    )


def _part(text: str) -> tuple[str, float]:
    name, _, amount = text.partition("=")
    name = name.strip()
    try:
        value = float(amount)
    except ValueError:
        raise _unclear(text) from None
    if not name or not 0 <= value <= LARGEST:
        raise _unclear(text)
    if value > 1 and not value.is_integer():  # Ray gives shares of one, not of two
        raise _unclear(text)
    return (name.lower() if name.lower() in ("cpu", "gpu") else name), value


def _unclear(part: str) -> InputError:
    return InputError(
        message(
            "Cluster",
            "“{part}” in --ray-resources is not understood. Write names with amounts, up to 1 in parts, "
            "above that whole, such as cpu=2,gpu=0.5.",
            part=part.strip(),
        )
    )
