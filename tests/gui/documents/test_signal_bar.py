"""An imported model is offered beside an ECG, and its scores are its author's word."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.signal_model import SignalAnswer, SignalRequest
from medviewer.gui.documents.signal_bar import SignalBar, answer_text
from medviewer.gui.main_window import MainWindow
from medviewer.session.asking import signals
from medviewer.words import message
from tests.gui.canvas.samples import result
from tests.phantoms.ecg import made_ecg

pytestmark = pytest.mark.gui


def answer(**scores: float) -> SignalAnswer:
    group = made_ecg([1.0, 2.0])
    request = SignalRequest("", "m", ("I",), group.channels[0].samples[None], 500.0, "mV")
    return SignalAnswer(request, "Made beats", scores, 3)


def test_that_scores_stand_highest_first_without_percent_and_name_their_author() -> None:
    told = str(answer_text(answer(normal=0.2, other=0.8)))

    assert "other 0.80, normal 0.20" in told
    assert "%" not in told
    assert told.startswith("AI · not verified. Made beats, as its author states")


def test_that_without_a_model_there_is_no_bar(window: MainWindow, qtbot: QtBot) -> None:
    bar = SignalBar(window.desk)
    qtbot.addWidget(bar)

    with qtbot.waitSignal(bar._asking.found):
        pass

    assert bar.isHidden()


def test_that_a_model_that_is_there_is_asked_about_the_leads_shown(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "_cards", lambda context: (result().card,))
    monkeypatch.setattr(signals, "_ask", lambda *given: answer(normal=0.9))
    bar = SignalBar(window.desk)
    qtbot.addWidget(bar)
    bar.show_group(made_ecg([1.0, 2.0]))
    with qtbot.waitSignal(bar._asking.found):
        pass

    with qtbot.waitSignal(bar._asking.answered):
        bar.ask.click()

    assert "normal 0.90" in bar.told.text()
    bar.show_group(made_ecg([1.0]))
    assert bar.told.text() == ""


def test_that_a_refusal_stands_in_the_scores_place(window: MainWindow, qtbot: QtBot) -> None:
    bar = SignalBar(window.desk)
    qtbot.addWidget(bar)

    bar._asking.failed.emit(message("Signals", "it lacks {leads}", leads="V1"))

    assert bar.told.text() == "it lacks V1"
