"""How the parts of a session reach one another."""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest

from medviewer.ai import applicability
from medviewer.ai.catalog import load_catalog
from medviewer.dicom.splitting.tilts import regular_stack
from medviewer.domain.finding import Finding, ReviewState
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, AttentionPatch
from medviewer.domain.study import Rescale, Study
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.ai.analysis_run import refused
from medviewer.session.images import decoding
from medviewer.session.library.library import LibraryState
from medviewer.session.session import Session
from tests.unit.jobs.worker_handlers import build_counter
from tests.unit.session.session_samples import MakeFinding, MakeStudy

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


def result_on(study: Study, finding: Finding) -> AnalysisResult:
    """What a model that saw every slice of the study's series answers."""
    display_set = study.series[0].display_sets[0]
    answer = refused(applicability.plan(load_catalog()[0], study), study, None)
    uids = tuple(frame.instance.sop_instance_uid for frame in display_set.frames)
    request = dataclasses.replace(
        answer.request, display_set_id=display_set.display_set_id, sop_instance_uids=uids
    )
    return dataclasses.replace(
        answer, request=request, status=AnalysisStatus.DONE, reason=None, findings=(finding,)
    )


@pytest.fixture
def read(session: Session, make_study: MakeStudy, make_finding: MakeFinding) -> Session:
    """A session with a study of nine slices, one finding accepted and an impression."""
    study = make_study(9)
    session.library.replace(LibraryState((study,)))
    session.show(study, study.series[0].display_sets[0])
    session.analysis._keep(result_on(study, make_finding("a", 0.9)))
    session.reading.decide("a", ReviewState.ACCEPTED)
    session.reading.write(reader="Dr. Li", impression="A nodule.")
    return session


def test_that_a_closed_study_comes_back_unread(read: Session, make_study: MakeStudy) -> None:
    read.close_all()

    study = make_study(9)
    read.show(study, study.series[0].display_sets[0])

    state = read.reading.value
    assert (state.findings, state.reviews, state.content.impression) == ((), (), "")
    assert state.content.reader == "Dr. Li"


def test_that_findings_of_a_series_that_grew_are_dropped_and_the_reader_told(
    read: Session, make_study: MakeStudy
) -> None:
    read.library.replace(LibraryState((make_study(12),)))

    assert read.results() == ()
    assert read.reading.value.findings == ()
    assert "Analyze the study again" in str(read.messages.history[-1].text)
    assert read.reading.value.content.impression == "A nodule."


def test_that_a_result_of_a_series_that_grew_meanwhile_is_dropped(
    session: Session, make_study: MakeStudy, make_finding: MakeFinding
) -> None:
    few, many = make_study(9), make_study(12)
    session.library.replace(LibraryState((many,)))
    session.show(many, many.series[0].display_sets[0])

    session.analysis._keep(result_on(few, make_finding("a", 0.9)))

    assert session.results() == ()
    assert session.reading.value.findings == ()


def test_that_findings_stay_when_the_same_slices_are_opened_again(
    read: Session, make_study: MakeStudy
) -> None:
    read.library.replace(LibraryState((make_study(9),)))

    assert [finding.finding_id for finding in read.reading.value.findings] == ["a"]


def test_that_a_rejected_findings_attention_map_goes_with_its_box(read: Session) -> None:
    [result] = read.results()
    patch = AttentionPatch("a", 4, (0.0, 8.0), (0.0, 8.0), np.ones((2, 2), np.float32))
    read.analysis._keep(dataclasses.replace(result, attention=(patch,)))
    read.viewport.scroll_to(4)
    before = read.attention_on_slice()

    read.reading.decide("a", ReviewState.REJECTED)
    rejected = read.attention_on_slice()
    read.reading.select("a")

    assert (before, rejected, read.attention_on_slice()) == ((patch,), (), (patch,))


def test_that_source_slices_of_a_tilt_are_shown_in_the_same_greys(
    session: Session, make_study: MakeStudy
) -> None:
    study = make_study(3)
    [straight] = study.series[0].display_sets
    assert straight.geometry is not None
    sheared = dataclasses.replace(straight.geometry, slice_step_mm=(0.0, 0.5, 2.0))
    acquired = [
        dataclasses.replace(frame, plane=sheared.slice_plane(index))
        for index, frame in enumerate(straight.frames)
    ]
    stack = regular_stack(sheared, acquired)
    tilted = dataclasses.replace(
        straight, frames=stack.frames, geometry=stack.geometry, tilt_degrees=14.0
    )
    series = dataclasses.replace(study.series[0], display_sets=(tilted,))
    session.show(dataclasses.replace(study, series=(series,)), tilted)
    session.presentations.set_window(tilted.display_set_id, VoiWindow(40, 80))

    session.toggle_source_slices()

    shown = session.viewport.value.display_set
    assert shown is not None
    assert [frame.plane for frame in shown.frames] == [frame.plane for frame in acquired]
    assert session.presentations.of(shown.display_set_id).window == VoiWindow(40, 80)


def test_that_values_of_a_series_opened_again_are_told_as_its_files_say_now(
    session: Session, make_study: MakeStudy
) -> None:
    study = make_study(3)
    [shown] = study.series[0].display_sets
    frames = tuple(
        dataclasses.replace(f, frame_rescale=Rescale(unit=Unit.BQML)) for f in shown.frames
    )
    session.value_scales.of(shown)

    session.close_studies(frozenset([study.key]))

    assert session.value_scales.of(dataclasses.replace(shown, frames=frames)).unit == Unit.BQML
