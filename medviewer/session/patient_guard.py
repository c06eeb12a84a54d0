"""Whose images are on screen: nobody may read one patient's as another's, nor a model's as a patient's."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.patient_identity import may_be_same
from medviewer.domain.study import Patient
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.images.viewports import Viewports
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class GuardState:
    """What is on screen.

    Attributes:
        patients: the active cell's first.
        strays: ids of the cells that show another patient than the active one.
        dates: of the examinations, as their headers state them, by study key.
        has_synthetic: whether a model made some of them.
    """

    patients: tuple[Patient, ...] = ()
    strays: frozenset[int] = frozenset()
    dates: tuple[tuple[str, str], ...] = ()
    has_synthetic: bool = False

    @property
    def is_mixed(self) -> bool:
        return len(self.patients) > 1


class PatientGuard(State[GuardState]):
    """Watches every cell that can be seen."""

    def __init__(self, viewports: Viewports, parent: QObject | None = None) -> None:
        super().__init__(GuardState(), parent)
        self._viewports = viewports
        viewports.changed.connect(self._look)
        viewports.added.connect(self._on_viewport_added)
        for viewport in viewports.everyone():
            self._on_viewport_added(viewport)

    @Slot(object)
    def _on_viewport_added(self, viewport: Viewport) -> None:
        viewport.changed.connect(self._on_viewport_changed)

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.study is not now.study:
            self._look()

    @Slot()
    def _look(self) -> None:
        active = self._viewports.active.value.study
        cells = self._viewports.visible()
        if (
            active is None
        ):  # an empty cell: whoever comes first is the one the others are held against
            active = next((cell.value.study for cell in cells if cell.value.study), None)
        if active is None:
            self.replace(GuardState())
            return
        shown = [active.patient, *(cell.value.study.patient for cell in cells if cell.value.study)]
        strays = frozenset(
            cell.viewport_id
            for cell in cells
            if cell.value.study and not may_be_same(cell.value.study.patient, active.patient)
        )
        studies = {cell.value.study.key: cell.value.study for cell in cells if cell.value.study}
        dates = tuple(sorted((key, study.study_date) for key, study in studies.items()))
        is_made = any(study.is_synthetic for study in studies.values())
        self.replace(GuardState(distinct(shown), strays, dates, is_made))


def distinct(patients: Iterable[Patient]) -> tuple[Patient, ...]:
    """One of each, in order."""
    found: list[Patient] = []
    for patient in patients:
        if not any(may_be_same(patient, other) for other in found):
            found.append(patient)
    return tuple(found)
