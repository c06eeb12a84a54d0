"""The self-test page: where the AI computes, with what memory, and how fast each model is here."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProgressBar, QTextBrowser, QWidget

from medviewer.domain.backend_time import BackendTime
from medviewer.domain.self_test import ModelSpeed, SelfTestReport
from medviewer.gui.desk import Desk
from medviewer.gui.model_card.page_html import Section, page, paragraph, table
from medviewer.gui.sheet import Sheet
from medviewer.gui.translation import Translator
from medviewer.progress import Progress
from medviewer.words import Message, message

SIZE_PX = (760, 620)
YES, NO = message("SelfTest", "yes"), message("SelfTest", "no")


class SelfTestDialog(Sheet):
    """Runs the test when it opens; its text can be selected and copied."""

    help_topic = "ai"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("SelfTest", "Self-test of the AI"), desk, parent)
        self._desk = desk
        self._testing = desk.session.self_testing
        self.page = QTextBrowser()
        self.page.document().setDocumentMargin(12)
        self.page.setAccessibleName(self.windowTitle())
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.waiting = QLabel(desk.translator(WAITING), wordWrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        for widget in (self.waiting, self.bar):
            self.body.addWidget(widget)
        self.body.addWidget(self.page, 1)
        self._add_buttons()
        self._testing.changed.connect(self.refresh)
        self.finished.connect(self._testing.cancel)
        self.resize(*SIZE_PX)
        self._testing.run()
        self.refresh()

    def _add_buttons(self) -> None:
        words = self._desk.translator
        buttons = QDialogButtonBox()
        self.again = buttons.addButton(
            words(message("SelfTest", "Test again")), QDialogButtonBox.ButtonRole.ActionRole
        )
        buttons.addButton(words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole)
        self.again.clicked.connect(self._testing.run)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    @Slot()
    def refresh(self) -> None:
        state, words = self._testing.value, self._desk.translator
        self.waiting.setVisible(state.is_running)
        self.bar.setVisible(state.is_running)
        self.again.setEnabled(not state.is_running)
        self._show_progress(state.progress)
        if state.problem is not None:
            self.page.setHtml(paragraph(words(state.problem)))
        elif state.report is not None:
            self.page.setHtml(report_html(state.report, words))

    def _show_progress(self, progress: Progress | None) -> None:
        """Which part of the test runs, and how far; a bar that only moves until the AI has spoken."""
        words = self._desk.translator
        self.waiting.setText(words(WAITING if progress is None else progress.stage))
        self.bar.setRange(0, progress.total if progress is not None else 0)
        self.bar.setValue(progress.done if progress is not None else 0)


def report_html(report: SelfTestReport, words: Translator) -> str:
    rows = [(words(name), value) for name, value in machine_rows(report, words) if value]
    speeds = [speed_row(each, words) for each in report.models]
    headings = tuple(words(each) for each in SPEED_HEADINGS)
    sections: list[Section] = [
        (message("SelfTest", "This machine"), table(("", ""), rows, bold_column=1)),
        (
            message("SelfTest", "Reference inference of each model"),
            table(headings, speeds) + paragraph(words(WHAT_IS_TIMED)),
        ),
    ]
    if report.backends:
        sections.append((message("SelfTest", "Ways to compute"), backends_html(report, words)))
    return page(sections, words)


def backends_html(report: SelfTestReport, words: Translator) -> str:
    """Every way that was measured, beside plain torch in the same minute; the chosen one is named."""
    headings = tuple(words(each) for each in BACKEND_HEADINGS)
    return table(headings, [backend_row(each, words) for each in report.backends])


def backend_row(time: BackendTime, words: Translator) -> tuple[str, ...]:
    if time.note:
        return (time.model_id, time.backend, time.note, "", "", "")
    return (
        time.model_id,
        time.backend,
        f"{time.milliseconds:.1f} ms",
        f"{time.times_faster:.2f} ×",
        f"{time.largest_change:.1g} · {time.flips}",
        words(message("SelfTest", "chosen")) if time.is_chosen else "",
    )


def machine_rows(report: SelfTestReport, words: Translator) -> tuple[tuple[Message, str], ...]:
    """Empty values are left out."""
    gpu = report.gpu_bytes
    return (
        (message("SelfTest", "Device"), report.device),
        (message("SelfTest", "Driver"), report.driver),
        (message("SelfTest", "Processor"), report.processor),
        (
            message("SelfTest", "Cores, of which the AI uses"),
            f"{report.cores} · {report.threads}",
        ),
        (message("SelfTest", "bfloat16 in hardware"), words(YES if report.has_bfloat16 else NO)),
        (message("SelfTest", "Memory"), gigabytes(report.memory_bytes)),
        (
            message("SelfTest", "GPU memory, free of all"),
            f"{gigabytes(gpu[0])} / {gigabytes(gpu[1])}" if gpu else "",
        ),
        (message("SelfTest", "Most memory of the AI process"), gigabytes(report.worker_bytes)),
        (message("SelfTest", "PyTorch"), report.torch_version),
    )


def speed_row(speed: ModelSpeed, words: Translator) -> tuple[str, ...]:
    title = f"{speed.title} {speed.version}"
    if speed.seconds is None:
        return (title, words(speed.problem) if speed.problem is not None else "–", "", "")
    first = f"{speed.first_s:.2f} s" if speed.first_s is not None else ""
    return (title, f"{speed.seconds * 1000:.0f} ms", first, speed.backend)


def gigabytes(size: int | None) -> str:
    return "" if size is None else f"{size / 1e9:.1f} GB"


WAITING = message(
    "SelfTest",
    "The AI process starts. The test takes seconds on a free computer, minutes on a busy one.",
)
WHAT_IS_TIMED = message(
    "SelfTest",
    "The median of five runs of all its networks on an empty image; “first” includes loading it, where it "
    "was not loaded before.",
)
SPEED_HEADINGS = (
    message("SelfTest", "Model"),
    message("SelfTest", "Warm"),
    message("SelfTest", "First"),
    message("SelfTest", "Computed by"),
)
BACKEND_HEADINGS = (
    message("SelfTest", "Model"),
    message("SelfTest", "Computed by"),
    message("SelfTest", "Warm"),
    message("SelfTest", "Than plain torch"),
    message("SelfTest", "Largest change · flips"),
    message("SelfTest", "Use"),
)
