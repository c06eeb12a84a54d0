"""The archives entered: a list, the entry chosen beside it, and a test of it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.archive import ArchiveNode
from medviewer.domain.node_rules import what_is_wrong
from medviewer.domain.transfers import Echo
from medviewer.gui.archives.settings.node_form import NodeForm
from medviewer.gui.desk import Desk
from medviewer.words import Message, message

LIST_WIDTH_PX = 190
TESTING = message("Nodes", "Asking {address}…")
KEPT = message("Nodes", "The secret is kept in the system’s keyring.")
UNSAVED = message(
    "Nodes", "What was typed is not saved. Press Save, or close once more to leave it."
)
REMOVING = message("Nodes", "Press Remove again to forget {name} and its secrets.")


class NodesPage(QWidget):
    """Nothing is entered before Save; the test goes by what is typed, saved or not."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._network = desk.session.network
        self.list = QListWidget()
        self.form = NodeForm(desk)
        self.verdict = QLabel(wordWrap=True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add = self._button(message("Nodes", "New"), self._on_add)
        self.remove = self._button(message("Nodes", "Remove"), self._on_remove)
        self.first = self._button(message("Nodes", "Offer first"), self._on_first)
        self.test = self._button(message("Nodes", "Test"), self._on_test)
        self.save = self._button(message("Nodes", "Save"), self._on_save)
        self.save.setDefault(True)
        self._editing = ""  # name of the entry shown; "": a new one
        self._shown = ArchiveNode("")  # the form, as it was filled in
        self._is_let_go = False
        self._asked: ArchiveNode | None = None
        self._is_warned = False
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.list.currentRowChanged.connect(self._on_chosen)
        self._network.nodes.changed.connect(self._follow)
        self._network.nodes.secret_kept.connect(self._on_secret_kept)
        self._network.asking.echoed.connect(self._on_echoed)
        self._follow()
        self._show(self._network.nodes.value.first_offered)

    @property
    def is_unsaved(self) -> bool:
        return self.form.value() != self._shown or bool(self.form.secret.text())

    def lets_go(self) -> bool:
        """Whether the page may be left; the first time something typed would be lost, it says so instead."""
        if not self.is_unsaved or self._is_let_go:
            return True
        self._say(UNSAVED, is_problem=True)
        self._is_let_go = True
        return False

    def _button(self, text: Message, slot: object) -> QPushButton:
        button = QPushButton(self._desk.translator(text))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        words = self._desk.translator
        self.list.setAccessibleName(words(message("Nodes", "Archives entered")))
        self.list.setFixedWidth(LIST_WIDTH_PX)
        left, right, foot, layout = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout(self)
        left.addWidget(self.list, 1)
        for button in (self.add, self.first, self.remove):
            left.addWidget(button)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.form)
        right.addWidget(area, 1)
        right.addWidget(self.verdict)
        foot.addStretch(1)
        foot.addWidget(self.test)
        foot.addWidget(self.save)
        right.addLayout(foot)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    def _show(self, node: ArchiveNode | None) -> None:
        self._editing = node.name if node is not None else ""
        self.form.take(node or ArchiveNode(""))
        self._shown = self.form.value()
        self._say(None)
        self._follow()

    def _say(self, words: Message | None, *, is_problem: bool = False) -> None:
        self._is_warned = self._is_let_go = False
        self.verdict.setText(self._desk.translator(words) if words is not None else "")
        self.verdict.setObjectName("doubt" if is_problem else "muted")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    @Slot()
    def _follow(self) -> None:
        settings = self._network.nodes.value
        offered = settings.first_offered
        self.list.blockSignals(True)
        self.list.clear()
        for node in settings.nodes:
            self.list.addItem(node.name)
        names = [node.name for node in settings.nodes]
        self.list.setCurrentRow(names.index(self._editing) if self._editing in names else -1)
        self.list.blockSignals(False)
        is_entered = self._editing in names
        self.remove.setEnabled(is_entered)
        is_first = offered is not None and offered.name == self._editing
        self.first.setEnabled(is_entered and not is_first)

    @Slot()
    def _on_edited(self) -> None:
        self._say(what_is_wrong(self.form.value()), is_problem=True)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        nodes = self._network.nodes.value.nodes
        if 0 <= row < len(nodes):
            self._show(nodes[row])

    @Slot()
    def _on_add(self) -> None:
        self._show(None)
        self.form.name.setFocus()

    @Slot()
    def _on_first(self) -> None:
        self._network.nodes.update(default=self._editing)

    @Slot()
    def _on_remove(self) -> None:
        """Asked for twice, since its password goes with it."""
        name = self._editing
        if not self._is_warned:
            self._say(message(REMOVING.context, REMOVING.text, name=name), is_problem=True)
            self._is_warned = True
            return
        self._editing = ""
        self._network.nodes.remove(name)
        self._show(self._network.nodes.value.first_offered)

    @Slot()
    def _on_save(self) -> None:
        node, secret = self.form.value(), self.form.secret.text()
        wrong = self._network.nodes.put(node, self._editing)
        if wrong is not None:
            self._say(wrong, is_problem=True)
            return
        if secret:
            self._network.nodes.keep_secret(node.name, self.form.secret_kind, secret)
        self._show(self._network.nodes.value.find(node.name))
        self._say(message("Nodes", "{name} is entered.", name=node.name))

    @Slot()
    def _on_test(self) -> None:
        """By a secret that was typed, too: it is kept first, under the entry's name."""
        node = self.form.value()
        wrong = what_is_wrong(node)
        if wrong is not None:
            self._say(wrong, is_problem=True)
            return
        self._asked = node
        self.test.setEnabled(False)
        self._say(message(TESTING.context, TESTING.text, address=node.address))
        if self.form.secret.text():
            self._network.nodes.keep_secret(
                node.name, self.form.secret_kind, self.form.secret.text()
            )
        else:
            self._network.asking.echo(node)

    @Slot(str, object)
    def _on_secret_kept(self, name: str, problem: Message | None) -> None:
        asked = self._asked
        if asked is not None and asked.name == name:
            self._network.asking.echo(asked)
        elif name == self._editing:
            self._say(problem or KEPT, is_problem=problem is not None)

    @Slot(object)
    def _on_echoed(self, echo: Echo) -> None:
        asked = self._asked
        if asked is None or echo.node != asked.name:
            return
        self._asked = None
        self.test.setEnabled(True)
        if echo.problem is not None:
            self._say(echo.problem, is_problem=True)
        else:
            self._say(_answered(asked, echo.milliseconds))


def _answered(node: ArchiveNode, milliseconds: int) -> Message:
    return message(
        "Nodes",
        "{address} answers, in {time} ms.",
        address=node.address,
        time=milliseconds,
    )
