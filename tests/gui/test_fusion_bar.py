"""PET over the planes of a CT: what is offered, what is chosen, what is seen."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.volume import Frame, Unit, Volume
from medviewer.gui.fusion_bar import FusionBar
from medviewer.imaging.fusion import fused
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.images.decoding import Target
from medviewer.session.session import Session
from tests.gui.canvas.conftest import no_worker, show
from tests.gui.canvas.samples import SHAPE, Desk, ct_array, ct_study

pytestmark = pytest.mark.gui
HERE, ELSEWHERE = "1.9", "1.10"


def with_uptake(frame_of_reference_uid: str) -> Study:
    """The sample CT and a PET of the same grid."""
    study = ct_study(frame_of_reference_uid=HERE)
    [series] = study.series
    [shown] = series.display_sets
    frames = tuple(
        replace(
            frame,
            instance=replace(frame.instance, frame_of_reference_uid=frame_of_reference_uid),
            windows=(),
        )
        for frame in shown.frames
    )
    uptake = replace(shown, display_set_id="1.2.2:0", series_instance_uid="1.2.2", frames=frames)
    second = replace(
        series, series_instance_uid="1.2.2", modality="PT", series_number=4, display_sets=(uptake,)
    )
    return replace(study, series=(series, second))


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    def read(target: Target, index: int) -> Frame:
        array = np.stack([ct_array(at) for at in range(SHAPE[0])])
        geometry = target.display_set.geometry
        assert geometry is not None
        target.volume = Volume(array, geometry, Unit.HU)
        return Frame(array[index], Unit.HU)

    monkeypatch.setattr(Target, "read", read)
    session = Session(JobRunner(), WorkerProcess(no_worker), ())  # type: ignore[arg-type]
    yield session
    session.shut_down()


def open_planes(session: Session, qtbot: QtBot, frame_of_reference_uid: str) -> Desk:
    desk = show(session, qtbot, with_uptake(frame_of_reference_uid))
    desk.registry.run("mpr.toggle")
    return desk


def bar_of(desk: Desk) -> FusionBar:
    assert desk.panel.planes is not None
    return desk.panel.planes.fusion


def uptake_of(desk: Desk) -> DisplaySet:
    return desk.study.series[1].display_sets[0]


def test_that_uptake_in_the_same_space_is_offered(session: Session, qtbot: QtBot) -> None:
    desk = open_planes(session, qtbot, HERE)  # which owns the bar
    bar = bar_of(desk)

    assert bar.isVisible()
    offered = [bar.series.itemData(place) for place in range(bar.series.count())]
    assert offered == ["", "1.2.2:0"]


def test_that_uptake_in_another_space_is_not_offered(session: Session, qtbot: QtBot) -> None:
    desk = open_planes(session, qtbot, ELSEWHERE)
    bar = bar_of(desk)

    assert not bar.isVisible()


def test_that_what_is_chosen_lies_in_colour_over_every_plane(
    session: Session, qtbot: QtBot
) -> None:
    desk = open_planes(session, qtbot, HERE)
    pictures = session.planes.pictures

    bar_of(desk).series.activated.emit(1)

    def is_fused() -> bool:
        found = [pictures.of(plane) for plane in BodyPlane]
        return all(picture is not None and picture.over is not None for picture in found)

    qtbot.waitUntil(is_fused)
    for plane in BodyPlane:
        picture = pictures.of(plane)
        assert picture is not None
        assert picture.over is not None
        np.testing.assert_array_equal(picture.over, picture.frame.array)  # the same grid and values


def test_that_the_screen_shows_the_mixture(session: Session, qtbot: QtBot) -> None:
    from medviewer.gui.canvas.colour_bar import colour_window
    from medviewer.imaging.render import render_grey

    desk = open_planes(session, qtbot, HERE)
    assert desk.panel.planes is not None
    canvas = desk.panel.planes.canvases[BodyPlane.AXIAL]
    bar_of(desk).series.activated.emit(1)
    bar_of(desk).opacity.setValue(30)

    qtbot.waitUntil(lambda: canvas.picture.item.image is not None)
    qtbot.waitUntil(lambda: canvas.picture.item.image.ndim == 3)

    picture, window = session.planes.pictures.of(BodyPlane.AXIAL), session.window()
    assert picture is not None
    assert picture.over is not None
    assert window is not None
    grey = render_grey(picture.frame, window)
    expected = fused(grey, picture.over, colour_window(session, uptake_of(desk)), 0.3)
    np.testing.assert_array_equal(canvas.picture.item.image, expected)


def test_that_the_scale_ends_where_the_reader_says(session: Session, qtbot: QtBot) -> None:
    from medviewer.gui.canvas.colour_bar import colour_window

    desk = open_planes(session, qtbot, HERE)
    bar_of(desk).series.activated.emit(1)

    bar_of(desk).top.setValue(12.0)

    window = colour_window(session, uptake_of(desk))
    assert (window.center, window.width) == (6.0, 12.0)


def test_that_what_lies_in_colour_stays_in_memory(session: Session, qtbot: QtBot) -> None:
    desk = open_planes(session, qtbot, HERE)
    bar_of(desk).series.activated.emit(1)
    uptake = uptake_of(desk)
    qtbot.waitUntil(lambda: session.volumes.is_complete(uptake.display_set_id))

    session.volumes.budget_bytes = 0
    session.volumes.request(desk.study.series[0].display_sets[0], 3)

    assert session.volumes.is_complete(uptake.display_set_id)


def test_that_another_series_takes_the_colours_away(session: Session, qtbot: QtBot) -> None:
    desk = open_planes(session, qtbot, HERE)
    bar_of(desk).series.activated.emit(1)

    session.show(desk.study, uptake_of(desk))

    assert session.planes.mpr.value.display_set == uptake_of(desk)
    assert session.planes.fusion.value.display_set is None
