"""First start, tour, help, test pattern, crash dialog: what a new reader meets."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QProcess, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from medviewer.gui.crash_dialog import CrashDialog, CrashReporter
from medviewer.gui.guided_tour import STOPS, GuidedTour, beside
from medviewer.gui.help_browser import HelpBrowser
from medviewer.gui.main_window import MainWindow
from medviewer.gui.monitor_pattern import MonitorPattern
from medviewer.gui.welcome_dialog import TERMS, WelcomeDialog, greet
from medviewer.third_party import PACKAGES

pytestmark = pytest.mark.gui
ROOT = Path(__file__).parents[2]


def test_that_the_terms_are_asked_once_and_the_tour_follows(window: MainWindow) -> None:
    greet(window.desk, window)
    dialog = window.findChild(WelcomeDialog)
    assert dialog is not None

    dialog.accept_button.click()

    assert window.desk.preferences.value.terms == TERMS
    assert window.findChild(GuidedTour) is not None


def test_that_who_accepted_is_not_asked_again(window: MainWindow) -> None:
    window.desk.preferences.update(terms=TERMS)

    greet(window.desk, window)

    assert window.findChild(WelcomeDialog) is None


def test_that_declining_closes_the_window(window: MainWindow) -> None:
    greet(window.desk, window)
    dialog = window.findChild(WelcomeDialog)
    assert dialog is not None

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not window.isVisible()
    assert window.desk.preferences.value.terms == ""


def test_that_the_tour_has_five_steps_and_its_card_stays_in_the_window(window: MainWindow) -> None:
    tour = GuidedTour(window.desk, window)

    for _ in range(len(STOPS) - 1):
        assert window.rect().contains(tour.geometry())
        tour.next.click()
    tour.next.click()

    assert len(STOPS) == 5
    assert not tour.isVisible()


def test_that_a_card_with_no_room_on_the_right_stands_on_the_left() -> None:
    place = beside(QRect(700, 100, 300, 200), QRect(0, 0, 340, 150), QRect(0, 0, 1000, 800))

    assert place == QPoint(700 - 14 - 340, 199 - 75)


def test_that_a_card_about_something_as_wide_as_the_window_stands_below_it() -> None:
    place = beside(QRect(0, 20, 1000, 60), QRect(0, 0, 340, 150), QRect(14, 14, 972, 772))

    assert place.y() == 79 + 14


def test_that_return_goes_on_with_the_tour_and_presses_the_button_it_stands_on(
    window: MainWindow,
) -> None:
    tour = GuidedTour(window.desk, window)

    QTest.keyClick(tour.next, Qt.Key.Key_Return)
    after_one = tour.step
    tour.back.setFocus()
    QTest.keyClick(tour.back, Qt.Key.Key_Return)

    assert (after_one, tour.step) == (1, 0)


def test_that_the_help_opens_at_the_topic_asked_for(window: MainWindow) -> None:
    browser = HelpBrowser(window.desk, window, "measuring")

    assert browser.page.toPlainText().startswith("Measuring")


def test_that_the_pattern_s_steps_go_from_black_to_white_and_a_key_closes_it(
    window: MainWindow,
) -> None:
    pattern = MonitorPattern(window.desk, window)
    pattern.resize(1200, 900)  # a step is 100 pixels wide, the first begins at 50
    pattern.show()
    image = pattern.grab(QRect(0, 0, 1200, 900)).toImage()
    ratio = image.devicePixelRatio()

    greys = [
        image.pixelColor(int((50 + x) * ratio), int(110 * ratio)).red() for x in (5, 505, 1005)
    ]
    patch = image.pixelColor(int(100 * ratio), int(150 * ratio)).red()
    QTest.keyClick(pattern, Qt.Key.Key_A)

    assert greys == [0, 128, 255]
    assert patch == 13  # 5 % of 255
    assert not pattern.isVisible()


def test_that_a_second_error_opens_no_second_dialog_and_no_words_of_the_error_are_shown(
    window: MainWindow,
) -> None:
    report = CrashReporter(window.desk, window)
    name = "Muster^" + "Erika"

    for _ in range(2):
        try:
            raise ValueError(name)
        except ValueError as error:
            report(type(error), error, error.__traceback__)

    (dialog,) = window.findChildren(CrashDialog)
    assert "ValueError" in dialog.trace.toPlainText()
    assert name not in dialog.trace.toPlainText()


def test_that_every_package_that_is_shipped_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = [line.partition(">")[0] for line in project["dependencies"]]

    assert list(PACKAGES) == named


def test_that_starting_again_waits_until_this_window_is_closed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(window.desk.registry, "run", done.append)
    monkeypatch.setattr(QProcess, "startDetached", lambda *_: done.append("another start"))
    dialog = CrashDialog("trace", window.desk, window)
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}

    buttons["Start again"].click()

    assert done == ["file.quit", "another start"]


def test_that_enter_goes_on_after_a_crash_rather_than_starting_again(window: MainWindow) -> None:
    dialog = CrashDialog("trace", window.desk, window)
    dialog.open()

    (default,) = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]

    assert default.text() == "Go on"
