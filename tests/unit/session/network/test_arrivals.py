"""The books about what arrived: kept beside the images, marks respected, patients erased."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.dicom.network.arrival_folder import PART, ArrivalFolder
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.network_settings import ArrivalQuota
from medviewer.domain.study import Patient, Study
from medviewer.domain.transfers import ArrivedStudy, Reason
from medviewer.progress import CancelToken
from medviewer.session.network import arrival_books
from medviewer.session.network.arrival_books import read_books, remove_study, write_book
from medviewer.session.session import Session
from tests.unit.session.network.archive_stub import ArchiveStub, arrive
from tests.unit.session.network.conftest import MakeStored
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui

EVERYTHING = ArrivedStudy(
    "1.2.3",
    arrived_at=5.0,
    opened_at=6.5,
    node="main",
    title="王 · CT",
    is_kept=True,
    is_prior=True,
    unfinished=RetrieveOrder("1.2.3", ("1.2.3.1",), ("1.2.3.1.1",)),
)


def books(root: Path) -> dict[str, ArrivedStudy]:
    return read_books(ArrivalFolder(root), CancelToken())


def test_that_a_book_is_read_as_it_was_written(arrivals_root: Path) -> None:
    folder = ArrivalFolder(arrivals_root)

    write_book(folder, EVERYTHING)

    (found,) = books(arrivals_root).values()
    assert found.folder == folder.study_folder("1.2.3")
    assert (found.unfinished, found.title, found.is_kept, found.is_prior) == (
        EVERYTHING.unfinished,
        "王 · CT",
        True,
        True,
    )
    assert (found.arrived_at, found.opened_at, found.node) == (5.0, 6.5, "main")


@pytest.mark.parametrize("content", ["{", "[1]", '{"study_instance_uid": "9.9"}', "null", '"' * 9])
def test_that_a_damaged_book_does_not_hide_the_study(
    arrivals_root: Path, make_stored: MakeStored, content: str
) -> None:
    folder = ArrivalFolder(arrivals_root)
    arrive(make_stored(1)[0], folder)
    (folder.study_folder("1.2.3") / arrival_books.BOOK).write_text(content)

    found = books(arrivals_root)

    assert {uid: study.instance_count for uid, study in found.items()} == {"1.2.3": 1}


def test_that_images_without_a_book_are_known_by_their_headers(
    arrivals_root: Path, make_stored: MakeStored
) -> None:
    first, second = make_stored(2)
    for one in (first, second):
        arrive(one, ArrivalFolder(arrivals_root))

    (found,) = books(arrivals_root).values()

    assert (found.study_instance_uid, found.instance_count) == ("1.2.3", 2)
    assert found.byte_count == first.file.stat().st_size + second.file.stat().st_size


def test_that_a_book_in_another_studys_folder_says_nothing(arrivals_root: Path) -> None:
    folder = ArrivalFolder(arrivals_root)
    write_book(folder, EVERYTHING)
    folder.study_folder("1.2.3").rename(folder.study_folder("6.6.6"))

    assert books(arrivals_root) == {}


def test_that_what_killed_programs_left_is_tidied_away(arrivals_root: Path) -> None:
    series = ArrivalFolder(arrivals_root).series_folder("1", "2")
    series.mkdir(parents=True)
    part = series / f"x{PART}"
    part.write_bytes(b"half")
    going = arrivals_root / f"{arrival_books.GOING}abc"
    going.mkdir()
    written_s = part.stat().st_mtime
    folder = ArrivalFolder(arrivals_root)

    arrival_books.tidy(folder, written_s + 60, CancelToken())
    was_left_alone = part.exists()
    arrival_books.tidy(folder, written_s + 48 * 3600, CancelToken())

    assert was_left_alone  # somebody may be writing it
    assert not part.exists()
    assert not going.exists()


def test_that_a_removed_study_leaves_nothing(arrivals_root: Path, make_stored: MakeStored) -> None:
    arrive(make_stored(1)[0], ArrivalFolder(arrivals_root))

    remove_study(ArrivalFolder(arrivals_root), "1.2.3")

    assert list(arrivals_root.iterdir()) == []


def test_that_a_folder_that_is_gone_again_does_not_stop_the_listing(
    arrivals_root: Path, make_stored: MakeStored, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ArrivalFolder(arrivals_root)
    arrive(make_stored(1)[0], folder)
    place = folder.study_folder("1.2.3")
    doomed = place / "of-another-writer"
    doomed.mkdir()
    look = os.scandir

    def scandir(path: Path) -> "Iterator[os.DirEntry[str]]":
        if path == doomed:
            raise FileNotFoundError
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)

    assert len(arrival_books.images_of(place)) == 1


def _fetch_beside(session: Session, qtbot: QtBot, uid: str) -> None:
    with qtbot.waitSignal(session.network.arriving.settled):
        session.network.fetch("main", [RetrieveOrder(uid)], reason=Reason.BESIDE)
    qtbot.waitUntil(lambda: session.runner.active_count == 0)


@pytest.fixture
def two_studies(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> Session:
    """Study 1 came before study 2; neither is open."""
    archive.stored = (
        *make_stored(2, "1", PatientID="A", PatientName="Ada"),
        *make_stored(2, "2", PatientID="B", PatientName="Bea"),
    )
    archive.gate.set()
    _fetch_beside(session, qtbot, "1")
    _fetch_beside(session, qtbot, "2")
    return session


def _too_little_for_both(session: Session, monkeypatch: pytest.MonkeyPatch) -> ArrivalQuota:
    size = session.network.arrivals.value.byte_count
    monkeypatch.setattr(ArrivalQuota, "byte_count", property(lambda quota: size - 1))
    return ArrivalQuota(1, 7)


def test_that_the_study_used_longest_ago_leaves_and_the_reader_is_told(
    two_studies: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, arrivals_root: Path
) -> None:
    quota = _too_little_for_both(two_studies, monkeypatch)

    with qtbot.waitSignal(two_studies.network.arrivals.removed):
        two_studies.network.nodes.update(quota=quota)

    assert set(two_studies.network.arrivals.value.studies) == {"2"}
    assert set(books(arrivals_root)) == {"2"}
    assert "Ada" in str(two_studies.messages.history[-1].text)


def test_that_a_kept_study_stays(
    two_studies: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, arrivals_root: Path
) -> None:
    two_studies.network.arrivals.keep("1")
    quota = _too_little_for_both(two_studies, monkeypatch)

    with qtbot.waitSignal(two_studies.network.arrivals.removed):
        two_studies.network.nodes.update(quota=quota)

    assert set(books(arrivals_root)) == {"1"}
    assert books(arrivals_root)["1"].is_kept


def test_that_room_is_made_at_start(
    two_studies: Session,
    make_session: Callable[[], Session],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    arrivals_root: Path,
) -> None:
    _too_little_for_both(two_studies, monkeypatch)
    session = make_session()

    with qtbot.waitSignal(session.network.arrivals.removed):
        session.network.begin(arrivals_root)

    assert set(books(arrivals_root)) == {"2"}


def test_that_erasing_a_patient_erases_what_arrived_though_nobody_opened_it(
    two_studies: Session, qtbot: QtBot, arrivals_root: Path
) -> None:
    two_studies.erase_traces(Patient("B", "Bea", ""))
    qtbot.waitUntil(lambda: two_studies.runner.active_count == 0)

    assert set(books(arrivals_root)) == {"1"}
    assert set(two_studies.network.arrivals.value.studies) == {"1"}


def test_that_a_study_erased_while_it_was_looked_through_is_not_listed_again(
    two_studies: Session, make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    listed: list[Study] = []
    monkeypatch.setattr(two_studies.study_list, "keep", lambda studies, _: listed.extend(studies))
    two_studies.erase_traces(Patient("B", "Bea", ""))
    qtbot.waitUntil(lambda: two_studies.runner.active_count == 0)

    two_studies.network._on_surveyed((make_study(2, "1"), make_study(2, "2")))

    assert [study.study_instance_uid for study in listed] == ["1"]
