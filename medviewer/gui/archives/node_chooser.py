"""Which archive is asked, and its address, which is never out of sight."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from medviewer.domain.archive import ArchiveNode
from medviewer.gui.archives.answer_line import AnswerLine
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.words import Message, message

NO_NODE = message("Archives", "No archive is entered yet.")


class NodeChooser(QWidget):
    """Follows the archives entered; the one chosen stays chosen while it is there."""

    chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._nodes = desk.session.network.nodes
        words = desk.translator
        self.box = QComboBox()
        self.box.setAccessibleName(words(message("Archives", "Archive")))
        MovingKeys(self.box)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.address = QLabel()
        self.address.setObjectName("muted")
        self.address.setTextFormat(Qt.TextFormat.PlainText)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label = QLabel(words(message("Archives", "Archive")))
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(self.box)
        layout.addWidget(self.address, 1)
        self.box.currentIndexChanged.connect(self._on_chosen)
        self._nodes.changed.connect(self._follow)
        self._follow()

    @property
    def node(self) -> ArchiveNode | None:
        """The archive chosen; None while none is entered."""
        return self._nodes.value.find(str(self.box.currentData() or ""))

    def node_or_say(self, line: AnswerLine) -> ArchiveNode | None:
        """The archive chosen; where there is none, `line` says so."""
        if self.node is None:
            line.show_words(NO_NODE, is_problem=True)
        return self.node

    def choose(self, name: str) -> None:
        """Choose the archive of that name, if there is one."""
        self.box.setCurrentIndex(max(self.box.findData(name), 0))

    @Slot()
    def _follow(self) -> None:
        settings = self._nodes.value
        before = str(self.box.currentData() or "")
        offered = settings.first_offered
        wanted = before if settings.find(before) else offered.name if offered else ""
        with QSignalBlocker(self.box):
            self.box.clear()
            for node in settings.nodes:
                self.box.addItem(node.name, node.name)
            self.box.setCurrentIndex(self.box.findData(wanted))
        self.box.setEnabled(bool(settings.nodes))
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        node = self.node
        self.address.setText(node.address if node else self._desk.translator(NO_NODE))
        self.address.setToolTip(self.address.text())
        self.chosen.emit()


def waiting_words(node: str) -> Message:
    return message("Archives", "Asking {archive}…", archive=node)
