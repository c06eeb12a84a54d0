"""What is done in a study that is still arriving is kept as it is done, whatever ends the program."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.commands import segment
from medviewer.commands.command import Context
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage
from medviewer.domain.study import Study
from medviewer.domain.study_annotations import KeyMark
from medviewer.errors import ArchiveUnreachable
from medviewer.session.drawing.segments import STILL_ARRIVING, Stroke
from medviewer.session.session import Session
from medviewer.store.journal import JournalFile
from medviewer.words import message
from tests.unit.session.network.archive_stub import ArchiveStub
from tests.unit.session.network.conftest import MakeStored

pytestmark = pytest.mark.gui

ORDER = RetrieveOrder("1.2.3")
INDEX = "index.sqlite"
MakeSession = Callable[[], Session]


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """What outlives the program: arrivals and the journal."""
    folder = tmp_path / "disk"
    (folder / "arrivals").mkdir(parents=True)
    return folder


def started(make_session: MakeSession, disk: Path) -> Session:
    session = make_session()
    session.journal.use(disk / INDEX)
    session.network.begin(disk / "arrivals")
    return session


def begun(session: Session, qtbot: QtBot) -> Study:
    """The study of which the first images are here."""
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: session.viewport.value.display_set is not None)
    study = session.viewport.value.study
    assert study is not None
    return study


def measure(session: Session, study: Study, measurement_id: str) -> None:
    shown = session.viewport.value.display_set
    assert shown is not None
    uid = shown.frames[0].instance.sop_instance_uid
    image = ReferencedImage(study.key, shown.display_set_id, uid)
    points = ((1.0, 1.0, 0.0), (5.0, 5.0, 0.0))
    session.annotations.add(Measurement(measurement_id, MeasurementKind.LENGTH, image, points))
    session.annotations.toggle_key_image(study.key, KeyMark(shown.display_set_id, uid))


def kept(disk: Path, study: Study) -> list[str]:
    """Ids of the measurements that stand in the file."""
    journal = JournalFile(disk / INDEX).read(study.patient, study.study_instance_uid)
    return [] if journal is None else [m.measurement_id for m in journal.annotations.measurements]


def measured(session: Session, study: Study) -> list[str]:
    return [m.measurement_id for m in session.annotations.value.of(study.key).measurements]


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.library.value.arriving and not session.journal.is_behind)
    qtbot.waitUntil(lambda: session.runner.active_count == 0)


def test_that_a_measurement_in_a_study_that_is_arriving_outlives_a_kill(
    make_session: MakeSession,
    archive: ArchiveStub,
    make_stored: MakeStored,
    disk: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    archive.stored, archive.free = make_stored(6), 2
    killed = started(make_session, disk)
    study = begun(killed, qtbot)
    measure(killed, study, "mine")
    qtbot.waitUntil(lambda: kept(disk, study) == ["mine"])
    left_behind = Path(shutil.copytree(disk, tmp_path / "left"))  # as a kill leaves it, right now
    for use in left_behind.glob("arrivals/.use-*"):  # which this process would still stand for
        use.unlink()
    archive.gate.set()
    settle(killed, qtbot)

    session = started(make_session, left_behind)
    qtbot.waitUntil(lambda: bool(session.network.arrivals.value.offered))
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: measured(session, study) == ["mine"])

    (mark,) = session.annotations.value.of(study.key).key_marks
    assert mark.sop_instance_uid
    settle(session, qtbot)
    assert kept(left_behind, study) == ["mine"]


def test_that_what_was_kept_before_stands_beside_what_is_done_now(
    make_session: MakeSession,
    archive: ArchiveStub,
    make_stored: MakeStored,
    disk: Path,
    qtbot: QtBot,
) -> None:
    archive.stored, archive.free = make_stored(6), 2
    first = started(make_session, disk)
    study = begun(first, qtbot)
    measure(first, study, "before")
    qtbot.waitUntil(lambda: kept(disk, study) == ["before"])
    first.shut_down()

    archive.free = 1
    session = started(make_session, disk)
    begun(session, qtbot)
    measure(session, study, "now")
    qtbot.waitUntil(lambda: sorted(kept(disk, study)) == ["before", "now"])
    session.annotations.remove("now")
    qtbot.waitUntil(lambda: kept(disk, study) == ["before"])
    archive.gate.set()
    qtbot.waitUntil(lambda: measured(session, study) == ["before"])
    settle(session, qtbot)

    assert kept(disk, study) == ["before"]


def test_that_what_was_painted_stays_on_its_image_when_the_rest_comes(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = make_stored(6)[::-1]  # those that come later lie before the first ones
    archive.breaks, archive.breaks_after = ArchiveUnreachable(message("Test", "It broke.")), 2
    archive.gate.set()
    study = begun(session, qtbot)
    settle(session, qtbot)
    shown = session.viewport.value.display_set
    assert shown is not None
    segment.add(Context(session, None))  # type: ignore[arg-type]  # nothing is asked
    session.segments.paint(shown, 0, Stroke((4.0, 4.0), (6.0, 6.0), False, "drag"))
    painted_on = shown.frames[0].instance.sop_instance_uid

    archive.breaks = None
    with qtbot.waitSignal(session.network.arriving.settled):
        session.network.transfers.retry(1)

    (painted,) = session.segments.value.of(study.key)
    grown = session.library.value.studies[0].find_display_set(painted.display_set_id)
    assert grown is not None
    assert grown.count == 6
    (index,) = painted.slices
    assert index > 0
    assert grown.frames[index].instance.sop_instance_uid == painted_on


def test_that_what_was_painted_in_an_earlier_run_comes_back_on_its_image(
    make_session: MakeSession,
    archive: ArchiveStub,
    make_stored: MakeStored,
    disk: Path,
    qtbot: QtBot,
) -> None:
    archive.stored = make_stored(6)[::-1]
    archive.breaks, archive.breaks_after = ArchiveUnreachable(message("Test", "It broke.")), 2
    archive.gate.set()
    first = started(make_session, disk)
    study = begun(first, qtbot)
    settle(first, qtbot)
    shown = first.viewport.value.display_set
    assert shown is not None
    segment.add(Context(first, None))  # type: ignore[arg-type]  # nothing is asked
    first.segments.paint(shown, 0, Stroke((4.0, 4.0), (6.0, 6.0), False, "drag"))
    painted_on = shown.frames[0].instance.sop_instance_uid
    first.shut_down()

    archive.breaks = None
    session = started(make_session, disk)
    begun(session, qtbot)
    settle(session, qtbot)
    qtbot.waitUntil(lambda: bool(session.segments.value.of(study.key)))

    (painted,) = session.segments.value.of(study.key)
    grown = session.library.value.studies[0].find_display_set(painted.display_set_id)
    assert grown is not None
    assert grown.count == 6
    (index,) = painted.slices
    assert grown.frames[index].instance.sop_instance_uid == painted_on


def test_that_nothing_is_marked_by_number_while_numbers_change(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(6), 2
    begun(session, qtbot)

    segment.add(Context(session, None))  # type: ignore[arg-type]  # nothing is asked

    assert session.segments.value.segments == ()
    assert session.messages.history[-1].text == STILL_ARRIVING
