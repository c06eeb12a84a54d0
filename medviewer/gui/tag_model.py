"""The attribute tree as a Qt model: rows below a row are asked for when it is unfolded, never before."""

from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from medviewer.domain.attribute_tree import (
    DATA_SET_SECTION,
    FRAME_SECTION,
    META_SECTION,
    Attribute,
    AttributeFile,
    Branch,
    RowPath,
)
from medviewer.gui.desk import Desk
from medviewer.gui.plain_text import literal
from medviewer.words import Message, message

Index = QModelIndex | QPersistentModelIndex
KeyPath = tuple[
    int | str, ...
]  # what a row is called, not where it stands: the same in another file
LINE_LETTERS, TOOLTIP_LETTERS = 400, 2000  # the value beside the tree has all of it
NOWHERE = QModelIndex()
ROLE = Qt.ItemDataRole


class Column(IntEnum):
    TAG = 0
    NAME = 1
    VR = 2
    VM = 3
    VALUE = 4


HEADINGS = {
    Column.TAG: message("Tags", "Tag"),
    Column.NAME: message("Tags", "Name"),
    Column.VR: message("Tags", "VR"),
    Column.VM: message("Tags", "VM"),
    Column.VALUE: message("Tags", "Value"),
}
SECTIONS = {
    FRAME_SECTION: message("Tags", "This frame: functional groups"),
    DATA_SET_SECTION: message("Tags", "Data set"),
    META_SECTION: message("Tags", "File meta information"),
}


@dataclass(slots=True, eq=False)
class Node:
    """A row on screen; a section has no attribute."""

    position: int  # last number of the row's path
    above: "Node | None"
    row: Attribute | None
    below: list["Node"] = field(default_factory=list)
    is_asked_for: bool = False

    @property
    def path(self) -> RowPath:
        return (*self.above.path, self.position) if self.above else (self.position,)

    @property
    def key(self) -> KeyPath:
        above = self.above.key if self.above else ()
        if self.row is None or self.row.tag is None:
            return (*above, self.position)
        return (*above, self.row.tag_text)


class TagModel(QAbstractItemModel):
    """Sections, attributes, items. `wanted` asks for what lies below a row."""

    wanted = Signal(object, object)  # RowPath, Attribute

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file: AttributeFile | None = None
        self._sections: list[Node] = []
        self._hits: frozenset[RowPath] = frozenset()
        self._bold = QFont()
        self._bold.setBold(True)

    def show_file(self, file: AttributeFile | None) -> None:
        """List another file, or another frame of the same one; what is unfolded stays so in that case."""
        if self._is_same_data_set(file):
            self._show_frame(file)
            self._file = file
            return
        left = self._sections  # Qt holds bare pointers to these until the reset is over
        self.beginResetModel()
        self._file = file
        numbers = [n for n in SECTIONS if file is not None and file.sections[n]]
        self._sections = [self._section(file, number) for number in numbers if file is not None]
        self.endResetModel()
        left.clear()

    def take(self, branch: Branch) -> None:
        """Put rows that were asked for into their place; twice does no harm."""
        node = self._node_at(branch.path)
        if node is None or node.below or not branch.rows:
            return
        node.is_asked_for = True
        self.beginInsertRows(self.index_of(node), 0, len(branch.rows) - 1)
        node.below = [Node(at, node, row) for at, row in enumerate(branch.rows)]
        self.endInsertRows()

    def show_hits(self, hits: frozenset[RowPath]) -> None:
        """Mark these rows; whoever shows them has to be painted again."""
        self._hits = hits

    def attribute(self, index: Index) -> Attribute | None:
        node = self._node(index)
        return node.row if node is not None else None

    def key_of(self, index: Index) -> KeyPath:
        node = self._node(index)
        return node.key if node is not None else ()

    def index_at(self, path: RowPath) -> QModelIndex:
        """The row's index; an invalid one where it has not been read."""
        node = self._node_at(path)
        return self.index_of(node) if node is not None else QModelIndex()

    def index_of(self, node: Node) -> QModelIndex:
        if node.above is None:
            return self.createIndex(self._sections.index(node), 0, node)
        return self.createIndex(node.position, 0, node)

    def _is_same_data_set(self, file: AttributeFile | None) -> bool:
        """Whether only the frame differs, so that nothing needs to be folded up."""
        if file is None or self._file is None or file.data_set is not self._file.data_set:
            return False
        return bool(file.frame) == bool(self._file.frame)

    def _section(self, file: AttributeFile, number: int) -> Node:
        section = Node(number, None, None, is_asked_for=True)
        section.below = [Node(at, section, row) for at, row in enumerate(file.sections[number])]
        return section

    def _show_frame(self, file: AttributeFile | None) -> None:
        """Frames of one image mostly have the same groups, so that rows only change their values."""
        section = next((s for s in self._sections if s.position == FRAME_SECTION), None)
        if file is None or section is None:
            return
        above = self.index_of(section)
        if len(section.below) != len(file.frame):
            left = section.below  # as above
            self.beginRemoveRows(above, 0, max(len(section.below) - 1, 0))
            section.below = []
            self.endRemoveRows()
            left.clear()
            self.beginInsertRows(above, 0, max(len(file.frame) - 1, 0))
            section.below = [Node(at, section, row) for at, row in enumerate(file.frame)]
            self.endInsertRows()
            return
        for node, row in zip(section.below, file.frame, strict=True):
            node.row = row
        if section.below:
            last = self.index(len(section.below) - 1, Column.VALUE, above)
            self.dataChanged.emit(self.index(0, 0, above), last)

    def _node(self, index: Index) -> Node | None:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else None

    def _node_at(self, path: RowPath) -> Node | None:
        node = next((s for s in self._sections if path and s.position == path[0]), None)
        for position in path[1:]:
            if node is None or position >= len(node.below):
                return None
            node = node.below[position]
        return node

    def _say(self, text: str | Message) -> str:
        return text if isinstance(text, str) else self._desk.translator(text)

    def _words(self, node: Node, column: int) -> str:
        row = node.row
        if row is None:
            return self._desk.translator(SECTIONS[node.position]) if column == Column.TAG else ""
        if column == Column.TAG:
            return row.tag_text or self._say(row.name)
        if column == Column.NAME:
            return self._say(row.name) if row.tag is not None else ""
        if column == Column.VR:
            return row.vr
        if column == Column.VM:
            return "" if row.multiplicity is None else str(row.multiplicity)
        return " ".join(self._say(row.value)[:LINE_LETTERS].split())

    def _tooltip(self, row: Attribute) -> str:
        lines = [row.keyword, row.creator, self._say(row.value)[:TOOLTIP_LETTERS]]
        if row.problem is not None:
            lines.append(self._desk.translator(row.problem))
        return literal("\n".join(line for line in lines if line))

    # Qt's own

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        above = self._node(parent)
        among = self._sections if above is None else above.below
        if 0 <= row < len(among) and 0 <= column < len(Column):
            return self.createIndex(row, column, among[row])
        return QModelIndex()

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt has two of them
        node = self._node(index)
        return self.index_of(node.above) if node is not None and node.above else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if parent.column() > 0:
            return 0
        node = self._node(parent)
        return len(self._sections if node is None else node.below)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        del parent
        return len(Column)

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        node = self._node(parent)
        if node is None or node.row is None:
            return True
        return node.row.has_rows and parent.column() == 0

    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return node is not None and node.row is not None and self._has_unread(node)

    def _has_unread(self, node: Node) -> bool:
        return node.row is not None and node.row.has_rows and not node.is_asked_for

    def fetchMore(self, parent: Index) -> None:
        node = self._node(parent)
        if node is not None and node.row is not None and self._has_unread(node):
            node.is_asked_for = True
            self.wanted.emit(node.path, node.row)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> object:
        node = self._node(index)
        if node is None:
            return None
        if role == ROLE.DisplayRole:
            return self._words(node, index.column())
        if role == ROLE.FontRole:
            return self._bold if node.row is None or node.path in self._hits else None
        if role == ROLE.ToolTipRole:
            return self._tooltip(node.row) if node.row is not None else None
        if role == ROLE.ForegroundRole:
            return self._colour(node, index.column())
        if role == ROLE.BackgroundRole and node.path in self._hits:
            return QColor(self._desk.look.colours.amber_back)
        return None

    def _colour(self, node: Node, column: int) -> QColor | None:
        colours = self._desk.look.colours
        if node.row is not None and node.row.problem is not None:
            return QColor(colours.red)
        return QColor(colours.muted) if column in (Column.VR, Column.VM) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> object:
        if role == ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._desk.translator(HEADINGS[Column(section)])
        return None
