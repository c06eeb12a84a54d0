"""The layers over the images: each with its segments, regions or isodoses; eye, colour, volume, opacity."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QSlider,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.object_layer import LayerItem, LayerKind, ObjectLayer
from medviewer.domain.significant_digits import significant
from medviewer.gui.desk import Desk
from medviewer.gui.keys import SLIDING_KEYS, MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.reader_keys import filled
from medviewer.session.objects.object_layers import LayersState
from medviewer.words import message

NAME, WHAT, VOLUME = range(3)
HEADINGS = (
    message("Layers", "Name"),
    message("Layers", "What"),
    message("Layers", "Volume"),
)
KINDS = {
    LayerKind.SEGMENTATION: message("Layers", "Segmentation"),
    LayerKind.STRUCTURE_SET: message("Layers", "Structure set"),
    LayerKind.DOSE: message("Layers", "Dose"),
    LayerKind.PARAMETRIC_MAP: message("Layers", "Parametric map"),
}
IN_COLOUR = message("Layers", "All doses in colour")
EMPTY = message(
    "Layers",
    "No layer over the images.\n\nDouble-click a segmentation, a structure set or a dose in the studies to "
    "draw it; {key} hides and shows all of them.",
)
LAYER, KEY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
SWATCH_PX = 12
MARGIN_PX = 10
REBUILD_MS = 40
CHECKED = Qt.CheckState.Checked


class LayersPanel(QWidget):
    """Shows `session.layers` of the study on screen; changes go through commands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rows = LayerRows(desk)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setAccessibleName(desk.translator(message("Layers", "Opacity of the layer")))
        MovingKeys(self.opacity, SLIDING_KEYS)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._filled_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 2, MARGIN_PX, 8)
        column.addWidget(self._pages)
        self._soon = QTimer(self, singleShot=True, interval=REBUILD_MS)
        self._soon.timeout.connect(self.rebuild)
        desk.session.layers.changed.connect(self._on_something_changed)
        desk.session.study_shown.connect(self._on_something_changed)
        desk.preferences.changed.connect(self._on_something_changed)
        self.opacity.valueChanged.connect(self._on_opacity_chosen)
        self.rows.currentItemChanged.connect(self._follow_opacity)
        self.rebuild()

    def _filled_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        row = QHBoxLayout()
        row.addWidget(QLabel(self._desk.translator(message("Layers", "Opacity"))))
        row.addWidget(self.opacity, 1)
        column.addLayout(row)
        return page

    @Slot()
    def rebuild(self) -> None:
        study = self._desk.session.viewport.value.study
        layers = self._desk.session.layers.value.of(study.key) if study is not None else ()
        self.rows.show_layers(layers)
        self.empty.setText(self._desk.translator(filled(EMPTY, self._desk, key="layer.show_all")))
        self._pages.setCurrentIndex(1 if layers else 0)
        self._follow_opacity()

    @Slot()
    def _on_something_changed(self) -> None:
        self._soon.start()

    @Slot()
    def _follow_opacity(self) -> None:
        layer = self._desk.session.layers.value.find(self.rows.chosen_layer_id())
        with QSignalBlocker(self.opacity):
            self.opacity.setEnabled(layer is not None)
            self.opacity.setValue(round(layer.opacity * 100) if layer is not None else 0)

    @Slot(int)
    def _on_opacity_chosen(self, percent: int) -> None:
        self._desk.session.layers.set_opacity(self.rows.chosen_layer_id(), percent / 100)


class LayerRows(QTreeWidget):
    """A check mark shows or hides; a click goes there; a double click colours; the menu has the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        words = desk.translator
        self.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName(words(message("Layers", "Layers over the images")))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Interactive)
        self.header().setSectionResizeMode(VOLUME, QHeaderView.ResizeMode.ResizeToContents)
        self.header().resizeSection(WHAT, self.fontMetrics().horizontalAdvance("M" * 8))
        MovingKeys(self)
        self.itemChanged.connect(self._on_item_changed)
        self.itemClicked.connect(self._on_item_clicked)
        self.itemDoubleClicked.connect(self._on_item_double_clicked)
        self.customContextMenuRequested.connect(self._pop_up)

    def chosen_layer_id(self) -> str:
        """Of the current row; of the layer opened last where there is none."""
        chosen = self.currentItem() or self.topLevelItem(self.topLevelItemCount() - 1)
        return str(chosen.data(0, LAYER)) if chosen is not None else ""

    def show_layers(self, layers: tuple[ObjectLayer, ...]) -> None:
        """Every row anew, the opened and the current one as they were."""
        closed, current = self._closed(), self._current()
        with QSignalBlocker(self):
            self.clear()
            for layer in layers:
                self._add(layer, is_open=layer.layer_id not in closed)
            self._go_back_to(current)

    def _add(self, layer: ObjectLayer, *, is_open: bool) -> None:
        say = self._desk.translator
        kind = say(KINDS[layer.kind])
        row = QTreeWidgetItem([layer.title or kind, kind])
        row.setData(0, LAYER, layer.layer_id)
        row.setCheckState(NAME, CHECKED if layer.is_shown else Qt.CheckState.Unchecked)
        notes = [layer.title, kind, *(say(note) for note in layer.notes)]
        row.setToolTip(NAME, literal("\n".join(filter(None, notes))))
        self.addTopLevelItem(row)
        for item in layer.items:
            row.addChild(self._child(layer, item))
        row.setExpanded(is_open)

    def _child(self, layer: ObjectLayer, item: LayerItem) -> QTreeWidgetItem:
        name = item.name or self._desk.translator(IN_COLOUR)
        volume = "" if item.volume_ml is None else f"{significant(item.volume_ml, 3)} mL"
        row = QTreeWidgetItem([name, item.what, volume])
        row.setData(0, LAYER, layer.layer_id)
        row.setData(0, KEY, item.key)
        row.setCheckState(NAME, CHECKED if item.is_shown else Qt.CheckState.Unchecked)
        if layer.scale is None or item.level is not None:
            row.setIcon(NAME, swatch(item))
        row.setTextAlignment(VOLUME, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setToolTip(NAME, literal(name))
        row.setToolTip(WHAT, literal(item.what))
        return row

    def _closed(self) -> set[str]:
        rows = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return {str(row.data(0, LAYER)) for row in rows if row is not None and not row.isExpanded()}

    def _current(self) -> tuple[object, object]:
        row = self.currentItem()
        return (row.data(0, LAYER), row.data(0, KEY)) if row is not None else (None, None)

    def _go_back_to(self, wanted: tuple[object, object]) -> None:
        for number in range(self.topLevelItemCount()):
            row = self.topLevelItem(number)
            children = [row.child(n) for n in range(row.childCount())] if row is not None else []
            for each in (row, *children):
                if each is not None and (each.data(0, LAYER), each.data(0, KEY)) == wanted:
                    self.setCurrentItem(each)

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, row: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            self._desk.registry.run(
                "layer.show",
                layer_id=row.data(0, LAYER),
                key=row.data(0, KEY),
                is_shown=row.checkState(NAME) == CHECKED,
            )

    @Slot(QTreeWidgetItem, int)
    def _on_item_clicked(self, row: QTreeWidgetItem, column: int) -> None:
        del column
        if row.data(0, KEY) is not None:
            wanted, key = row.data(0, LAYER), row.data(0, KEY)
            self._desk.registry.run("layer.go_to", layer_id=wanted, key=key)

    @Slot(QTreeWidgetItem, int)
    def _on_item_double_clicked(self, row: QTreeWidgetItem, column: int) -> None:
        del column
        self._choose_colour(row)

    def _choose_colour(self, row: QTreeWidgetItem) -> None:
        layer = self._desk.session.layers.value.find(str(row.data(0, LAYER)))
        item = layer.find(row.data(0, KEY)) if layer and row.data(0, KEY) is not None else None
        if layer is None or item is None or row.icon(NAME).isNull():
            return
        chosen = QColorDialog.getColor(QColor(*item.colour), self)
        if chosen.isValid():
            rgb = (chosen.red(), chosen.green(), chosen.blue())
            self._desk.registry.run("layer.colour", layer_id=layer.layer_id, key=item.key, rgb=rgb)

    @Slot(QPoint)
    def _pop_up(self, place: QPoint) -> None:
        row = self.itemAt(place)
        if row is not None:
            self.menu_of(row).popup(self.viewport().mapToGlobal(place))

    def menu_of(self, row: QTreeWidgetItem) -> QMenu:
        """What can be done with a layer or an item."""
        say, run = self._desk.translator, self._desk.registry.run
        layer_id, key = str(row.data(0, LAYER)), row.data(0, KEY)
        layer = self._desk.session.layers.value.find(layer_id)
        menu = QMenu(self)
        if layer is not None and key is not None and layer.scale is None:
            menu.addAction(say(message("Layers", "&Copy to my segments"))).triggered.connect(
                lambda: run("layer.copy", layer_id=layer_id, key=key)
            )
        if not row.icon(NAME).isNull():
            menu.addAction(say(message("Layers", "C&olour…"))).triggered.connect(
                lambda: self._choose_colour(row)
            )
        menu.addAction(say(message("Layers", "&Put this layer away"))).triggered.connect(
            lambda: run("layer.close", layer_id=layer_id)
        )
        return menu


class LayersDock(QDockWidget):
    """Comes to the front when a layer is opened; hidden until the first one is."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("Window", "Layers")), parent)
        self.setObjectName("layers")  # what saveState knows it by
        self.panel = LayersPanel(desk)
        self.setWidget(self.panel)
        self.hide()
        desk.session.layers.changed.connect(self._on_changed)

    @Slot(object, object)
    def _on_changed(self, before: LayersState, now: LayersState) -> None:
        if len(now.layers) > len(before.layers):
            self.show()
            self.raise_()


def swatch(item: LayerItem) -> QIcon:
    """A square of the item's colour."""
    pixmap = QPixmap(SWATCH_PX, SWATCH_PX)
    pixmap.fill(QColor(*item.colour))
    painter = QPainter(pixmap)
    painter.setPen(QColor(128, 128, 128))  # white is seen on white, and black on black
    painter.drawRect(0, 0, SWATCH_PX - 1, SWATCH_PX - 1)
    painter.end()
    return QIcon(pixmap)
