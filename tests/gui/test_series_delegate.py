"""Rows of what is open: nothing that tells series apart is cut away."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from medviewer.gui.series_delegate import fit_lines

pytestmark = pytest.mark.gui


@pytest.fixture
def font(qtbot: QtBot) -> QFont:
    return QFont()


def test_that_the_facts_stay_however_long_the_title_is(font: QFont) -> None:
    width_px = QFontMetrics(font).horizontalAdvance("OT 18 · 12 in 16, range")

    lines = fit_lines(
        ["OT 18 · 12 in 16, range −2048 to 2047, signed, mono", "1 image"], font, width_px, 2
    )

    assert lines[0] == "OT 18 · 12 in 16, range"
    assert lines[1].endswith("…")
    assert lines[2] == "1 image"


def test_that_a_title_that_fits_is_not_broken(font: QFont) -> None:
    assert fit_lines(["CT 3 · Thorax", "9 images"], font, 1000, 2) == ["CT 3 · Thorax", "9 images"]


def test_that_what_is_before_a_long_word_is_kept(font: QFont) -> None:
    width_px = QFontMetrics(font).horizontalAdvance("2022-04-07 · Prisma")

    lines = fit_lines(["HFS", "2022-04-07 · Prisma_Head_And_Neck"], font, width_px, 1)

    assert lines[1].startswith("2022-04-07 · Pris")
