"""Asking a fusion model about the patient on screen: what it is given, whose answer is shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.fused_answer import FusedAnswer, FusionRequest, PartShare
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.jobs.runner import JobRunner
from medviewer.session.asking import fused as fused_room
from medviewer.session.asking.fused import Fused
from medviewer.session.context.clinical import Clinical
from medviewer.session.images.viewport import Viewport
from medviewer.session.keeping.history import History
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.settings import Settings
from medviewer.words import message
from tests.gui.canvas.samples import ct_study

CARD = SystemCard("icu", "1.0", "fusion", "ICU", "", "", "RESEARCH-ONLY", (), (), ())


def answer_to(request: FusionRequest) -> FusedAnswer:
    parts = (PartShare("image", is_present=False, is_read=True),)
    return FusedAnswer(
        *(request, "1.0", "intensive care", 0.6, 0.5, 0.7, 0.4, 0.1, parts),
        *("gated fusion", ("gated fusion", "image only"), "gated fusion", True),
    )


@dataclass
class Stub:
    """Answers at once, or fails."""

    asked: list[FusionRequest] = field(default_factory=list)
    is_broken: bool = False

    def start(self, token: object) -> None:
        del token

    def run(self, request: FusionRequest, progress: object, token: object) -> FusedAnswer:
        del progress, token
        self.asked.append(request)
        if self.is_broken:
            raise ModelUnusable(message("Fused answer", "broken"))
        return answer_to(request)


@dataclass
class Room:
    fused: Fused
    viewport: Viewport
    clinical: Clinical
    worker: Stub


@pytest.fixture
def room(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(fused_room, "_fusion_cards", lambda context: (CARD,))
    runner = JobRunner()
    messages = Messages()
    library = Library(runner, messages)
    clinical = Clinical(History(), library, messages)
    viewport, worker = Viewport(), Stub()
    preferences = Preferences(Settings(), file=None)
    made = Fused(runner, worker, clinical, viewport, preferences)  # type: ignore[arg-type]  # a stub
    study = ct_study()
    library.update(studies=(study,))
    viewport.show(study, study.series[0].display_sets[0])
    made.look()
    qtbot.waitUntil(lambda: made.value.card is not None)
    yield Room(made, viewport, clinical, worker)
    runner.shut_down()


def asked(room: Room, qtbot: QtBot, is_over: Callable[[], bool]) -> None:
    room.fused.ask()
    qtbot.waitUntil(lambda: is_over() and not room.fused.value.is_asking)


def test_that_notes_go_along_and_an_image_that_does_not_fit_is_left_out_with_the_reason(
    room: Room, qtbot: QtBot
) -> None:
    study = room.viewport.value.study
    assert study is not None
    room.clinical.notes.put(study.key, ClinicalNotes("fever"))

    asked(room, qtbot, lambda: room.fused.value.answer is not None)

    [request] = room.worker.asked
    assert request.notes.history == "fever"
    assert request.picture is None  # a CT
    answer = room.fused.value.answer
    assert answer is not None
    assert any("CT" in str(note) for note in answer.notes)


def test_that_other_notes_make_the_answer_outdated(room: Room, qtbot: QtBot) -> None:
    asked(room, qtbot, lambda: room.fused.value.answer is not None)
    was_current = not room.fused.is_outdated
    study = room.viewport.value.study
    assert study is not None

    room.clinical.notes.put(study.key, ClinicalNotes("cough"))

    assert was_current
    assert room.fused.is_outdated


def test_that_another_study_takes_the_answer_off_the_screen(room: Room, qtbot: QtBot) -> None:
    asked(room, qtbot, lambda: room.fused.value.answer is not None)
    other = replace(ct_study(), study_instance_uid="9.9")

    room.viewport.show(other, other.series[0].display_sets[0])

    assert room.fused.value.answer is None


def test_that_a_failure_is_told_and_another_subject_can_be_asked(room: Room, qtbot: QtBot) -> None:
    room.worker.is_broken = True
    asked(room, qtbot, lambda: room.fused.value.problem is not None)
    assert str(room.fused.value.problem) == "broken"
    room.worker.is_broken = False

    room.fused.choose("icu", "image only")
    asked(room, qtbot, lambda: room.fused.value.answer is not None)

    assert room.worker.asked[-1].subject == "image only"
    assert room.fused.value.problem is None
    assert room.fused.value.subjects == ("gated fusion", "image only")


def test_that_nothing_is_asked_while_the_ai_is_off(room: Room) -> None:
    room.fused._preferences.update(reading_mode="off")

    assert not room.fused.can_ask


def test_that_a_radiograph_is_reduced_as_a_whole() -> None:
    from medviewer.imaging.reduced_picture import reduced_picture

    picture = np.full((3000, 2000), 90, np.uint8)

    small = reduced_picture(picture, 512)

    assert small.shape == (512, 341)
    assert (small == 90).all()
    assert reduced_picture(picture[:100, :100], 512).shape == (100, 100)
