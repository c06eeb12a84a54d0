"""A presentation state opened from the list: shown in the viewport, and taken off again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from pydicom.sequence import Sequence
from pytestqt.qtbot import QtBot

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.study import Study
from medviewer.domain.turn import Turn
from medviewer.gui.main_window import MainWindow
from medviewer.session.session import Session
from tests.gui.canvas.samples import ct_study
from tests.phantoms.presentations import annotation_sequence, presentation, shape, with_values
from tests.phantoms.reports import write_object


def study_with_state(session: Session, tmp_path: Path, **values: object) -> tuple[Study, str]:
    """The sample CT and a state of its fourth image."""
    study = ct_study()
    series = study.series[0]
    named = series.display_sets[0].frames[3].instance.sop_instance_uid
    state = presentation([named], **values)
    path = write_object(tmp_path / "pr.dcm", state)
    listed = DicomObject(path, str(state.SOPInstanceUID), str(state.SOPClassUID), "", "PR")
    study = replace(study, series=(replace(series, objects=(listed,)),))
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    return study, listed.sop_instance_uid


def present(window: MainWindow, qtbot: QtBot, study: Study, uid: str) -> None:
    objects = window.desk.session.objects
    window.desk.registry.run("object.open", study_key=study.key, sop_instance_uid=uid)
    qtbot.waitUntil(lambda: objects.is_presenting)


def test_that_a_state_turns_the_image_it_speaks_of_and_draws_on_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.desk.session
    voi = with_values(WindowCenter="50", WindowWidth="350")
    study, uid = study_with_state(
        session,
        tmp_path,
        ImageRotation=90,
        SoftcopyVOILUTSequence=Sequence([voi]),
        GraphicAnnotationSequence=annotation_sequence([shape("CIRCLE", [9.5, 9.5, 12.5, 9.5])], []),
    )

    present(window, qtbot, study, uid)

    shown = session.viewport.value
    assert (shown.index, shown.turn) == (3, Turn(1))
    assert shown.display_set is not None
    assert shown.display_set.frames[3].windows[0].window.center == 50  # type: ignore[union-attr]
    [mark] = session.objects.marks.on(shown)
    np.testing.assert_allclose(mark.lines[0][0], (12.0, 9.0))


def test_that_taken_off_the_image_is_as_it_is_stored(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.desk.session
    study, uid = study_with_state(session, tmp_path, ImageRotation=180)
    present(window, qtbot, study, uid)

    window.desk.registry.run("object.presentation_off")

    shown = session.viewport.value
    assert shown.display_set == study.series[0].display_sets[0]
    assert (shown.index, shown.turn) == (3, Turn())
    assert session.objects.marks.on(shown) == ()


def test_that_a_state_of_images_that_are_not_open_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.desk.session
    study, uid = study_with_state(session, tmp_path, ReferencedSeriesSequence=Sequence([]))

    window.desk.registry.run("object.open", study_key=study.key, sop_instance_uid=uid)

    qtbot.waitUntil(lambda: bool(session.messages.history))
    assert "are not open" in str(session.messages.history[-1].text)
