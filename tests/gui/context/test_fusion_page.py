"""The page of image, values and text together: what it says before and after an answer."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.fused_answer import FusedAnswer, FusionRequest, PartShare
from medviewer.domain.system_card import SystemCard
from medviewer.gui.context.fusion_page import FusionPage
from medviewer.gui.main_window import MainWindow
from medviewer.words import message

pytestmark = pytest.mark.gui

CARD = SystemCard("icu", "1", "fusion", "ICU model", "", "", "", (), (), (), default="gated fusion")
SHARES = (
    PartShare("image", True, True, 0.8, 0.35),
    PartShare("values", True, True, -0.3, 0.6, ("CRP 45 mg/L",), ("D-dimer",)),
    PartShare("text", False, True),
)


def opened(window: MainWindow, qtbot: QtBot) -> FusionPage:
    window.desk.registry.run("context.fusion")
    page = window.context.page("fusion")
    assert isinstance(page, FusionPage)
    fused = window.desk.session.questions.fused
    qtbot.waitUntil(lambda: fused.value.cards is not None)
    return page


def answered(window: MainWindow, **changes: object) -> FusedAnswer:
    fused, study = window.desk.session.questions.fused, window.desk.session.viewport.value.study
    values: dict[str, object] = {
        "request": FusionRequest("", "icu"),
        "model_version": "1",
        "target": "intensive care",
        "score": 0.5 + 0.03,
        "low": 0.41,
        "high": 0.66,
        "logit": 0.6,
        "bias": 0.1,
        "parts": SHARES,
        "subject": "gated fusion",
        "subjects": ("gated fusion", "image only"),
        "default": "gated fusion",
        "is_exact": True,
        "notes": (message("Fused answer", "left out <b>because</b>"),),
    }
    answer = FusedAnswer(**{**values, **changes})  # type: ignore[arg-type]  # its own fields
    assert study is not None
    fused.update(
        cards=(CARD,), model_id="icu", study_key=study.key, answer=answer, subjects=answer.subjects
    )
    return answer


def test_that_without_a_model_it_says_how_to_make_one(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(read_window, qtbot)

    assert "medviewer evaluate cxr_icu_fusion" in page.told.text()
    assert not page.ask.isEnabled()
    assert page.bars.isHidden()


def test_that_an_answer_shows_its_score_its_bars_and_what_is_missing(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(read_window, qtbot)

    answered(read_window)

    assert page.score.text() == "intensive care: score 0.53, its networks between 0.41 and 0.66"
    assert "%" not in page.score.text()
    assert [(b.name, b.value_logit) for b in page.bars.bars] == [
        ("Image", 0.8),
        ("Values", -0.3),
        ("Text", None),
    ]
    assert page.bars.bars[2].note == "missing"
    told = page.details.text().splitlines()
    assert "Without Image: score 0.35" in told
    assert "Values: CRP 45 mg/L" in told
    assert "Values, unknown: D-dimer" in told
    assert "left out <b>because</b>" in told  # as plain text


def test_that_bars_point_to_their_side_on_one_scale(read_window: MainWindow, qtbot: QtBot) -> None:
    page = opened(read_window, qtbot)
    answered(read_window)

    image, values = page.bars.bar(0), page.bars.bar(1)

    assert image.left() == pytest.approx(values.right())  # the middle
    assert image.width() / values.width() == pytest.approx(0.8 / 0.3)


def test_that_a_subject_that_is_not_the_default_says_who_did_better(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(read_window, qtbot)

    answered(read_window, subject="image only", is_exact=False)

    assert "“gated fusion” did better" in page.who.text()
    assert "Shapley" in page.sums.text()
    assert [page.subjects.itemText(row) for row in range(page.subjects.count())] == [
        "gated fusion (default)",
        "image only",
    ]


def test_that_choosing_another_subject_takes_the_answer_away(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(read_window, qtbot)
    answered(read_window)

    page.subjects.setCurrentIndex(1)
    page.subjects.activated.emit(1)

    assert read_window.desk.session.questions.fused.value.subject == "image only"
    assert page.score.isHidden()


def test_that_the_page_fits_a_narrow_panel(read_window: MainWindow, qtbot: QtBot) -> None:
    page = opened(read_window, qtbot)
    answered(read_window)

    assert page.minimumSizeHint().width() <= 300
