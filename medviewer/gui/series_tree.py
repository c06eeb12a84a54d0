"""What is open: studies with their series as thumbnails, and what else they hold."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.domain.study_index import Thumbnail
from medviewer.gui.desk import Desk
from medviewer.gui.dragged_series import DraggedSeries, mime_data
from medviewer.gui.keys import MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.series_delegate import SeriesDelegate
from medviewer.gui.study_texts import (
    dotted,
    kind_text,
    object_count,
    object_text,
    series_text,
    study_text,
)
from medviewer.gui.thumbnail_icons import THUMBNAIL_PX, thumbnail_icon
from medviewer.session.images.phases import phases_of
from medviewer.session.images.series_order import is_listed
from medviewer.session.images.viewport import OverlayState, ViewportState
from medviewer.words import message

DISPLAY_SET_ID = Qt.ItemDataRole.UserRole
STUDY_UID = Qt.ItemDataRole.UserRole + 1
MODALITY, COUNT = Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
OBJECT_UID = Qt.ItemDataRole.UserRole + 4  # SOP Instance UID
OBJECTS_IN_MENU = 20
MOST_OBJECTS = 500  # rows of one series
ROWS_KEPT = 3  # however many lists stand below
OBJECTS = "objects of "  # key of the row that stands for what a series holds beside images
NO_PICTURE: Thumbnail = np.zeros((THUMBNAIL_PX, THUMBNAIL_PX), np.uint8)


class SeriesTree(QTreeWidget):
    """Studies, and under each its display sets; only what a scan has changed is built again.

    The arrows walk through the list without showing anything; the series shown stands in bold, and is
    highlighted again as soon as the keys go elsewhere.
    """

    chosen = Signal()  # by the reader, who goes on in the image

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._studies: dict[str, Study] = {}
        self._objects: dict[str, tuple[DicomObject, ...]] = {}  # by the key of their row
        self._items: dict[str, QTreeWidgetItem] = {}  # by study UID and by display set id
        self.setHeaderHidden(True)
        self.setIconSize(QSize(THUMBNAIL_PX, THUMBNAIL_PX))
        self.setIndentation(10)
        self.setMinimumHeight(ROWS_KEPT * THUMBNAIL_PX)
        self.setItemDelegate(SeriesDelegate(desk, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(desk.translator(message("Browser", "Studies and series")))
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeWidget.DragDropMode.DragOnly)
        MovingKeys(self)
        self.itemClicked.connect(self._on_item_chosen)
        self.itemDoubleClicked.connect(self._on_object_chosen)
        desk.session.thumbnails.ready.connect(self._on_thumbnail_ready)
        desk.session.viewport.changed.connect(self._on_viewport_changed)
        desk.session.overlays.changed.connect(self._on_overlays_changed)

    def take(self, studies: tuple[Study, ...]) -> None:
        """Show these studies."""
        if not studies:
            self.clear()
            self._items.clear()
        self._remove_what_was_closed({study.key for study in studies})
        for study in studies:
            if self._studies.get(study.key) is not study:
                self._take_study(study)
        self._studies = {study.key: study for study in studies}
        self._mark_shown(self._desk.session.viewport.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for item in self.selectedItems():
                self._on_item_chosen(item)
                self._on_object_chosen(item)
            return
        super().keyPressEvent(event)

    def _take_study(self, study: Study) -> None:
        item = self._items.get(study.key)
        if item is None:
            item = QTreeWidgetItem(self)
            item.setExpanded(True)
            self._items[study.key] = item
        self._name_study(item, study)
        for series in study.series:
            for display_set in filter(is_listed, series.display_sets):
                self._take_display_set(item, study, series, display_set)
            if series.objects:
                self._take_objects(item, study, series)
        self._remove_what_was_split(item, study)
        self._put_in_order(item, study)

    def _put_in_order(self, parent: QTreeWidgetItem, study: Study) -> None:
        """Rows as the study has them, which is how keys and layouts go; a scan finds them in any order."""
        wanted = []
        for series in study.series:
            wanted += [each.display_set_id for each in series.display_sets if is_listed(each)]
            wanted += [OBJECTS + series.series_instance_uid] if series.objects else []
        for place, own_id in enumerate(wanted):
            item = self._items[own_id]
            if parent.child(place) is not item:
                parent.removeChild(item)
                parent.insertChild(place, item)

    def _name_study(self, item: QTreeWidgetItem, study: Study) -> None:
        text = study_text(study, is_named=self._desk.session.overlays.value.shows_identity)
        item.setText(0, text)
        item.setToolTip(0, literal(text))

    @Slot(object, object)
    def _on_overlays_changed(self, before: OverlayState, now: OverlayState) -> None:
        if now.shows_identity != before.shows_identity:
            for study in self._studies.values():
                self._name_study(self._items[study.key], study)

    def _remove_what_was_closed(self, opened: set[str]) -> None:
        for uid in [uid for uid in self._studies if uid not in opened and uid in self._items]:
            self.takeTopLevelItem(self.indexOfTopLevelItem(self._items[uid]))
            for own_id, item in list(self._items.items()):
                if own_id == uid or item.data(0, STUDY_UID) == uid:
                    del self._items[own_id]

    def _remove_what_was_split(self, parent: QTreeWidgetItem, study: Study) -> None:
        """A scan that goes on may find that one stack is several passes over the same places."""
        sets = (each for series in study.series for each in series.display_sets)
        listed = {each.display_set_id for each in filter(is_listed, sets)}
        for place in reversed(range(parent.childCount())):
            item = parent.child(place)
            own_id = item.data(0, DISPLAY_SET_ID) if item is not None else None
            if own_id and own_id not in listed:  # a row of objects has no such id
                del self._items[own_id]
                parent.takeChild(place)

    def _take_display_set(
        self, parent: QTreeWidgetItem, study: Study, series: Series, display_set: DisplaySet
    ) -> None:
        item = self._items.get(display_set.display_set_id)
        if item is None:
            item = QTreeWidgetItem(parent)
            item.setData(0, DISPLAY_SET_ID, display_set.display_set_id)
            item.setData(0, STUDY_UID, study.key)
            self._items[display_set.display_set_id] = item
        item.setData(0, MODALITY, series.modality)
        item.setData(0, COUNT, len(display_set.source_frames))
        text = series_text(series, display_set, self._desk.translator)
        item.setText(0, text)
        notes = map(self._desk.translator, display_set.notes)
        item.setToolTip(0, literal("\n".join([text, *notes])))
        self._desk.session.thumbnails.request(display_set)
        self._draw_thumbnail(display_set.display_set_id)

    def _take_objects(self, parent: QTreeWidgetItem, study: Study, series: Series) -> None:
        """One row for a series' reports, segmentations, plans …, below it one for each of several."""
        item = self._items.get(OBJECTS + series.series_instance_uid)
        if item is None:
            item = QTreeWidgetItem(parent)
            item.setData(0, STUDY_UID, study.key)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
            self._items[OBJECTS + series.series_instance_uid] = item
        self._objects[OBJECTS + series.series_instance_uid] = series.objects
        words, first = self._desk.translator, series.objects[0]
        kind = words(kind_text(series.modality, first.kind))
        described = first.description or series.series_description
        how_many = object_count(len(series.objects))
        text = dotted((kind, described)) + "\n" + words(how_many)
        item.setText(0, text)
        item.setIcon(0, thumbnail_icon(NO_PICTURE, series.modality, len(series.objects)))
        item.setToolTip(0, literal("\n".join([text, *{each.kind for each in series.objects}])))
        item.setData(0, OBJECT_UID, first.sop_instance_uid)
        item.takeChildren()
        several = series.objects[:MOST_OBJECTS] if len(series.objects) > 1 else ()
        for each in several:
            row = QTreeWidgetItem(item, [object_text(each)])
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
            row.setData(0, STUDY_UID, study.key)
            row.setData(0, OBJECT_UID, each.sop_instance_uid)
            row.setToolTip(0, literal(object_text(each)))

    @Slot(QTreeWidgetItem)
    def _on_item_chosen(self, item: QTreeWidgetItem) -> None:
        display_set_id = item.data(0, DISPLAY_SET_ID)
        if display_set_id:
            self._desk.registry.run(
                "view.show_display_set",
                study_uid=item.data(0, STUDY_UID),
                display_set_id=display_set_id,
            )
            self.chosen.emit()

    @Slot(QTreeWidgetItem)
    def _on_object_chosen(self, item: QTreeWidgetItem) -> None:
        """A report, a document or a layer opens when it is double-clicked; a row of several unfolds."""
        uid = item.data(0, OBJECT_UID)
        if uid and not item.childCount():
            study_key = item.data(0, STUDY_UID)
            self._desk.registry.run("object.open", study_key=study_key, sop_instance_uid=uid)

    def menu_at(self, place: QPoint) -> QMenu | None:
        """What can be done with the study a row is of; None beside the rows."""
        item = self.itemAt(place)
        if item is None:
            return None
        key = item.data(0, STUDY_UID) or self._key_of(item)
        words, run = self._desk.translator, self._desk.registry.run
        menu = QMenu(self)
        if item.data(0, OBJECT_UID) and not item.childCount():
            menu.addAction(words(message("Browser", "&Open"))).triggered.connect(
                lambda: self._on_object_chosen(item)
            )
        for listed in self._objects_of(item)[:OBJECTS_IN_MENU]:
            title = message("Browser", "Attributes: {object}", object=object_text(listed))
            menu.addAction(words(title).replace("&", "&&")).triggered.connect(
                lambda _checked, path=listed.path: run("attributes.show_file", path=path)
            )
        menu.addAction(words(message("Browser", "&Close this study"))).triggered.connect(
            lambda: run("file.close_study", key=key)
        )
        menu.addAction(
            words(message("Library", "&Erase this patient’s traces…"))
        ).triggered.connect(lambda: run("file.erase_listed", key=key))
        return menu

    def _objects_of(self, item: QTreeWidgetItem) -> tuple[DicomObject, ...]:
        """Of a row that stands for several, all; of a row of one, that one."""
        row = item.parent() if self._key_of(item) == "" else item
        uid = item.data(0, OBJECT_UID)
        mine = self._objects.get(self._key_of(row), ()) if row is not None else ()
        return mine if row is item else tuple(o for o in mine if o.sop_instance_uid == uid)

    def _key_of(self, item: QTreeWidgetItem) -> str:
        return next((key for key, each in self._items.items() if each is item), "")

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """A row on its way into a cell: a series, or what is best of a study."""
        item = items[0]
        key = item.data(0, STUDY_UID) or self._key_of(item)
        return mime_data(DraggedSeries(key, item.data(0, DISPLAY_SET_ID) or ""))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        current = self.currentItem()
        place = self.visualItemRect(current).center() if at_keys and current else event.pos()
        menu = self.menu_at(place)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setAutoScroll(
            False
        )  # who opens one object after another finds the list as they left it
        self._mark_shown(self._desk.session.viewport.value)
        self.setAutoScroll(True)

    @Slot(str)
    def _on_thumbnail_ready(self, display_set_id: str) -> None:
        self._draw_thumbnail(display_set_id)

    def _draw_thumbnail(self, display_set_id: str) -> None:
        """Black with its badges until the picture arrives, and where none can be made."""
        picture = self._desk.session.thumbnails.picture(display_set_id)
        item = self._items.get(display_set_id)
        if item is not None:
            badges = item.data(0, MODALITY), item.data(0, COUNT)
            shown = NO_PICTURE if picture is None else picture
            item.setIcon(0, thumbnail_icon(shown, *badges))

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if now.display_set != before.display_set:
            self._mark_shown(now)

    def _mark_shown(self, state: ViewportState) -> None:
        shown = self._items.get(row_id(state)) if state.display_set else None
        self._make_bold(shown)
        if shown is None:
            self.clearSelection()
        elif shown is not self.currentItem():
            self.setCurrentItem(shown)

    def _make_bold(self, shown: QTreeWidgetItem | None) -> None:
        for item in self._items.values():
            font = item.font(0)
            if font.bold() != (item is shown):
                font.setBold(item is shown)
                item.setFont(0, font)


def row_id(state: ViewportState) -> str:
    """The id of the row that stands for what is shown."""
    shown, study = state.display_set, state.study
    if shown is None or study is None or is_listed(shown):
        return shown.listed_id if shown is not None else ""
    group = phases_of(study, shown)
    return group[0].display_set_id if group else shown.listed_id
