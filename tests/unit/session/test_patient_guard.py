"""Images of several patients on screen are noticed, whichever cell they are in."""

import pytest

from medviewer.domain.study import Patient, Study
from medviewer.session.images.viewports import Viewports
from medviewer.session.patient_guard import PatientGuard
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui

ERIKA, HANS = Patient("1", "Muster^Erika", "19600131"), Patient("2", "Beispiel^Hans", "19700101")


def of(patient: Patient, uid: str) -> Study:
    return study(series(f"{uid}.1"), uid=uid, patient=patient)


class Room:
    def __init__(self, *studies: Study) -> None:
        self.viewports = Viewports()
        self.guard = PatientGuard(self.viewports)
        self.viewports.lay_out(1, len(studies))
        for cell, shown in zip(self.viewports.visible(), studies, strict=True):
            cell.show(shown, shown.series[0].display_sets[0])


def test_that_two_patients_side_by_side_are_noticed() -> None:
    room = Room(of(ERIKA, "1"), of(HANS, "2"))

    assert room.guard.value.patients == (ERIKA, HANS)
    assert room.guard.value.strays == {room.viewports.value.cells[1]}


def test_that_the_stray_is_whoever_is_not_the_active_cells() -> None:
    room = Room(of(ERIKA, "1"), of(HANS, "2"))

    room.viewports.step(1)

    assert room.guard.value.patients == (HANS, ERIKA)
    assert room.guard.value.strays == {room.viewports.value.cells[0]}


def test_that_two_studies_of_one_patient_are_no_mix() -> None:
    room = Room(of(ERIKA, "1"), of(ERIKA, "2"))

    assert not room.guard.value.is_mixed


def test_that_a_cell_nobody_sees_is_no_danger() -> None:
    room = Room(of(ERIKA, "1"), of(HANS, "2"))

    room.viewports.toggle_maximised()

    assert not room.guard.value.is_mixed


def test_that_an_empty_active_cell_does_not_hide_the_mix() -> None:
    room = Room(of(ERIKA, "1"), of(HANS, "2"), of(HANS, "3"))

    room.viewports.active.close()
    room.viewports.visible()[1].show(of(ERIKA, "4"), of(ERIKA, "4").series[0].display_sets[0])

    assert room.guard.value.is_mixed
