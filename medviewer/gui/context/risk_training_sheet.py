"""Train a risk model on a table of one's own: what its columns mean, the figures that come of it."""

from collections import defaultdict
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QWidget,
)

from medviewer.domain.model_trust import Interval
from medviewer.domain.prognosis import (
    RiskTrainingRequest,
    RiskTrainingResult,
    TableColumn,
    TablePreview,
)
from medviewer.gui.context.prognosis_words import NOT_A_DEVICE, SUBJECTS
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

SIZE_PX = (820, 700)
UNITS = (
    message("Prognosis", "days"),
    message("Prognosis", "weeks"),
    message("Prognosis", "months"),
    message("Prognosis", "years"),
)
NONE = message("Prognosis", "none")
SHOWN_FIGURES = {
    "c_index": message("Prognosis", "Right order (C)"),
    "ibs": message("Prognosis", "Error over time (IBS)"),
    "auc": message("Prognosis", "Right order (AUC)"),
    "brier": message("Prognosis", "Error (Brier)"),
}
HEADS = (
    message("Prognosis", "Learn from"),
    message("Prognosis", "Kind"),
    message("Prognosis", "Missing"),
    message("Prognosis", "Examples"),
)


class RiskTrainingSheet(Sheet):
    """The table stays where it is; only the model is kept, among the reader's own."""

    help_topic = "context"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Prognosis", "Train on your own table"), desk, parent)
        self._desk = desk
        self._training = desk.session.prognosis.training
        words = desk.translator
        self.choose = QPushButton(words(message("Prognosis", "Choose a &table (CSV)…")))
        self.file = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.columns = QTableWidget(0, len(HEADS))
        self.columns.setHorizontalHeaderLabels([words(each) for each in HEADS])
        self.columns.horizontalHeader().setStretchLastSection(True)
        self.columns.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.columns.setAccessibleName(words(HEADS[0]))
        self.name = QLineEdit(maxLength=60)
        self.time, self.outcome, self.value, self.group = (QComboBox() for _ in range(4))
        self.value.setEditable(True)
        self.unit = QComboBox()
        self.unit.addItems([words(each) for each in UNITS])
        self.bar = QProgressBar(textVisible=False)
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.figures = QTextBrowser()
        self._preview: TablePreview | None = None
        self._lay_out()
        self._connect()
        self.resize(*SIZE_PX)
        self.refresh()

    def _lay_out(self) -> None:
        words, form = self._desk.translator, QFormLayout()
        rows: tuple[tuple[Message, QWidget], ...] = (
            (message("Prognosis", "Name of the model"), self.name),
            (message("Prognosis", "Follow-up time"), self.time),
            (message("Prognosis", "Unit of time"), self.unit),
            (message("Prognosis", "Outcome"), self.outcome),
            (message("Prognosis", "Value that means the outcome"), self.value),
            (message("Prognosis", "Patient, where one has several rows"), self.group),
        )
        for title, field in rows:
            form.addRow(words(title), field)
        for part in (self.choose, self.file, self.columns):
            self.body.addWidget(part)
        self.body.addLayout(form)
        for below in (self.bar, self.told, self.figures):
            self.body.addWidget(below)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.train = buttons.addButton(words(message("Prognosis", "T&rain")), role.ActionRole)
        self.stop = buttons.addButton(words(message("Status", "Stop")), role.ActionRole)
        buttons.addButton(words(message("Dialog", "Close")), role.RejectRole)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.outcome.currentIndexChanged.connect(self._on_event_chosen)
        self.train.clicked.connect(self._on_train)
        self.stop.clicked.connect(self._training.cancel)
        self._training.changed.connect(self.refresh)
        self.finished.connect(self._training.forget)

    def look_at(self, file: Path) -> None:
        """Show that table's columns."""
        self.file.setText(str(file))
        self.name.setText(file.stem[:60])
        self._training.look_at(file)

    @Slot()
    def refresh(self) -> None:
        """Show the state: columns, what runs, what came of it."""
        state, words = self._training.value, self._desk.translator
        if state.preview != self._preview:
            self._preview = state.preview
            self._show_columns(state.preview.columns if state.preview is not None else ())
        self.columns.setVisible(state.preview is not None and state.result is None)
        is_chosen = state.preview is not None and self.outcome.currentIndex() >= 0
        self.train.setEnabled(is_chosen and not state.is_running)
        self.stop.setEnabled(state.is_running)
        self.bar.setVisible(state.is_running)
        progress = state.progress
        self.bar.setRange(0, progress.total if progress is not None and progress.total > 1 else 0)
        self.bar.setValue(progress.done if progress is not None else 0)
        told = state.problem or (progress.stage if progress is not None else None)
        self.told.setText(words(told) if told is not None else "")
        self.told.setVisible(told is not None)
        self.figures.setVisible(state.result is not None)
        if state.result is not None:
            self.figures.setHtml(result_html(state.result, words))

    def _show_columns(self, columns: tuple[TableColumn, ...]) -> None:
        words = self._desk.translator
        self.columns.setRowCount(len(columns))
        for row, each in enumerate(columns):
            first = QTableWidgetItem(each.name)
            first.setCheckState(Qt.CheckState.Checked)
            texts = (words(KINDS[each.kind]), str(each.missing), " · ".join(each.examples))
            self.columns.setItem(row, 0, first)
            for place, text in enumerate(texts, start=1):
                self.columns.setItem(row, place, QTableWidgetItem(text))
        for box, is_free in ((self.time, True), (self.outcome, False), (self.group, True)):
            box.clear()
            if is_free:
                box.addItem(words(NONE), "")
            for each in columns:
                box.addItem(each.name, each.name)
        self.time.setCurrentIndex(_guess(self.time, ("time", "days", "futime", "survival")))
        # where no name tells, none is chosen: the first column is an age or a number, hardly an outcome
        guessed = _guess(self.outcome, ("event", "status", "death", "cens"), -1)
        self.outcome.setCurrentIndex(guessed)

    @Slot()
    def _on_choose(self) -> None:
        title = self._desk.translator(message("Prognosis", "Choose a table"))
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "*.csv *.tsv *.txt")
        if chosen:
            self.look_at(Path(chosen))

    @Slot(int)
    def _on_event_chosen(self, index: int) -> None:
        """Its values are offered; the first that usually means an outcome is chosen."""
        columns = self._preview.columns if self._preview is not None else ()
        name = self.outcome.itemData(index)
        found = next((each.examples for each in columns if each.name == name), ())
        self.value.clear()
        self.value.addItems(list(found))
        usual = [text for text in found if text.casefold() in ("1", "1.0", "dead", "yes", "true")]
        self.value.setCurrentText(usual[0] if usual else "")
        self.train.setEnabled(index >= 0 and not self._training.value.is_running)

    @Slot()
    def _on_train(self) -> None:
        if self._preview is None:
            return
        path = self._preview.path
        self._training.train(
            RiskTrainingRequest(
                request_id="",
                model_id="",
                title=self.name.text().strip() or Path(path).stem,
                path=path,
                event=str(self.outcome.currentData() or ""),
                event_value=self.value.currentText().strip(),
                time=str(self.time.currentData() or ""),
                time_unit=UNITS[self.unit.currentIndex()].text,
                columns=self._ticked(),
                group=str(self.group.currentData() or ""),
            )
        )

    def _ticked(self) -> tuple[str, ...]:
        items = [self.columns.item(row, 0) for row in range(self.columns.rowCount())]
        taken = {box.currentData() for box in (self.time, self.outcome, self.group)}
        return tuple(
            item.text()
            for item in items
            if item is not None
            and item.checkState() is Qt.CheckState.Checked
            and item.text() not in taken
        )


KINDS: dict[str, Message] = defaultdict(
    lambda: message("Prognosis", "text"),
    number=message("Prognosis", "number"),
    category=message("Prognosis", "category"),
)


def result_html(result: RiskTrainingResult, words: Translator) -> str:
    """Every subject beside every other; who answers is bold."""
    found: dict[str, dict[str, Interval]] = defaultdict(dict)
    for each in result.figures:
        found[each.subject][each.name] = each.found
    shown = [name for name in SHOWN_FIGURES if any(name in own for own in found.values())]
    head = "".join(f"<th align='left'>{escape(words(SHOWN_FIGURES[n]))}</th>" for n in shown)
    rows = "".join(_row(name, own, shown, result, words) for name, own in found.items())
    notes = "".join(f"<li>{escape(each)}</li>" for each in result.notes)
    told = words(
        message(
            "Prognosis",
            "On rows each did not learn from, with 95 % intervals; in bold who answers. C and AUC: 0.5 is "
            "chance, 1 perfect. Errors: lower is better.",
        )
    )
    return (
        f"<p>{escape(told)}</p><table cellpadding='4'><tr><th></th>{head}</tr>{rows}</table>"
        f"<ul>{notes}</ul><p><i>{escape(words(NOT_A_DEVICE))}</i></p>"
    )


def _row(
    name: str,
    own: dict[str, Interval],
    shown: list[str],
    result: RiskTrainingResult,
    words: Translator,
) -> str:
    title = escape(words(SUBJECTS[name]) if name in SUBJECTS else name)
    title = f"<b>{title}</b>" if name == result.model.default else title
    cells = "".join(f"<td>{_figure(own.get(each))}</td>" for each in shown)
    return f"<tr><td>{title}</td>{cells}</tr>"


def _figure(found: Interval | None) -> str:
    return "–" if found is None else f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"


def _guess(box: QComboBox, names: tuple[str, ...], otherwise: int = 0) -> int:
    """The first column whose name has one of these words in it."""
    for wanted in names:
        for index in range(box.count()):
            if wanted in str(box.itemData(index)).casefold():
                return index
    return otherwise
