"""De-identified copies of the study on screen: options, boxes, a preview, and what was done."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.deidentification import (
    BurnedIn,
    ChangedAttribute,
    DeidentificationOptions,
    DeidentificationReport,
)
from medviewer.domain.study import Study
from medviewer.gui.box_picture import BoxPicture
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.imaging.luts import greys, tone_curve
from medviewer.words import Message, message

SIZE_PX = (980, 660)
OPTIONS: tuple[tuple[str, Message], ...] = (
    (
        "shifts_dates",
        message("Deidentification", "Keep intervals: move all dates of a patient alike"),
    ),
    (
        "keeps_descriptors",
        message("Deidentification", "Keep words of descriptions that name nobody"),
    ),
    ("keeps_characteristics", message("Deidentification", "Keep sex, age, size and weight")),
    ("keeps_device", message("Deidentification", "Keep the device's identity")),
    ("keeps_safe_private", message("Deidentification", "Keep private attributes known to be safe")),
    (
        "includes_documents",
        message("Deidentification", "Copy documents, too, though nobody can clean their pages"),
    ),
)
HEADINGS = (
    message("Deidentification", "Attribute"),
    message("Deidentification", "What is done"),
    message("Deidentification", "Within"),
)
ACTIONS = {
    "removed": message("Deidentification", "removed"),
    "emptied": message("Deidentification", "emptied"),
    "replaced": message("Deidentification", "replaced"),
    "another UID": message("Deidentification", "another UID"),
    "shifted": message("Deidentification", "shifted"),
    "cleaned": message("Deidentification", "cleaned"),
    "items removed": message("Deidentification", "items removed"),
}
WHY = {
    BurnedIn.STATED: message("Deidentification", "the header says so"),
    BurnedIn.KIND: message("Deidentification", "images of that kind often have it"),
    BurnedIn.SEEN: message("Deidentification", "lettering was seen"),
}


class DeidentifyDialog(Sheet):
    """Closing it stops a run that goes on."""

    help_topic = "sharing"

    def __init__(self, study: Study, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Deidentification", "De-identified copies"), desk, parent)
        self._desk, self._study = desk, study
        self._sharing = desk.session.sharing
        self.checks: dict[str, QCheckBox] = {}
        self.picture = self._make_picture()
        self.tree = QTreeWidget()
        self._add_choices()
        self.outcome = QLabel(wordWrap=True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.hide()
        self.bar = QProgressBar()
        self.bar.hide()
        for widget in (self.outcome, self.bar):
            self.body.addWidget(widget)
        self._add_buttons()
        self._sharing.previewed.connect(self._on_previewed)
        self._sharing.changed.connect(self.refresh)
        self.finished.connect(self._sharing.cancel)
        self.resize(*SIZE_PX)
        self._preview()

    def options(self) -> DeidentificationOptions:
        """As they are ticked, with the boxes drawn for the series on screen."""
        chosen = {name: check.isChecked() for name, check in self.checks.items()}
        shown = self._desk.session.viewport.value.display_set
        series = shown.series_instance_uid if shown is not None else ""
        boxes = self.picture.boxes if self.picture is not None else []
        placed = tuple(replace(box, series_instance_uid=series) for box in boxes)
        return DeidentificationOptions(**chosen, boxes=placed)

    def places(self) -> tuple[Path, ...]:
        """Every file of the study."""
        found: dict[Path, None] = {}
        for series in self._study.series:
            for display_set in series.display_sets:
                found |= dict.fromkeys(f.instance.path for f in display_set.source_frames)
            found |= dict.fromkeys(each.path for each in series.objects)
        return tuple(found)

    def _make_picture(self) -> BoxPicture | None:
        """The image on screen in its own greys; None while none is decoded."""
        session = self._desk.session
        frame, window = session.frame(), session.window()
        if frame is None or window is None:
            return None
        if frame.is_colour:
            rows, columns = frame.shape
            data = frame.array.tobytes()
            image = QImage(data, columns, rows, columns * 3, QImage.Format.Format_RGB888)
        else:
            grey = greys(frame.array, tone_curve(frame, window))
            rows, columns = grey.shape
            image = QImage(grey.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8)
        picture = BoxPicture(image.copy(), QColor(self._desk.look.colours.amber))
        picture.setAccessibleName(self._desk.translator(DRAW))
        return picture

    def _add_choices(self) -> None:
        words, row, left = self._desk.translator, QHBoxLayout(), QVBoxLayout()
        for name, text in OPTIONS:
            check = QCheckBox(words(text))
            check.toggled.connect(self._preview)
            self.checks[name] = check
            left.addWidget(check)
        if self.picture is not None:
            left.addWidget(QLabel(words(DRAW), wordWrap=True))
            left.addWidget(self.picture, 1)
            self.undo = QPushButton(words(message("Deidentification", "Take the last box away")))
            self.undo.setAutoDefault(False)
            self.undo.clicked.connect(self.picture.remove_last)
            self.picture.drawn.connect(self.refresh)
            left.addWidget(self.undo)
        self.tree.setHeaderLabels([words(each) for each in HEADINGS])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(words(message("Deidentification", "What changes in one file")))
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        row.addLayout(left, 2)
        row.addWidget(self.tree, 3)
        self.body.addLayout(row, 1)

    def _add_buttons(self) -> None:
        words, buttons = self._desk.translator, QDialogButtonBox()
        self.begin = buttons.addButton(
            words(message("Deidentification", "Write copies…")),
            QDialogButtonBox.ButtonRole.ActionRole,
        )
        buttons.addButton(words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole)
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._on_begin)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    @Slot()
    def _preview(self) -> None:
        """Without boxes: pixels are not decoded to list attributes."""
        files = self.places()
        if files:
            self._sharing.preview(files[0], replace(self.options(), boxes=()))

    @Slot()
    def _on_begin(self) -> None:
        self._desk.registry.run(
            "sharing.write_copies", places=self.places(), options=self.options()
        )

    @Slot(object)
    def _on_previewed(self, changed: tuple[ChangedAttribute, ...]) -> None:
        words = self._desk.translator
        self.tree.clear()
        for each in changed:
            action = ACTIONS.get(each.action)
            texts = [
                each.keyword or each.tag,
                words(action) if action is not None else each.action,
                each.where,
            ]
            self.tree.addTopLevelItem(QTreeWidgetItem(texts))

    @Slot()
    def refresh(self) -> None:
        state, words = self._sharing.value, self._desk.translator
        self.begin.setEnabled(not state.is_running)
        self.bar.setVisible(state.is_running)
        if self.picture is not None:
            self.undo.setEnabled(bool(self.picture.boxes))
        if state.progress is not None:
            self.bar.setRange(0, state.progress.total)
            self.bar.setValue(state.progress.done)
        lines = [words(line) for line in outcome_words(state.report)] if state.report else []
        if state.problem is not None:
            lines.append(words(state.problem))
        self.outcome.setText("\n".join(lines))
        self.outcome.setVisible(bool(lines))


def outcome_words(report: DeidentificationReport) -> tuple[Message, ...]:
    """What was written, what was left out and why, and where text may stand in the pixels."""
    lines = [
        message(
            "Deidentification",
            "{count} files written to {folder}.",
            count=report.written,
            folder=report.folder,
        )
    ]
    if report.left_out:
        lines.append(
            message(
                "Deidentification",
                "Left out: {count}. The first, {file}: {reason}",
                count=len(report.left_out),
                file=report.left_out[0].path.name,
                reason=report.left_out[0].reason,
            )
        )
    if report.warnings:
        why = sorted({reason for each in report.warnings for reason in each.why})
        lines.append(
            message(
                "Deidentification",
                "Text may stand in the pixels of {count} files ({why}). Look at each of them, or draw boxes "
                "and write them again; the report beside them lists which.",
                count=len(report.warnings),
                why=WHY[why[-1]],
            )
        )
    return tuple(lines)


DRAW = message(
    "Deidentification",
    "Drag over text in the image: the box is blacked out in the whole series.",
)
