"""Images are read while they arrive; nothing the reader does is disturbed by those that follow."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.transfers import Reason, Stage
from medviewer.errors import ArchiveUnreachable
from medviewer.session.ai.analysis import STILL_ARRIVING
from medviewer.session.network import arriving
from medviewer.session.session import Session
from medviewer.words import message
from tests.unit.session.network.archive_stub import ArchiveStub, arrive
from tests.unit.session.network.conftest import MakeStored, fetched

pytestmark = pytest.mark.gui

ORDER = RetrieveOrder("1.2.3")


def _shown_count(session: Session) -> int:
    shown = session.viewport.value.display_set
    return shown.count if shown is not None else 0


def test_that_the_first_image_is_shown_while_the_others_are_on_their_way(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(6), 1

    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: session.frame() is not None)

    assert _shown_count(session) == 1
    assert session.network.transfers.value.transfers[0].stage is Stage.RUNNING


def test_that_a_study_grows_under_the_reader_and_ends_as_one_opened_from_disk(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(6), 1
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: _shown_count(session) == 1)

    archive.gate.set()
    with qtbot.waitSignal(session.network.arriving.settled):
        pass
    shown = session.viewport.value.display_set
    assert shown is not None
    qtbot.waitUntil(lambda: session.volumes.volume(shown) is not None)

    volume = session.volumes.volume(shown)
    assert volume is not None
    assert [frame.instance.sop_instance_uid for frame in shown.frames] == [
        one.key.sop_instance_uid for one in archive.stored
    ]
    assert shown.geometry is not None
    alone = [session.volumes.frame(shown.display_set_id, index) for index in range(6)]
    for index, frame in enumerate(alone):
        assert frame is not None
        np.testing.assert_array_equal(volume.array[index], frame.array)


def test_that_the_reader_stays_at_the_image_and_window_chosen(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(9), 3
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: _shown_count(session) == 3)
    session.viewport.scroll_to(0)
    qtbot.waitUntil(lambda: session.frame() is not None)
    session.viewport.zoom_to(2.0)
    session.apply_preset("1")
    window, shown = session.window(), session.viewport.value.display_set
    assert shown is not None
    looked_at = shown.frames[0]

    archive.gate.set()
    with qtbot.waitSignal(session.network.arriving.settled):
        pass

    now = session.viewport.value
    assert now.display_set is not None
    assert now.display_set.count == 9
    assert now.display_set.frames[now.index] == looked_at
    assert now.zoom == 2.0
    assert session.window() == window


def test_that_no_model_answers_for_half_a_study(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(4), 1
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: _shown_count(session) == 1)

    session.analyze()

    assert session.messages.history[-1].text == STILL_ARRIVING
    assert not session.analysis.value.is_running


def test_that_a_whole_study_may_be_analyzed(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = make_stored(4)
    archive.gate.set()

    fetched(session, qtbot)

    study = session.viewport.value.study
    assert study is not None
    assert not session.analysis.is_arriving(study.key)


def test_that_what_arrived_before_a_break_stays_on_screen(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.breaks_after = make_stored(6), 4
    archive.breaks = ArchiveUnreachable(message("Test", "The archive is gone."))
    archive.gate.set()

    fetched(session, qtbot)

    transfer = session.network.transfers.value.transfers[0]
    assert _shown_count(session) == 4
    assert transfer.stage is Stage.FAILED
    assert "The archive is gone. 4 images had arrived" in str(transfer.sentence)


def test_that_a_retry_asks_only_for_the_rest(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.breaks_after = make_stored(6), 4
    archive.breaks = ArchiveUnreachable(message("Test", "gone"))
    archive.gate.set()
    fetched(session, qtbot)
    archive.breaks = None
    before = len(archive.handed_over)

    with qtbot.waitSignal(session.network.arriving.settled):
        session.network.transfers.retry(1)

    assert len(archive.handed_over) - before == 2
    assert _shown_count(session) == 6
    assert session.network.transfers.value.transfers[0].stage is Stage.DONE


def test_that_a_closed_study_is_not_opened_again_by_what_arrives_of_it(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(6), 2
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: _shown_count(session) == 2)

    session.close_studies(frozenset({"1.2.3"}))
    archive.gate.set()
    with qtbot.waitSignal(session.network.arriving.settled):
        pass

    assert session.library.value.studies == ()
    assert session.network.arrivals.value.studies["1.2.3"].instance_count == 6


def test_that_what_is_fetched_beside_goes_on_no_screen(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = make_stored(3)
    archive.gate.set()

    with qtbot.waitSignal(session.network.arriving.settled):
        session.network.fetch("main", [ORDER], reason=Reason.BESIDE)
    qtbot.waitUntil(lambda: session.network.arrivals.value.studies["1.2.3"].title != "")

    assert session.library.value.studies == ()


def test_that_what_lies_here_is_shown_before_the_archive_answers(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = make_stored(4)
    archive.gate.set()
    fetched(session, qtbot)
    session.close_all()
    archive.gate.clear()

    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: _shown_count(session) == 4)

    assert session.network.transfers.value.running


def test_that_the_last_images_of_a_fetch_are_not_taken_for_what_others_sent(
    make_session: Callable[[], Session],
    arrivals_root: Path,
    archive: ArchiveStub,
    make_stored: MakeStored,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arriving, "LOOK_MS", 3_600_000)  # all of it waits until the fetch has ended
    session = make_session()
    session.network.begin(arrivals_root)
    archive.stored = make_stored(3)
    archive.gate.set()

    fetched(session, qtbot)

    said = [entry.text for entry in session.messages.history]
    assert [text for text in said if "sent to this computer" in text.text] == []
    assert session.messages.history[-1].text.text == "{count} images arrived from {node}."


def test_that_what_another_window_put_there_meanwhile_is_read_at_the_end(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    stored = make_stored(6)
    archive.stored, archive.free = stored[:5], 2
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: _shown_count(session) == 2)
    folder = session.network.arrivals.folder
    assert folder is not None

    arrive(stored[5], folder)  # nobody tells this window
    archive.gate.set()
    with qtbot.waitSignal(session.network.arriving.settled):
        pass

    assert _shown_count(session) == 6
