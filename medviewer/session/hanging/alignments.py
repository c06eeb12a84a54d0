"""How places in one examination belong to those in another: the same, as the reader said, or registered."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from medviewer.domain.geometry import FloatArray, as_vector
from medviewer.domain.patient_identity import may_be_same
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import DisplaySet
from medviewer.imaging.image_places import centre, space_of
from medviewer.session.images.viewport import ViewportState
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class Alignment:
    """From places in one space to places in another.

    Attributes:
        transform: of LPS mm.
        is_spatial: whether it holds in all directions; what a reader aligned slice to slice holds along
            the slices' normal only.
    """

    source: str
    target: str
    transform: RigidTransform
    is_spatial: bool


@dataclass(frozen=True, slots=True)
class AlignmentsState:
    """At most one for a pair of spaces; `steps`: images aligned that have no place, by display set ids."""

    alignments: tuple[Alignment, ...] = ()
    steps: tuple[tuple[str, str, int], ...] = ()


class Alignments(State[AlignmentsState]):
    """What is known of pairs of spaces."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(AlignmentsState(), parent)

    def between(self, source: ViewportState, target: ViewportState) -> Alignment | None:
        """From the places of one image to those of another; None where nothing is known."""
        if source.display_set is None or target.display_set is None:
            return None
        if is_shared(source, target):
            space = space_of(source.display_set)
            return Alignment(space, space, RigidTransform(), is_spatial=True)
        first, second = space_of(source.display_set), space_of(target.display_set)
        for each in self.value.alignments:
            if (each.source, each.target) == (first, second):
                return each
            if (each.source, each.target) == (second, first):
                return Alignment(first, second, each.transform.inverse, each.is_spatial)
        return None

    def step_between(self, source: DisplaySet, target: DisplaySet) -> int | None:
        """By how many images the second is ahead of the first, where a reader said so."""
        for first, second, step in self.value.steps:
            if (first, second) == (source.listed_id, target.listed_id):
                return step
            if (second, first) == (source.listed_id, target.listed_id):
                return -step
        return None

    def put(self, alignment: Alignment) -> None:
        """Know this of its pair of spaces from now on."""
        pair = {alignment.source, alignment.target}
        others = tuple(a for a in self.value.alignments if {a.source, a.target} != pair)
        self.update(alignments=(*others, alignment))

    def align(self, first: ViewportState, second: ViewportState) -> None:
        """The two images shown are of the same place."""
        if first.display_set is None or second.display_set is None:
            return
        one = centre(first.display_set.frames[first.index])
        other = centre(second.display_set.frames[second.index])
        if one is None or other is None:
            self._align_by_number(first, second)
        elif space_of(first.display_set) != space_of(second.display_set):
            shift = _along_normal(first, other - one)
            self.put(
                Alignment(
                    space_of(first.display_set),
                    space_of(second.display_set),
                    RigidTransform(as_vector(shift)),
                    is_spatial=False,
                )
            )

    def _align_by_number(self, first: ViewportState, second: ViewportState) -> None:
        assert first.display_set is not None  # for the type checker: align() asked
        assert second.display_set is not None
        ids = (first.display_set.listed_id, second.display_set.listed_id)
        others = tuple(s for s in self.value.steps if {s[0], s[1]} != set(ids))
        self.update(steps=(*others, (*ids, second.index - first.index)))

    def forget_all(self) -> None:
        self.replace(AlignmentsState())


def is_shared(first: ViewportState, second: ViewportState) -> bool:
    """Whether both images are told in one frame of reference: by their headers, and of one patient."""
    if not (first.study and second.study and first.display_set and second.display_set):
        return False
    is_one_patient = may_be_same(first.study.patient, second.study.patient)
    return is_one_patient and space_of(first.display_set) == space_of(second.display_set)


def _along_normal(state: ViewportState, shift: FloatArray) -> FloatArray:
    """The part of a shift that leads from slice to slice."""
    assert state.display_set is not None  # for the type checker
    plane = state.display_set.frames[state.index].plane
    assert plane is not None  # for the type checker: there is a centre
    along: FloatArray = plane.normal * float(np.dot(plane.normal, shift))
    return along
