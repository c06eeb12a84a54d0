"""The reader's drawings of the study shown: what, how large, on which image; a click goes there."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.measurement import UNMEASURED, Measurement
from medviewer.domain.measurement_words import KIND_NAMES, in_one_line
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.reader_keys import filled
from medviewer.gui.tree_rows import KEY, highlight
from medviewer.session.drawing.annotations import AnnotationsState
from medviewer.words import message

WHAT, VALUE, IMAGE = range(3)
HEADINGS = (
    message("Measurements", "Measurement"),
    message("Measurements", "Value"),
    message("Measurements", "Image"),
)
EMPTY = message(
    "Measurements",
    "Nothing measured yet.\n\n{length} draws a length, {ellipse} an ellipse; the Measure menu has the other "
    "tools.",
)
REBUILD_MS = 60  # a handle that is dragged changes its measurement with every move


class MeasurementList(QWidget):
    """Shows `session.annotations`; changes go through commands."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rows = MeasurementRows(desk)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 8)
        layout.addWidget(self._pages)
        self._soon = QTimer(self, singleShot=True, interval=REBUILD_MS)
        self._soon.timeout.connect(self.rebuild)
        session = desk.session
        session.annotations.changed.connect(self._on_annotations_changed)
        session.quantities.changed.connect(self._on_something_changed)
        session.presentations.changed.connect(self._on_something_changed)
        session.study_shown.connect(self._on_something_changed)
        session.volumes.completed.connect(self._on_something_changed)
        desk.preferences.changed.connect(self._on_something_changed)
        self.rebuild()

    @Slot()
    def rebuild(self) -> None:
        """Every row anew: there are dozens, not thousands."""
        session = self._desk.session
        study = session.viewport.value.study
        measurements = session.annotations.value.of(study.key).measurements if study else ()
        self.rows.show_measurements(measurements)
        self.rows.mark_selected(session.annotations.value.selected_id)
        keys = filled(EMPTY, self._desk, length="tool.length", ellipse="tool.ellipse")
        self.empty.setText(self._desk.translator(keys))
        self._pages.setCurrentWidget(self.rows if measurements else self.empty)

    @Slot()
    def _on_something_changed(self) -> None:
        self._soon.start()

    @Slot(object, object)
    def _on_annotations_changed(self, before: AnnotationsState, now: AnnotationsState) -> None:
        if before.studies != now.studies:
            self._soon.start()
        else:
            self.rows.mark_selected(now.selected_id)


class MeasurementRows(QTreeWidget):
    """A click or Enter goes to the image; F2 or a double click writes a label; Del deletes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words(message("Measurements", "Measurements of this study")))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Interactive)
        self.header().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(IMAGE, QHeaderView.ResizeMode.ResizeToContents)
        self.header().resizeSection(WHAT, self.fontMetrics().horizontalAdvance("M" * 11))
        MovingKeys(self)
        self.itemClicked.connect(self._on_item_clicked)
        self.itemDoubleClicked.connect(self._on_item_double_clicked)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_measurements(self, measurements: tuple[Measurement, ...]) -> None:
        self.blockSignals(True)
        self.clear()
        for measurement in measurements:
            self.addTopLevelItem(self._row(measurement))
        self.blockSignals(False)

    def mark_selected(self, measurement_id: str) -> None:
        highlight(self, measurement_id)

    def _row(self, measurement: Measurement) -> QTreeWidgetItem:
        words, session = self._desk.translator, self._desk.session
        name = words(KIND_NAMES[measurement.kind])
        what = f"{measurement.label} · {name}" if measurement.label else name
        value = ""
        if measurement.kind not in UNMEASURED:
            value = words(in_one_line(session.quantities.of(measurement)))
        item = QTreeWidgetItem([what, value, session.quantities.image_text(measurement) or "MPR"])
        item.setData(0, KEY, measurement.measurement_id)
        item.setToolTip(WHAT, what)
        item.setToolTip(VALUE, value)
        item.setTextAlignment(IMAGE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _select(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            wanted = item.data(0, KEY)
            self._desk.registry.run("measure.select", measurement_id=wanted)

    @Slot(QTreeWidgetItem, int)
    def _on_item_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        del column
        self._select(item)

    @Slot(QTreeWidgetItem, int)
    def _on_item_double_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        del column
        wanted = item.data(0, KEY)
        self._desk.registry.run("measure.label", measurement_id=wanted)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, now: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        self._select(now)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._select(self.currentItem())
            return
        super().keyPressEvent(event)
