"""Qt's remarks end in the log with the level Qt gave them."""

import logging

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from medviewer.gui.qt_messages import log_qt_messages

pytestmark = pytest.mark.gui


def test_that_a_qt_warning_is_logged_and_not_printed(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    before = qInstallMessageHandler(None)
    log_qt_messages()

    with caplog.at_level(logging.DEBUG, logger="medviewer.gui.qt_messages"):
        qWarning("something odd")

    qInstallMessageHandler(before)
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "Qt: something odd")
    ]
    assert capfd.readouterr().err == ""
