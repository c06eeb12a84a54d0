"""A presentation state, and the display sets of its images as it wants them shown."""

from dataclasses import dataclass

from medviewer.domain.presentation_state import PresentationState
from medviewer.domain.study import DisplaySet


@dataclass(frozen=True, slots=True)
class Presented:
    """`first` is the index of the first image it speaks of, in the first display set."""

    state: PresentationState
    display_sets: tuple[DisplaySet, ...]
    first: int = 0
