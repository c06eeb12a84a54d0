"""Report a fault: what would go into the bundle, all of it readable, then a file to pass on."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QSplitter,
    QWidget,
)

from medviewer.domain.fault_report import BundlePart
from medviewer.domain.study import Study
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message

SIZE_PX = (860, 580)
LIST_PX = 240
PROSE = ".txt"  # the others have lines of their own
FILE_NAME = "medviewer-fault.zip"
NOTHING_IS_SENT = message(
    "Fault report",
    "This collects what helps to mend a fault into one file. Nothing is sent: look at everything in it, "
    "write it, and pass it on yourself. It holds no names of patients, no identifiers, no pixels.",
)


class FaultDialog(Sheet):
    """Collects when it opens, anew when the headers are ticked; closing it drops what was collected."""

    help_topic = "faults"

    def __init__(self, study: Study | None, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Fault report", "Report a fault"), desk, parent)
        self._desk, self._study = desk, study
        self._faults = desk.session.support.faults
        words = desk.translator
        self.body.addWidget(QLabel(words(NOTHING_IS_SENT), wordWrap=True))
        self.headers = QCheckBox(
            words(
                message(
                    "Fault report",
                    "Add the headers of the study on screen, without identity, all pixels zero",
                )
            )
        )
        self.headers.setEnabled(study is not None)
        self.headers.toggled.connect(self._collect)
        self.body.addWidget(self.headers)
        self._add_parts()
        self.told = QLabel(wordWrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        for widget in (self.told, self.bar):
            self.body.addWidget(widget)
        self._add_buttons()
        self._faults.changed.connect(self.refresh)
        self._faults.written.connect(self.accept)
        self.finished.connect(self._faults.cancel)
        self.resize(*SIZE_PX)
        self._collect()

    def _add_parts(self) -> None:
        words = self._desk.translator
        self.list = QListWidget()
        self.list.setAccessibleName(words(message("Fault report", "Files of the bundle")))
        self.list.currentItemChanged.connect(self._on_chosen)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(words(message("Fault report", "What the file says")))
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([LIST_PX, SIZE_PX[0] - LIST_PX])
        self.body.addWidget(split, 1)

    def _add_buttons(self) -> None:
        words, role = self._desk.translator, QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.write_button = buttons.addButton(
            words(message("Fault report", "Write file…")), role.ActionRole
        )
        buttons.addButton(words(message("Dialog", "Close")), role.RejectRole)
        self.write_button.clicked.connect(self._write)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    @Slot()
    def _collect(self) -> None:
        self._faults.collect(self._study if self.headers.isChecked() else None)

    @Slot()
    def refresh(self) -> None:
        """Show what was collected, or how far it is."""
        state, words = self._faults.value, self._desk.translator
        self.bar.setVisible(state.is_collecting)
        self.bar.setRange(0, state.progress.total if state.progress else 0)
        self.bar.setValue(state.progress.done if state.progress else 0)
        self.write_button.setEnabled(state.bundle is not None)
        self.list.clear()
        for part in state.bundle.parts if state.bundle else ():
            item = QListWidgetItem(part.name)
            item.setData(Qt.ItemDataRole.UserRole, part)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        left_out = state.bundle.left_out if state.bundle else 0
        self.told.setVisible(bool(left_out))
        self.told.setText(words(_left_out(left_out)))

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        part = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        words = self._desk.translator
        if isinstance(part, BundlePart):
            wrap = QPlainTextEdit.LineWrapMode
            is_prose = part.name.endswith(PROSE)
            self.text.setLineWrapMode(wrap.WidgetWidth if is_prose else wrap.NoWrap)
            about = f"{words(_header(part))}\n\n{part.shown}"
            self.text.setPlainText(part.text if part.text is not None else about)
        else:
            self.text.clear()

    @Slot()
    def _write(self) -> None:
        title = message("Fault report", "Write the fault report")
        path = self._desk.registry.context.prompts.choose_file_to_write(title, FILE_NAME)
        if path is not None:
            self._faults.write(path)


def _left_out(count: int) -> Message:
    return message(
        "Fault report",
        "{count} headers were left out: they could not be cleaned, or there are more than 2,000.",
        count=count,
    )


def _header(part: BundlePart) -> Message:
    return message(
        "Fault report",
        "A DICOM header without identity, all its pixels zero ({kilobytes} kB before packing).",
        kilobytes=-(-part.size // 1000),
    )
