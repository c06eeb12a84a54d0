"""What stands in the file of the image on screen: tree, search, the chosen value in full, copying."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.attribute_tree import Attribute, Branch, RowPath
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.tag_search_bar import TagSearchBar
from medviewer.gui.tag_view import TagView
from medviewer.session.images.viewport import OverlayState
from medviewer.session.library.tags import TagsState
from medviewer.words import Message, message

TREE_SHARE, VALUE_SHARE = 3, 1
WIDE_PX = 1000  # from here on the value stands beside the tree, not below it


class TagBrowser(QWidget):
    """Shows `session.tags`; it reads nothing itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._copies_value_of: Attribute | None = None
        self.search = TagSearchBar(desk)
        self.follow = QCheckBox(desk.translator(message("Tags", "Follow the image")))
        self.title = QLabel()
        self.title.setObjectName("muted")
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is the file's
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tree = TagView(desk)
        self.value = QPlainTextEdit(readOnly=True)
        self.value.setPlaceholderText(
            desk.translator(message("Tags", "Choose a row to read its value in full."))
        )
        self.value.setAccessibleName(desk.translator(message("Tags", "Value in full")))
        TypingKeys(self.value)
        self._lay_out()
        self._connect()
        self._show(desk.session.tags.value)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        bar.addWidget(self.search)
        bar.addWidget(self.follow)
        bar.addWidget(self.title, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.tree)
        self._split.addWidget(self.value)
        self._split.setStretchFactor(0, TREE_SHARE)
        self._split.setStretchFactor(1, VALUE_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(6)
        column.addLayout(bar)
        column.addWidget(self._split, 1)
        column.addStretch()  # while the split is hidden

    def _connect(self) -> None:
        tags = self._desk.session.tags
        tags.changed.connect(self._on_changed)
        tags.unfolded.connect(self._on_unfolded)
        tags.revealed.connect(self._on_revealed)
        tags.value_read.connect(self._on_value_read)
        tags.copied.connect(self._put_on_clipboard)
        self.tree.rows.wanted.connect(tags.unfold)
        self.tree.row_chosen.connect(self._on_row_chosen)
        self.tree.copy_asked.connect(self._copy_rows)
        self.tree.menu_asked.connect(self._pop_up_menu)
        self.search.hit_chosen.connect(tags.reveal)
        self.follow.toggled.connect(self._on_follow_toggled)
        self.tree.typed.connect(self.search.begin)
        self._desk.session.overlays.changed.connect(self._on_overlays_changed)
        find = QShortcut("Ctrl+F", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)

    def _show(self, state: TagsState) -> None:
        is_named = self._desk.session.overlays.value.shows_identity
        self._split.setVisible(is_named)
        self.search.setEnabled(is_named)
        with QSignalBlocker(self.follow):
            self.follow.setChecked(state.follows)
        self.title.setText(self._title(state))
        path = state.source.path if state.source is not None and is_named else ""
        self.title.setToolTip(literal(str(path)))
        self._show_hits(state)

    def _show_hits(self, state: TagsState) -> None:
        self.tree.rows.show_hits(frozenset(state.search.hits))
        self.tree.viewport().update()

    def _title(self, state: TagsState) -> str:
        say = self._desk.translator
        if not self._desk.session.overlays.value.shows_identity:
            return say(message("Tags", "Not shown while the patient's identity is hidden."))
        if state.problem is not None:
            return say(state.problem)
        if state.source is None:
            return say(message("Tags", "No image is open."))
        if state.is_reading and state.file is None:
            return say(message("Tags", "Reading …"))
        name = state.source.path.name
        if state.file is not None and state.file.frame:
            frame = state.source.frame_index + 1
            return say(message("Tags", "{file}, frame {frame}", file=name, frame=frame))
        return name

    def _full_value(self, row: Attribute) -> str:
        """Heading, reason for a problem, value as far as its row has it."""
        say = self._desk.translator
        name = row.name if isinstance(row.name, str) else say(row.name)
        lines = [" ".join(part for part in (row.tag_text, name, row.keyword) if part)]
        if row.creator:
            lines.append(say(message("Tags", "Defined by {creator}", creator=row.creator)))
        if row.problem is not None:
            lines.append(f"⚠ {say(row.problem)}")
        return "\n".join((*lines, "", row.value if isinstance(row.value, str) else say(row.value)))

    @Slot(object, object)
    def _on_changed(self, before: TagsState, now: TagsState) -> None:
        if before.file is not now.file:
            self.tree.show_file(now.file)
            self._on_row_chosen(self.tree.rows.attribute(self.tree.currentIndex()))
        self._show(now)
        if before.search is not now.search:
            self.search.take(before.search, now.search)

    @Slot(object, object)
    def _on_overlays_changed(self, before: OverlayState, now: OverlayState) -> None:
        """A header names the patient in many places, private ones too: all of it or nothing is shown."""
        if now.shows_identity != before.shows_identity:
            self._show(self._desk.session.tags.value)

    @Slot(object)
    def _on_unfolded(self, branch: Branch) -> None:
        self.tree.rows.take(branch)

    @Slot(object, object)
    def _on_revealed(self, path: RowPath, branches: tuple[Branch, ...]) -> None:
        for branch in branches:
            self.tree.rows.take(branch)
        if path == self.search.current:
            self.tree.go_to(path)

    @Slot(object)
    def _on_row_chosen(self, row: Attribute | None) -> None:
        self.value.setPlainText(self._full_value(row) if row is not None else "")
        if row is not None and not row.is_whole:
            self._desk.session.tags.read_value(row)

    @Slot(object, object)
    def _on_value_read(self, row: Attribute, value: str | Message) -> None:
        text = value if isinstance(value, str) else self._desk.translator(value)
        if row is self._copies_value_of:
            self._copies_value_of = None
            self._put_on_clipboard(text)
        if row is self.tree.rows.attribute(self.tree.currentIndex()):
            heading = self._full_value(row).split("\n\n", 1)[0]
            self.value.setPlainText(f"{heading}\n\n{text}")

    @Slot(bool)
    def _on_follow_toggled(self, follows: bool) -> None:
        self._desk.session.tags.set_following(follows=follows)

    @Slot()
    def _find(self) -> None:
        self.search.field.setFocus()
        self.search.field.selectAll()

    @Slot(str)
    def _put_on_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.session.messages.note(
            message("Tags", "Copied {count} letters.", count=f"{len(text):,}")
        )

    @Slot()
    def _copy_value(self) -> None:
        row = self.tree.rows.attribute(self.tree.currentIndex())
        if row is None:
            return
        if row.is_whole:
            value = row.value if isinstance(row.value, str) else self._desk.translator(row.value)
            self._put_on_clipboard(value)
        else:
            self._copies_value_of = row
            self._desk.session.tags.read_value(row)

    @Slot()
    def _copy_cells(self) -> None:
        """As a spreadsheet takes it."""
        self._put_on_clipboard(self.tree.chosen_cells())

    @Slot()
    def _copy_rows(self) -> None:
        self._desk.session.tags.copy(self.tree.chosen_rows())

    @Slot()
    def _copy_json(self) -> None:
        self._desk.session.tags.copy(self.tree.chosen_rows(), as_json=True)

    @Slot(QPoint)
    def _pop_up_menu(self, at: QPoint) -> None:
        say, menu = self._desk.translator, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_rows = bool(self.tree.chosen_rows())
        for words, what in (
            (message("Tags", "Copy value"), self._copy_value),
            (message("Tags", "Copy row"), self._copy_cells),
            (message("Tags", "Copy with everything below"), self._copy_rows),
            (message("Tags", "Copy as DICOM JSON"), self._copy_json),
        ):
            action = menu.addAction(say(words))
            action.setEnabled(has_rows)
            action.triggered.connect(what)
        menu.popup(at)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= WIDE_PX
        self._split.setOrientation(
            Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        )
