"""Other methods' maps are asked for once, for the finding selected, and only where their tests passed."""

import dataclasses
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.model_card import Explanation, ExplanationRequest
from medviewer.domain.model_trust import ExplanationTest
from medviewer.errors import WorkerStopped
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.ai.explaining import methods_of
from medviewer.session.library.library import LibraryState
from medviewer.session.session import Session
from medviewer.words import message
from tests.gui.canvas.samples import ct_study, finding, patch_on, result
from tests.gui.model_cards import full_card
from tests.unit.jobs.worker_handlers import build_counter

pytestmark = pytest.mark.gui


def gated(method: str, is_passed: bool) -> ExplanationTest:
    return ExplanationTest(method, "parameter randomisation", 0.1, "≤ 0.3", is_passed, "val")


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    """The sample CT with f1 on slices 8 to 12 explained by its class map; occlusion passed its test."""
    session = Session(JobRunner(), WorkerProcess(build_counter), ())
    study = ct_study()
    session.library.replace(LibraryState((study,)))
    session.viewport.show(study, study.series[0].display_sets[0])
    tests = (gated("class map", True), gated("occlusion", True), gated("Grad-CAM", False))
    said = result(finding("f1", 0.9), attention=(patch_on("f1", 10),))
    card = dataclasses.replace(said.card, explanation_tests=tests)
    session.analysis._keep(dataclasses.replace(said, card=card))
    session.viewport.scroll_to(10)
    yield session
    session.shut_down()


@pytest.fixture
def asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[ExplanationRequest]:
    requests: list[ExplanationRequest] = []
    monkeypatch.setattr(session.analysis, "explain", lambda study, wanted: requests.append(wanted))
    return requests


def test_that_a_method_is_asked_for_the_selected_finding_once(
    session: Session, asked: list[ExplanationRequest]
) -> None:
    session.overlays.update(shows_attention=True)
    session.reading.select("f1")

    session.explaining.choose("occlusion")
    session.explaining.choose("class map")
    session.explaining.choose("occlusion")

    assert [(wanted.finding.finding_id, wanted.method) for wanted in asked] == [("f1", "occlusion")]


def test_that_nothing_is_asked_while_maps_are_off(
    session: Session, asked: list[ExplanationRequest]
) -> None:
    session.reading.select("f1")

    session.explaining.choose("occlusion")

    assert asked == []


def test_that_a_method_with_a_failed_test_is_never_asked_for(
    session: Session, asked: list[ExplanationRequest]
) -> None:
    session.overlays.update(shows_attention=True)
    session.reading.select("f1")

    session.explaining.choose("Grad-CAM")

    assert asked == []


def test_that_the_answer_takes_the_place_of_the_class_map(
    session: Session, asked: list[ExplanationRequest]
) -> None:
    session.overlays.update(shows_attention=True)
    session.reading.select("f1")
    session.explaining.choose("occlusion")
    patch = dataclasses.replace(patch_on("f1", 10), method="occlusion")
    before = session.attention_on_slice()

    session.analysis.explained.emit(Explanation("f1", "occlusion", (patch,)))

    assert before == ()
    assert session.attention_on_slice() == (patch,)


def test_that_what_failed_is_asked_for_again(
    session: Session, asked: list[ExplanationRequest]
) -> None:
    session.overlays.update(shows_attention=True)
    session.reading.select("f1")
    session.explaining.choose("occlusion")

    session.analysis.not_explained.emit(asked[0])
    session.explaining.choose("occlusion")

    assert [wanted.method for wanted in asked] == ["occlusion", "occlusion"]


def test_that_a_failed_job_says_what_was_not_explained(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_: object) -> None:
        raise WorkerStopped(message("Test", "The AI process ended."))

    monkeypatch.setattr("medviewer.session.ai.analysis._explain", fail)
    session.analysis.catalog = (result().card,)
    session.overlays.update(shows_attention=True)
    session.reading.select("f1")

    with qtbot.waitSignal(session.analysis.not_explained) as missed:
        session.explaining.choose("occlusion")

    assert missed.args is not None
    assert missed.args[0].method == "occlusion"
    assert session.explaining.value.asked == frozenset()


def test_that_without_a_selection_the_class_maps_stay(
    session: Session, asked: list[ExplanationRequest]
) -> None:
    session.overlays.update(shows_attention=True)

    session.explaining.choose("occlusion")

    assert [patch.method for patch in session.attention_on_slice()] == ["class map"]


def test_that_methods_are_listed_with_the_test_they_failed() -> None:
    assert methods_of(full_card()) == (
        ("class map", ""),
        ("Grad-CAM", "parameter randomisation"),
        ("occlusion", "untested"),  # a figure without a gate decides nothing
    )
