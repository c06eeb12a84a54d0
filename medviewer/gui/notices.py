"""What the session has to say: warnings and errors stay above the image until they are dismissed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from medviewer.gui.desk import Desk
from medviewer.session.messages import Level, Notice
from medviewer.words import Message, message

SHOWN = 3  # more would cover the image; the rest come up as these are dismissed


class NoticeStrip(QWidget):
    """The newest notices on top of one another, oldest first to be read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.banners: list[Banner] = []
        self._more = QLabel()
        self._more.setObjectName("muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(6, 6, 6, 6)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._more)
        desk.session.messages.posted.connect(self._on_posted)
        self._arrange()

    @Slot(object)
    def _on_posted(self, notice: Notice) -> None:
        if notice.level is Level.NOTE or any(banner.notice == notice for banner in self.banners):
            return
        banner = Banner(notice, self._desk, self)
        banner.dismissed.connect(self._on_dismissed)
        self.banners.append(banner)
        self._layout.insertWidget(self._layout.count() - 1, banner)
        self._arrange()

    @Slot()
    def _on_dismissed(self) -> None:
        banner = self.sender()
        if isinstance(banner, Banner) and banner in self.banners:
            self.banners.remove(banner)
            banner.hide()
            banner.deleteLater()
            self._arrange()

    def _arrange(self) -> None:
        for position, banner in enumerate(self.banners):
            banner.setVisible(position < SHOWN)
        hidden = len(self.banners) - SHOWN
        self._more.setVisible(hidden > 0)
        self._more.setText(
            self._desk.translator(message("Notices", "{count} more below these", count=hidden))
        )
        self.setVisible(bool(self.banners))


class Banner(QFrame):
    """One notice: its text can be selected and copied."""

    dismissed = Signal()

    def __init__(self, notice: Notice, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self._desk = desk
        self.setObjectName("notice")
        self.setProperty("level", notice.level.value)
        self._icon = QLabel()
        self.label = QLabel(desk.translator(notice.text), wordWrap=True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a file's own words
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = self._button(message("Notices", "Copy this message"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = self._button(message("Notices", "Dismiss"))
        self.close_button.clicked.connect(self.dismissed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 6, 5)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        desk.look.changed.connect(self._draw_icons)
        self._draw_icons()

    def _button(self, words: Message) -> QToolButton:
        button = QToolButton()
        button.setToolTip(self._desk.translator(words))
        button.setAccessibleName(button.toolTip())
        return button

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.label.text())

    @Slot()
    def _draw_icons(self) -> None:
        look = self._desk.look
        is_error = self.notice.level is Level.ERROR
        colour = look.colours.red if is_error else look.colours.amber
        self._icon.setPixmap(look.icon("error" if is_error else "warning", colour).pixmap(18, 18))
        self.copy_button.setIcon(look.icon("copy"))
        self.close_button.setIcon(look.icon("close"))
