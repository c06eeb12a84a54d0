"""The list of studies as a tree for Qt: patients, their studies, and the series of those unfolded.

Rows are made when they are asked for: the list comes in pages, series when their study is unfolded.
"""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from medviewer.domain.study_index import IndexedPatient, IndexedSeries, IndexedStudy
from medviewer.gui.desk import Desk
from medviewer.gui.plain_text import literal
from medviewer.gui.study_texts import (
    date_text,
    dotted,
    listed_series_facts,
    listed_study_facts,
    patient_facts,
    who,
)
from medviewer.session.images.viewport import OverlayState
from medviewer.session.library.study_list import StudyListState

NODE = Qt.ItemDataRole.UserRole  # IndexedPatient, IndexedStudy or IndexedSeries
STUDY_KEY = Qt.ItemDataRole.UserRole + 1  # of a study and of its series

Node = IndexedPatient | IndexedStudy | IndexedSeries
Index = QModelIndex | QPersistentModelIndex

# An index's id names its parents: the patient's row + 1 in the low bits, the study's row + 1 above them.
BITS = 24
MASK = (1 << BITS) - 1


class StudyListModel(QAbstractItemModel):
    """Follows `session.study_list`; asks it for more as the view gets there."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list = desk.session.study_list
        self._state = self._list.value
        self._list.changed.connect(self._on_changed)
        desk.session.library.changed.connect(self._on_opened)
        desk.session.overlays.changed.connect(self._on_overlays_changed)

    def node(self, index: Index) -> Node | None:
        """What stands in a row."""
        if not index.isValid():
            return None
        patient_row, study_row = _parents(index)
        if patient_row < 0:
            return self._state.page.patients[index.row()]
        studies = self._state.page.patients[patient_row].studies
        if study_row < 0:
            return studies[index.row()]
        return self._series(studies[study_row])[index.row()]

    def study_key(self, index: Index) -> int | None:
        """Of the study in a row, or of the study whose series it is."""
        node = self.node(index)
        if isinstance(node, IndexedSeries):
            node = self.node(index.parent())
        return node.study_key if isinstance(node, IndexedStudy) else None

    def find(self, study_key: int) -> QModelIndex:
        """The row of a study; an invalid index where it is not in the list."""
        for row, patient in enumerate(self._state.page.patients):
            for at, study in enumerate(patient.studies):
                if study.study_key == study_key:
                    return self.index(at, 0, self.index(row, 0))
        return QModelIndex()

    def _series(self, study: IndexedStudy) -> tuple[IndexedSeries, ...]:
        return self._state.series.get(study.study_key, ())

    @Slot(object, object)
    def _on_overlays_changed(self, before: OverlayState, now: OverlayState) -> None:
        rows = self.rowCount(QModelIndex())
        if now.shows_identity != before.shows_identity and rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 0))

    @Slot(object, object)
    def _on_changed(self, before: StudyListState, now: StudyListState) -> None:
        if now.page is not before.page:
            self._take_page(before, now)
        elif now.series is not before.series:
            self._take_series(before, now)
        elif now.whereabouts is not before.whereabouts:
            self._state = now
            for key in now.whereabouts.keys() - before.whereabouts.keys():
                index = self.find(key)
                if index.isValid():
                    self.dataChanged.emit(index, index)
        else:
            self._state = now

    def _take_page(self, before: StudyListState, now: StudyListState) -> None:
        had, has = before.page.patients, now.page.patients
        if had and len(has) > len(had) and has[: len(had)] == had:
            self.beginInsertRows(QModelIndex(), len(had), len(has) - 1)
            self._state = now
            self.endInsertRows()
            return
        self.beginResetModel()
        self._state = now
        self.endResetModel()

    def _take_series(self, before: StudyListState, now: StudyListState) -> None:
        """Only ever a study's series that were not there."""
        for key in now.series.keys() - before.series.keys():
            index = self.find(key)
            if index.isValid() and now.series[key]:
                self.beginInsertRows(index, 0, len(now.series[key]) - 1)
                self._state = now
                self.endInsertRows()
        self._state = now

    @Slot()
    def _on_opened(self) -> None:
        """Which of them are open is drawn, too."""
        if self._state.page.patients:
            last = self.index(len(self._state.page.patients) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last)

    # Qt's names

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or row < 0:
            return QModelIndex()
        # A view asks for every row it lays out: the commonest first, and no row looked up twice.
        packed = parent.internalId() if parent.isValid() else -1
        if packed == 0:
            at = parent.row()
            count, own = len(self._state.page.patients[at].studies), at + 1
        elif packed < 0:
            count, own = len(self._state.page.patients), 0
        else:
            count, own = self.rowCount(parent), (parent.row() + 1) << BITS | packed
        return self.createIndex(row, 0, own) if row < count else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject has another
        patient_row, study_row = _parents(index)
        if study_row >= 0:
            return self.createIndex(study_row, 0, patient_row + 1)
        return self.createIndex(patient_row, 0, 0) if patient_row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._state.page.patients)
        node = self.node(parent)
        if isinstance(node, IndexedPatient):
            return len(node.studies)
        return len(self._series(node)) if isinstance(node, IndexedStudy) else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        if parent.isValid() and parent.internalId() == 0:
            return True  # no patient is listed without a study
        node = self.node(parent)
        if isinstance(node, IndexedStudy):
            return node.series_count > 0
        return self.rowCount(parent) > 0

    def canFetchMore(self, parent: Index) -> bool:
        if not parent.isValid():
            return len(self._state.page.patients) < self._state.page.patient_count
        node = self.node(parent)
        return isinstance(node, IndexedStudy) and node.study_key not in self._state.series

    def fetchMore(self, parent: Index) -> None:
        node = self.node(parent)
        if node is None:
            self._list.fetch_more()
        elif isinstance(node, IndexedStudy):
            self._list.fetch_series(node.study_key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if role == NODE:
            return node
        if role == STUDY_KEY:
            return self.study_key(index)
        if node is None:
            return None
        lines = node_lines(node, self._desk)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(lines)
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal("\n".join(filter(None, lines)))
        return None


def node_lines(node: Node, desk: Desk) -> tuple[str, str]:
    """The two lines of a row: what it is; what else is known of it."""
    words = desk.translator
    if isinstance(node, IndexedPatient):
        is_named = desk.session.overlays.value.shows_identity
        return who(node.patient, is_named=is_named), patient_facts(node.patient, is_named=is_named)
    if isinstance(node, IndexedStudy):
        first = dotted((date_text(node.study_date), node.study_description))
        return first or "—", listed_study_facts(node, words)
    return node.series_description or node.modality or "—", listed_series_facts(node, words)


def is_of_series(index: Index) -> bool:
    """Whether a row is that of a series, told without looking it up; False for rows of other models."""
    return isinstance(index.model(), StudyListModel) and index.internalId() > MASK


def _parents(index: Index) -> tuple[int, int]:
    """Rows of the patient and of the study an index lies under; -1 where it lies under none."""
    packed = index.internalId() if index.isValid() else 0
    return (packed & MASK) - 1, (packed >> BITS) - 1
