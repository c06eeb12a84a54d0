"""What can be done with a finding, as a menu; and the small menu that asks why one was rejected."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.finding import RejectionReason
from medviewer.domain.review_words import REASONS
from medviewer.gui.desk import Desk
from medviewer.gui.translation import Translator
from medviewer.words import message

NO_REASON = message("Review", "No reason")


class ReasonMenu(QMenu):
    """One key says why: a digit for a reason, Enter or Esc for none. `take` is called once, as it closes."""

    def __init__(
        self,
        number: int,
        take: Callable[[RejectionReason | None], None],
        desk: Desk,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._chosen: RejectionReason | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = desk.translator
        title = words(message("Review", "Why is finding {number} rejected?", number=number))
        self.setAccessibleName(title)
        heading = self.addAction(title)
        heading.setEnabled(False)
        self._none = self.addAction(f"&0  {words(NO_REASON)}")
        add_reasons(self, words)
        self.triggered.connect(self._on_triggered)
        self.aboutToHide.connect(self._on_closing)

    def popup_beside(self) -> None:
        """At the left edge of what has the keys: the lesion in its middle stays in sight."""
        anchor = QApplication.focusWidget() or self.parentWidget()
        place = anchor.mapToGlobal(QPoint(12, anchor.height() // 3)) if anchor else QPoint()
        self.popup(place)
        self.setActiveAction(self._none)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        data = action.data()
        self._chosen = RejectionReason(data) if data else None
        self._tell()

    @Slot()
    def _on_closing(self) -> None:
        """Qt hides a menu before it says what was chosen: that has until the end of this turn."""
        QTimer.singleShot(0, self, self._tell)

    @Slot()
    def _tell(self) -> None:
        take, self._take = self._take, _nothing
        take(self._chosen)


def _nothing(_: RejectionReason | None) -> None:
    return None


def add_reasons(menu: QMenu, words: Translator) -> list[QAction]:
    """One entry a reason, each with its digit."""
    actions = []
    for digit, (reason, name) in enumerate(REASONS.items(), start=1):
        action = menu.addAction(f"&{digit}  {words(name)}")
        action.setData(reason.value)
        actions.append(action)
    return actions


FINDING_COMMANDS = (
    "findings.accept",
    "findings.reject",
    "findings.edit",
    "findings.reopen",
    "findings.remove",
)


def add_finding_commands(menu: QMenu, registry: CommandRegistry, words: Translator) -> None:
    """Those that can be asked for of the selected finding, and every reason to reject it."""
    for command_id in FINDING_COMMANDS:
        if not registry.is_enabled(command_id):
            continue
        action = menu.addAction(words(registry[command_id].title))
        action.triggered.connect(partial(_run, registry, command_id))
        if command_id == "findings.reject":
            because = menu.addMenu(words(message("Review", "Reject &because")))
            for each in add_reasons(because, words):
                each.triggered.connect(partial(_reject, registry, each.data()))
    menu.addSeparator()


def _run(registry: CommandRegistry, command_id: str, _is_checked: bool = False) -> None:
    registry.run(command_id)


def _reject(registry: CommandRegistry, reason: str, _is_checked: bool = False) -> None:
    registry.run("findings.reject", reason=reason)
