"""What is open: studies with their series as thumbnails, and below them the files that were left out."""

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.domain.study_index import Thumbnail
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.problem_list import ProblemList
from medviewer.session.library import LibraryState
from medviewer.session.viewport import ViewportState
from medviewer.words import Message, message

THUMBNAIL_PX = 60
DISPLAY_SET_ID = Qt.ItemDataRole.UserRole
STUDY_UID = Qt.ItemDataRole.UserRole + 1

EMPTY = message(
    "Browser", "No study is open.\n\nOpen a folder (Ctrl+O), or drop a folder, files or a ZIP here."
)


class StudyBrowser(QWidget):
    """Live while a scan runs; a click or Enter shows a series."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.tree = SeriesTree(desk)
        self.problems = ProblemList(desk)
        self._pages = QStackedWidget()
        self._empty = QLabel(desk.translator(EMPTY), wordWrap=True)
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 4, 6)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.problems)
        desk.session.library.changed.connect(self._on_library_changed)
        self._show_page()

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        if now.studies is not before.studies:
            self.tree.take(now.studies)
            self._show_page()
        if now.problems is not before.problems:
            self.problems.take(now.problems)

    def _show_page(self) -> None:
        has_studies = bool(self._desk.session.library.value.studies)
        self._pages.setCurrentWidget(self.tree if has_studies else self._empty)


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
        self._items: dict[str, QTreeWidgetItem] = {}  # by study UID and by display set id
        self.setHeaderHidden(True)
        self.setIconSize(QSize(THUMBNAIL_PX, THUMBNAIL_PX))
        self.setIndentation(10)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(desk.translator(message("Browser", "Studies and series")))
        MovingKeys(self)
        self.itemClicked.connect(self._on_item_chosen)
        desk.session.thumbnails.ready.connect(self._on_thumbnail_ready)
        desk.session.viewport.changed.connect(self._on_viewport_changed)

    def take(self, studies: tuple[Study, ...]) -> None:
        """Show these studies."""
        if not studies:
            self.clear()
            self._items.clear()
        for study in studies:
            if self._studies.get(study.key) is not study:
                self._take_study(study)
        self._studies = {study.key: study for study in studies}
        self._mark_shown(self._desk.session.viewport.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for item in self.selectedItems():
                self._on_item_chosen(item)
            return
        super().keyPressEvent(event)

    def _take_study(self, study: Study) -> None:
        item = self._items.get(study.key)
        if item is None:
            item = QTreeWidgetItem(self)
            item.setExpanded(True)
            self._items[study.key] = item
        item.setText(0, study_text(study))
        item.setToolTip(0, literal(study_text(study)))
        for series in study.series:
            for display_set in series.display_sets:
                self._take_display_set(item, study, series, display_set)
        self._remove_what_was_split(item, study)

    def _remove_what_was_split(self, parent: QTreeWidgetItem, study: Study) -> None:
        """A scan that goes on may find that one stack is several passes over the same places."""
        for own_id, item in list(self._items.items()):
            is_of_study = item.data(0, STUDY_UID) == study.key
            if is_of_study and study.find_display_set(own_id) is None:
                del self._items[own_id]
                parent.removeChild(item)

    def _take_display_set(
        self, parent: QTreeWidgetItem, study: Study, series: Series, display_set: DisplaySet
    ) -> None:
        item = self._items.get(display_set.display_set_id)
        if item is None:
            item = QTreeWidgetItem(parent)
            item.setData(0, DISPLAY_SET_ID, display_set.display_set_id)
            item.setData(0, STUDY_UID, study.key)
            item.setIcon(0, blank_thumbnail())
            self._items[display_set.display_set_id] = item
        text = self._series_text(series, display_set)
        item.setText(0, text)
        notes = map(self._desk.translator, display_set.notes)
        item.setToolTip(0, literal("\n".join([text, *notes])))
        self._desk.session.thumbnails.request(display_set)
        self._draw_thumbnail(display_set.display_set_id)

    def _series_text(self, series: Series, display_set: DisplaySet) -> str:
        """`CT 3 · Thorax 1.5 mm`, then how many images and of what."""
        number = "" if series.series_number is None else f" {series.series_number}"
        described = " · ".join(
            part
            for part in (f"{series.modality}{number}", series.series_description, display_set.label)
            if part
        )
        words = self._desk.translator
        facts = [words(image_count(display_set.count)), series.body_part_examined]
        if display_set.is_localizer:
            facts.append(words(message("Browser", "localizer")))
        return described + "\n" + " · ".join(fact for fact in facts if fact)

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_shown(self._desk.session.viewport.value)

    @Slot(str)
    def _on_thumbnail_ready(self, display_set_id: str) -> None:
        self._draw_thumbnail(display_set_id)

    def _draw_thumbnail(self, display_set_id: str) -> None:
        picture = self._desk.session.thumbnails.picture(display_set_id)
        item = self._items.get(display_set_id)
        if picture is not None and item is not None:
            item.setIcon(0, thumbnail_icon(picture))

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if now.display_set != before.display_set:
            self._mark_shown(now)

    def _mark_shown(self, state: ViewportState) -> None:
        shown = self._items.get(state.display_set.listed_id) if state.display_set else None
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


def study_text(study: Study) -> str:
    """Patient on the first line, date and description on the second."""
    name = study.patient.patient_name or study.patient.patient_id or "—"
    facts = (date_text(study.study_date), study.study_description)
    return name + "\n" + " · ".join(fact for fact in facts if fact)


def date_text(date: str) -> str:
    """DICOM's `20260131` as `2026-01-31`; whatever else it is, as it is."""
    is_date = len(date) == 8 and date.isascii() and date.isdigit()
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if is_date else date


def image_count(count: int) -> Message:
    if count == 1:
        return message("Browser", "1 image")
    return message("Browser", "{count} images", count=count)


def blank_thumbnail() -> QIcon:
    """The place of a picture that has not arrived, so that nothing moves when it does."""
    pixmap = QPixmap(THUMBNAIL_PX, THUMBNAIL_PX)
    pixmap.fill(Qt.GlobalColor.black)
    return untinted_icon(pixmap)


def untinted_icon(pixmap: QPixmap) -> QIcon:
    """The same picture when its row is selected: Qt would tint it blue."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixmap, mode)
    return icon


def thumbnail_icon(picture: Thumbnail) -> QIcon:
    """The picture in the middle of a black square."""
    picture = np.ascontiguousarray(picture)
    rows, columns = picture.shape[:2]
    is_grey = picture.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if is_grey else QImage.Format.Format_RGB888
    image = QImage(picture.data, columns, rows, picture.strides[0], kind)
    if max(rows, columns) < THUMBNAIL_PX:  # or its row would be smaller than the others
        image = image.scaled(THUMBNAIL_PX, THUMBNAIL_PX, Qt.AspectRatioMode.KeepAspectRatio)
    edge = max(image.width(), image.height())
    square = QImage(edge, edge, QImage.Format.Format_RGB32)
    square.fill(Qt.GlobalColor.black)
    paint_centred(square, image)
    return untinted_icon(QPixmap.fromImage(square))


def paint_centred(ground: QImage, image: QImage) -> None:
    painter = QPainter(ground)
    painter.drawImage(
        (ground.width() - image.width()) // 2, (ground.height() - image.height()) // 2, image
    )
    painter.end()
