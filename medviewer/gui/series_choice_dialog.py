"""Which series each model will be given, best first, with the reasons; the reader may choose another."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.gui.desk import Desk
from medviewer.gui.plain_text import literal
from medviewer.gui.sheet import Sheet
from medviewer.gui.study_texts import image_count
from medviewer.gui.tree_rows import rows_of
from medviewer.words import message

DISPLAY_SET_ID = Qt.ItemDataRole.UserRole
SERIES, IMAGES, REASONS = range(3)
SERIES_WIDTH_PX = 280
PADDING_PX = 6


class SeriesChoiceDialog(Sheet):
    """One list a model; Analyze runs every model on the series ticked in its list."""

    help_topic = "ai"

    def __init__(self, study: Study, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Series", "Which series shall be analyzed?"), desk, parent)
        self._desk = desk
        words = desk.translator
        self.lists: dict[str, QTreeWidget] = {}
        for plan in desk.session.analysis.plan(study):
            heading = QLabel(f"{plan.card.title} {plan.card.version}")
            heading.setObjectName("title")
            self.body.addWidget(heading)
            options = self._make_list()
            options.setAccessibleName(heading.text())
            chosen = plan.chosen.display_set.display_set_id if plan.chosen else ""
            for option in plan.options:
                row = self._add_row(options, option.series, option.display_set)
                reasons = "\n".join(words(reason) for reason in option.verdict.reasons)
                self._say_why(row, reasons, is_allowed=option.verdict.is_allowed)
                if option.verdict.is_allowed:
                    is_chosen = option.display_set.display_set_id == chosen
                    row.setCheckState(
                        SERIES, Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
                    )
            options.itemChanged.connect(self._on_item_changed)
            self.lists[plan.card.model_id] = options
            self.body.addWidget(options)
        self._add_buttons()
        self.resize(860, 460)

    def choices(self) -> Mapping[str, str]:
        """The display set ticked for each model."""
        return {
            model_id: row.data(SERIES, DISPLAY_SET_ID)
            for model_id, options in self.lists.items()
            for row in rows_of(options)
            if row.checkState(SERIES) is Qt.CheckState.Checked
        }

    def _make_list(self) -> QTreeWidget:
        words = self._desk.translator
        options = QTreeWidget()
        options.setHeaderLabels(
            [
                words(message("Series", "Series")),
                words(message("Series", "Images")),
                words(message("Series", "Does it fit?")),
            ]
        )
        options.setRootIsDecorated(False)
        options.setWordWrap(True)
        options.setItemDelegateForColumn(REASONS, WrappingDelegate(options))
        header = options.header()
        header.resizeSection(SERIES, SERIES_WIDTH_PX)
        header.setSectionResizeMode(REASONS, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(options.scheduleDelayedItemsLayout)  # reasons wrap anew
        return options

    def _add_row(
        self, options: QTreeWidget, series: Series, display_set: DisplaySet
    ) -> QTreeWidgetItem:
        row = QTreeWidgetItem(options)
        number = "" if series.series_number is None else str(series.series_number)
        parts = (series.modality, number, series.series_description, display_set.label)
        row.setText(SERIES, " · ".join(part for part in parts if part))
        row.setText(IMAGES, self._desk.translator(image_count(len(display_set.source_frames))))
        row.setData(SERIES, DISPLAY_SET_ID, display_set.display_set_id)
        return row

    def _say_why(self, row: QTreeWidgetItem, reasons: str, *, is_allowed: bool) -> None:
        words = self._desk.translator
        row.setText(REASONS, reasons or words(message("Series", "Yes")))
        row.setToolTip(REASONS, literal(reasons))
        if not is_allowed:
            for column in (SERIES, IMAGES, REASONS):
                row.setForeground(column, QColor(self._desk.look.colours.muted))

    def _add_buttons(self) -> None:
        words = self._desk.translator
        buttons = QDialogButtonBox()
        self.analyze_button = buttons.addButton(
            words(message("Series", "Analyze")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(
            words(message("Dialog", "Cancel")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        self._enable_button()

    def _enable_button(self) -> None:
        self.analyze_button.setEnabled(bool(self.choices()))

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """One series a model: ticking one takes the tick from the others."""
        del column
        options = item.treeWidget()
        if item.checkState(SERIES) is Qt.CheckState.Checked:
            options.blockSignals(True)
            for row in rows_of(options):
                if row is not item and row.data(SERIES, Qt.ItemDataRole.CheckStateRole) is not None:
                    row.setCheckState(SERIES, Qt.CheckState.Unchecked)
            options.blockSignals(False)
            options.viewport().update()
        self._enable_button()

    @Slot()
    def _on_accepted(self) -> None:
        choices = self.choices()
        self.accept()
        self._desk.session.analyze(choices)


class WrappingDelegate(QStyledItemDelegate):
    """Makes rows as high as their text needs; under a style sheet Qt measures one line only."""

    def __init__(self, options: QTreeWidget) -> None:
        super().__init__(options)
        self._options = options

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._options.columnWidth(index.column()) - 2 * PADDING_PX
        wrapped = option.fontMetrics.boundingRect(
            QRect(0, 0, width, 0), Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(wrapped.width(), wrapped.height() + 2 * PADDING_PX)
