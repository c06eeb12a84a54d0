"""A `qtbot` that gives up after two minutes, not five seconds: a busy machine is slow, not wrong."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot, _WaitWidgetContextManager
from pytestqt.wait_signal import SignalBlocker

HANG_MS = 120_000  # a hang guard, not a measurement


class PatientQtBot(QtBot):
    """Waits as pytest-qt's does, but as long as it takes."""

    def waitUntil(  # noqa: N802  # pytest-qt's name
        self, callback: Callable[[], bool | None], *, timeout: int = HANG_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802  # pytest-qt's name
        self,
        signal: object,
        *,
        timeout: int = HANG_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(
            signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
        )

    def waitExposed(  # noqa: N802  # pytest-qt's name
        self, widget: QWidget, *, timeout: int = HANG_MS
    ) -> _WaitWidgetContextManager:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(  # noqa: N802  # pytest-qt's name
        self, widget: QWidget, *, timeout: int = HANG_MS
    ) -> _WaitWidgetContextManager:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """What drives windows in a test."""
    return PatientQtBot(request)
