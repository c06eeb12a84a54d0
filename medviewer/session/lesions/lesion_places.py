"""Carrying a place from one examination into another: one frame of reference, or known alignments between."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.domain.geometry import as_vector
from medviewer.domain.rigid_transform import RigidTransform, rotation_of
from medviewer.domain.study_ledger import MatchMethod
from medviewer.session.hanging.alignments import Alignment


@dataclass(frozen=True, slots=True)
class Carrier:
    """From places of one space to those of another; `method` names the least sure step on the way."""

    transform: RigidTransform
    method: MatchMethod


class Places:
    """What leads from where to where, over as few steps as there are."""

    def __init__(self, alignments: Iterable[Alignment]) -> None:
        self._steps: dict[str, list[tuple[str, Carrier]]] = {}
        for each in alignments:
            method = MatchMethod.REGISTRATION if each.is_spatial else MatchMethod.ALIGNMENT
            there, back = each.transform, each.transform.inverse
            self._steps.setdefault(each.source, []).append((each.target, Carrier(there, method)))
            self._steps.setdefault(each.target, []).append((each.source, Carrier(back, method)))

    def carrier(self, source: str, target: str) -> Carrier | None:
        """None where nothing leads there."""
        waiting = deque([(source, Carrier(RigidTransform(), MatchMethod.FRAME))])
        seen = {source}
        while waiting:
            here, so_far = waiting.popleft()
            if here == target:
                return so_far
            for there, step in self._steps.get(here, ()):
                if there not in seen:
                    seen.add(there)
                    waiting.append((there, _after(so_far, step)))
        return None

    def best(self, sources: Iterable[str], targets: Iterable[str]) -> Carrier | None:
        """The surest way from any of the one to any of the other."""
        wanted = tuple(targets)
        found = [c for s in sources for t in wanted if (c := self.carrier(s, t)) is not None]
        return min(found, key=lambda c: SUREST.index(c.method), default=None)


SUREST = (MatchMethod.FRAME, MatchMethod.REGISTRATION, MatchMethod.ALIGNMENT)


def _after(first: Carrier, second: Carrier) -> Carrier:
    shift = second.transform.apply(first.transform.translation_mm)
    columns = [
        second.transform.apply(axis) - second.transform.translation_mm
        for axis in zip(*first.transform.rotation, strict=True)
    ]
    turn = tuple(zip(*columns, strict=True))
    method = max(first.method, second.method, key=SUREST.index)
    return Carrier(RigidTransform(as_vector(shift), rotation_of(turn)), method)
