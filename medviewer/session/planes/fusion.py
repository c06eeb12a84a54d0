"""A second volume in colour over the planes of the first: which, and how much of it is seen."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.session.state import State

USUAL_OPACITY = 0.5
IN_COLOUR = ("PT", "NM")  # what is laid over anatomy, not the other way round


@dataclass(frozen=True, slots=True)
class FusionState:
    """`display_set` None: nothing lies over the planes. `opacity` 0 to 1."""

    study: Study | None = None
    display_set: DisplaySet | None = None
    opacity: float = USUAL_OPACITY


class Fusion(State[FusionState]):
    """What the reader laid over the planes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(FusionState(), parent)

    def lay_over(self, study: Study | None, display_set: DisplaySet | None) -> None:
        """None takes it away."""
        self.update(study=study if display_set else None, display_set=display_set)

    def set_opacity(self, opacity: float) -> None:
        self.update(opacity=min(max(opacity, 0.0), 1.0))


def partners(study: Study, under: DisplaySet) -> tuple[tuple[Series, DisplaySet], ...]:
    """Uptake volumes of the study that share the planes' frame of reference."""
    frame_of_reference = under.frames[0].instance.frame_of_reference_uid
    if not frame_of_reference:
        return ()
    return tuple(
        (series, display_set)
        for series in study.series
        if series.modality in IN_COLOUR
        for display_set in series.display_sets
        if display_set.geometry is not None
        and not display_set.frames[0].is_colour
        and display_set.listed_id != under.listed_id
        and display_set.frames[0].instance.frame_of_reference_uid == frame_of_reference
    )
