"""How the parts of a session reach one another."""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest

from medviewer.domain.volume import Frame, Unit
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session import decoding
from medviewer.session.library import LibraryState
from medviewer.session.session import Session
from tests.unit.jobs.worker_handlers import build_counter
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    blank = Frame(np.zeros((8, 8), np.int16), Unit.HU)
    monkeypatch.setattr(decoding.Target, "read", lambda target, index: blank)
    session = Session(JobRunner(), WorkerProcess(build_counter), ())
    yield session
    session.shut_down()


def shown_uid(session: Session) -> str:
    study = session.viewport.value.study
    return study.study_instance_uid if study else ""


def test_that_the_first_study_of_a_scan_is_shown_when_it_ends(
    session: Session, make_study: MakeStudy
) -> None:
    session.library.studies_found.emit((make_study(3, "1"), make_study(9, "2")))

    assert shown_uid(session) == "1"


def test_that_a_scan_does_not_take_away_what_the_reader_chose_of_it(
    session: Session, make_study: MakeStudy
) -> None:
    first, second = make_study(3, "1"), make_study(9, "2")
    session.show(second, second.series[0].display_sets[0])

    session.library.studies_found.emit((first, second))

    assert shown_uid(session) == "2"


def test_that_another_folder_opened_replaces_what_was_shown(
    session: Session, make_study: MakeStudy
) -> None:
    before = make_study(3, "1")
    session.show(before, before.series[0].display_sets[0])

    session.library.studies_found.emit((make_study(9, "2"),))

    assert shown_uid(session) == "2"


def test_that_a_long_scan_shows_the_first_study_that_has_stopped_growing(
    session: Session, make_study: MakeStudy
) -> None:
    whole, growing, grown = make_study(3, "1"), make_study(3, "2"), make_study(5, "2")
    session.library.replace(LibraryState((growing,), is_scanning=True))
    at_first = shown_uid(session)

    session.library.replace(LibraryState((grown, whole), is_scanning=True))
    still = shown_uid(session)
    session.library.replace(LibraryState((make_study(7, "2"), whole), is_scanning=True))

    assert (at_first, still, shown_uid(session)) == ("", "", "1")


def test_that_the_study_shown_follows_what_a_scan_adds_to_it(
    session: Session, make_study: MakeStudy
) -> None:
    few, many = make_study(3), make_study(9)
    session.show(few, few.series[0].display_sets[0])

    session.library.replace(dataclasses.replace(session.library.value, studies=(many,)))

    display_set = session.viewport.value.display_set
    assert display_set is not None
    assert display_set.count == 9
