"""The strip beside the slider: signed, clickable, there only where an answer judges slices."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from medviewer.gui.canvas.contribution_strip import ContributionStrip
from tests.gui.canvas.samples import SHAPE, Desk, finding, keep, result

pytestmark = pytest.mark.gui


@pytest.fixture
def strip(desk: Desk) -> ContributionStrip:
    """Slice 5 speaks for it with 0.4 logit, slice 9 against it with 0.2."""
    values = [0.0] * SHAPE[0]
    values[5], values[9] = 0.4, -0.2
    keep(
        desk,
        dataclasses.replace(
            result(finding()), slice_contributions=tuple(values), attention_bias=-1.5
        ),
    )
    [strip] = desk.panel.findChildren(ContributionStrip)
    return strip


def test_that_the_strip_is_hidden_where_no_answer_judges_slices(desk: Desk) -> None:
    keep(desk, result(finding()))

    [strip] = desk.panel.findChildren(ContributionStrip)
    assert strip.isHidden()


def test_that_bars_go_right_for_and_left_against_on_one_scale(strip: ContributionStrip) -> None:
    middle = strip.width() / 2

    speaks_for, against = strip.bar(5), strip.bar(9)

    assert (speaks_for.left(), speaks_for.width()) == (middle, 20.0)
    assert (against.right(), against.width()) == (middle, 10.0)


def test_that_a_click_goes_to_the_slice(desk: Desk, strip: ContributionStrip) -> None:
    at = QPoint(10, round(strip.bar(9).center().y()))

    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)

    assert desk.session.viewport.value.index == 9


def test_that_a_bar_says_its_logit(strip: ContributionStrip) -> None:
    words = strip.words_at(9)

    assert words.startswith("Image 10: -0.200 logit for lung nodule.")
    assert "the longest bar is 0.40 logit" in words


def test_that_peeking_hides_the_strip(desk: Desk, strip: ContributionStrip) -> None:
    desk.session.overlays.update(is_peeking=True)

    assert strip.isHidden()


def test_that_hardly_any_evidence_does_not_fill_the_strip(desk: Desk) -> None:
    values = (0.001,) * SHAPE[0]
    keep(desk, dataclasses.replace(result(finding()), slice_contributions=values))

    [strip] = desk.panel.findChildren(ContributionStrip)
    assert strip.bar(0).width() < 1.0
