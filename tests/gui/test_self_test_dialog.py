"""The self-test page says what was measured, and what could not be run, with the reason."""

import dataclasses

import pytest

from medviewer.domain.backend_time import BackendTime
from medviewer.domain.self_test import ModelSpeed, SelfTestReport
from medviewer.gui.main_window import MainWindow
from medviewer.gui.self_test_dialog import SelfTestDialog, report_html
from medviewer.gui.translation import Translator
from medviewer.progress import Progress
from medviewer.words import message

pytestmark = pytest.mark.gui

REPORT = SelfTestReport(
    device="CPU", driver="", torch_version="2.13", processor="A processor", cores=8, threads=7,
    has_bfloat16=True, memory_bytes=16_000_000_000, worker_bytes=900_000_000, gpu_bytes=None,
    models=(
        ModelSpeed("a", "Nodules", "1.1", 0.0124, 0.83, "PyTorch"),
        ModelSpeed("b", "Tumours", "1.0", None, problem=message("Test", "Weights were altered.")),
    ),
)  # fmt: skip


def test_that_each_model_has_its_speed_or_its_problem() -> None:
    html = report_html(REPORT, Translator())

    assert "<td>Nodules 1.1</td><td>12 ms</td><td>0.83 s</td><td>PyTorch</td>" in html
    assert "<td>Tumours 1.0</td><td>Weights were altered.</td>" in html


def test_that_what_a_machine_has_not_is_left_out() -> None:
    html = report_html(REPORT, Translator())

    assert "16.0 GB" in html
    assert "GPU memory" not in html


def test_that_the_page_runs_the_test_and_shows_its_report(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    testing = window.desk.session.self_testing
    monkeypatch.setattr(testing, "run", lambda: testing.update(is_running=True))

    dialog = SelfTestDialog(window.desk, window)
    is_busy = not dialog.bar.isHidden()
    testing.update(is_running=False, report=REPORT)

    assert is_busy
    assert dialog.bar.isHidden()
    assert "A processor" in dialog.page.toPlainText()


def test_that_the_page_says_how_far_the_test_is_and_closing_it_stops_the_test(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    testing, cancelled = window.desk.session.self_testing, []
    monkeypatch.setattr(testing, "run", lambda: testing.update(is_running=True))
    monkeypatch.setattr(testing, "cancel", lambda: cancelled.append(True))
    dialog = SelfTestDialog(window.desk, window)

    testing.update(progress=Progress(message("Test", "Measuring"), 2, 4))

    said = (dialog.waiting.text(), dialog.bar.value(), dialog.bar.maximum())
    dialog.reject()
    assert said == ("Measuring", 2, 4)
    assert cancelled == [True]


def test_that_the_way_to_compute_that_was_chosen_is_named() -> None:
    ways = (
        BackendTime("a", "torch", 20.0, 1.0, 0.0, 0, is_chosen=False),
        BackendTime("a", "bf16", 8.0, 2.5, 0.003, 0, is_chosen=True),
        BackendTime("a", "onnxruntime", 0.0, 0.0, 0.0, 0, is_chosen=False, note="not installed"),
    )

    html = report_html(dataclasses.replace(REPORT, backends=ways), Translator())

    assert "<td>bf16</td><td>8.0 ms</td><td>2.50 ×</td><td>0.003 · 0</td><td>chosen</td>" in html
    assert "<td>onnxruntime</td><td>not installed</td>" in html
