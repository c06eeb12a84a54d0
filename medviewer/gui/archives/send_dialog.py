"""Sending to an archive: what, where to, and a look at it; nothing leaves before Send is pressed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.archive import ArchiveNode
from medviewer.domain.bundle import BundleKind
from medviewer.domain.deidentification import DeidentificationOptions
from medviewer.domain.outgoing import Outgoing
from medviewer.domain.study import Study
from medviewer.gui.archives.node_chooser import NodeChooser
from medviewer.gui.archives.transfer_words import size_text
from medviewer.gui.desk import Desk
from medviewer.gui.export_dialog import UNSIGNED
from medviewer.gui.sheet import Sheet
from medviewer.session.bundle.bundle_names import KIND_NAMES
from medviewer.session.network.outgoing import OutgoingState
from medviewer.words import Message, message

SIZE_PX = (720, 620)
KINDS = (
    BundleKind.SR,
    BundleKind.SEG,
    BundleKind.GSPS,
    BundleKind.KOS,
    BundleKind.SC,
    BundleKind.PM,
    BundleKind.PDF,
)
USUAL = frozenset({BundleKind.SR, BundleKind.SEG, BundleKind.GSPS, BundleKind.KOS})
HEADINGS = (
    message("Send", "What"),
    message("Send", "Files"),
    message("Send", "Size"),
)
CLEAN = message(
    "Send", "Without identity: copies are cleaned first, the files here stay as they are"
)
SUM = message("Send", "{count} files, {size}, would be sent to {archive} at {address}.")
SUM_OF_ONE = message("Send", "1 file, {size}, would be sent to {archive} at {address}.")
LOOK = message("Send", "Look at what would be sent, then press Send.")
OBJECTS = message("Send", "Objects made of the reading as it is now")


class SendDialog(Sheet):
    """Every change of a choice prepares anew; closing stops a preparation, never a transfer."""

    help_topic = "network"

    def __init__(self, study: Study, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Send", "Send to an archive"), desk, parent)
        self._desk, self._study = desk, study
        self._outgoing = desk.session.network.outgoing
        words = desk.translator
        self.nodes = NodeChooser(desk)
        self.images = QRadioButton(words(message("Send", "The study’s images and objects")))
        self.export = QRadioButton(words(message("Send", "What was exported last")))
        self.objects = QRadioButton(words(OBJECTS))
        self.clean = QCheckBox(words(CLEAN))
        self.kinds = {kind: QCheckBox(words(KIND_NAMES[kind])) for kind in KINDS}
        self.preview = QTreeWidget()
        self.sum, self.notice = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.notice.setObjectName("doubt")
        self.bar = QProgressBar()
        self._lay_out()
        self._choose_at_first()
        for button in (self.images, self.export, self.objects):
            button.toggled.connect(self._on_source)
        self.clean.toggled.connect(self.prepare)
        for box in self.kinds.values():
            box.toggled.connect(self.prepare)
        self.nodes.chosen.connect(self._follow)
        self._outgoing.changed.connect(self._follow)
        self.finished.connect(self._on_closed)
        self.resize(*SIZE_PX)
        self.prepare()

    @Slot()
    def prepare(self) -> None:
        """Gather what is chosen now."""
        exported = self._desk.session.exporting.value.outcome
        if self.images.isChecked() and self.clean.isChecked():
            self._outgoing.prepare_copies(self._study, DeidentificationOptions())
        elif self.images.isChecked():
            self._outgoing.prepare_images(self._study)
        elif self.export.isChecked() and exported is not None:
            self._outgoing.prepare_export(exported)
        else:
            kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
            self._outgoing.prepare_objects(self._study, kinds) if kinds else self._outgoing.stop()

    def _lay_out(self) -> None:
        words = self._desk.translator
        grid, row = QGridLayout(), 0
        grid.setColumnMinimumWidth(0, 18)
        for widget in (self.images, self.clean, self.export, self.objects):
            column = 1 if widget is self.clean else 0
            grid.addWidget(widget, row, column, 1, 5 - column)
            row += 1
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, row + place // 4, 1 + place % 4)
        self.preview.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.preview.setRootIsDecorated(False)
        self.preview.setUniformRowHeights(True)
        self.preview.setAccessibleName(words(message("Send", "What would be sent")))
        self.preview.setColumnWidth(0, 420)
        for label in (self.sum, self.notice):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.nodes)
        self.body.addLayout(grid)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.sum)
        buttons = QDialogButtonBox()
        self.send = QPushButton(words(message("Send", "Send")))
        self.send.setAutoDefault(False)  # never by an Enter that was meant for something else
        self.cancel = QPushButton(words(message("Dialog", "Cancel")))
        self.cancel.setDefault(True)
        buttons.addButton(self.send, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_agreed)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    def _choose_at_first(self) -> None:
        """What was exported last where there is such a thing of this study, else objects made now."""
        state = self._desk.session.exporting.value
        is_of_this = state.study is not None and state.study.key == self._study.key
        can_export = state.outcome is not None and is_of_this
        self.export.setEnabled(can_export)
        (self.export if can_export else self.objects).setChecked(True)
        for kind, box in self.kinds.items():
            box.setChecked(kind in USUAL)
        self._enable()

    def _enable(self) -> None:
        self.clean.setEnabled(self.images.isChecked())
        for box in self.kinds.values():
            box.setEnabled(self.objects.isChecked())

    @Slot(bool)
    def _on_source(self, is_chosen: bool) -> None:
        if is_chosen:
            self._enable()
            self.prepare()

    @Slot()
    def _follow(self) -> None:
        state, node = self._outgoing.value, self.nodes.node
        self.bar.setVisible(state.is_preparing)
        if state.progress is not None:
            self.bar.setRange(0, state.progress.total)
            self.bar.setValue(state.progress.done)
        else:
            self.bar.setRange(0, 0)
        self._list(state.ready)
        words = self._desk.translator
        notices = state.ready.notices if state.ready is not None else ()
        if self.objects.isChecked() and not self._is_signed():
            notices = (UNSIGNED, *notices)
        lines = (*notices, *((state.problem,) if state.problem is not None else ()))
        self.notice.setText("\n".join(words(line) for line in lines))
        self.notice.setVisible(bool(lines))
        self.sum.setText(words(sum_words(state, node)))
        self.send.setEnabled(state.ready is not None and node is not None)
        name = message("Send", "Send to {archive}", archive=node.name) if node else None
        self.send.setText(words(name or message("Send", "Send")))

    def _is_signed(self) -> bool:
        session, key = self._desk.session, self._study.key
        drawn = session.annotations.value.of(key)
        codes = session.clinical.codes.value.of(key)
        reading = session.reading.of_study(key)
        return session.signing.sign_off(reading, drawn, codes) is not None

    def _list(self, ready: Outgoing | None) -> None:
        self.preview.clear()
        words = self._desk.translator
        for group in ready.groups if ready is not None else ():
            size = size_text(group.byte_count)
            title = group.title if isinstance(group.title, str) else words(group.title)
            self.preview.addTopLevelItem(QTreeWidgetItem([title, str(len(group.files)), size]))

    @Slot()
    def _on_agreed(self) -> None:
        ready, node = self._outgoing.value.ready, self.nodes.node
        if ready is not None and node is not None:
            self.accept()
            self._desk.registry.run(
                "archive.send_files", node=node.name, files=ready.files, study=self._study
            )

    @Slot()
    def _on_closed(self) -> None:
        self._outgoing.stop()


def sum_words(state: OutgoingState, node: ArchiveNode | None) -> Message:
    """What leaves, and the address it goes to, in one sentence."""
    if state.is_preparing:
        return message("Send", "Gathering…")
    if state.ready is None or node is None:
        return LOOK
    count = len(state.ready.files)
    words = SUM_OF_ONE if count == 1 else SUM
    return message(
        words.context,
        words.text,
        count=count,
        size=size_text(state.ready.byte_count),
        archive=node.name,
        address=node.address,
    )
