"""What to export of the study shown, how it is packed, and where to: remembered for the next time."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Study
from medviewer.gui.desk import Desk
from medviewer.gui.report.status_words import signed_words
from medviewer.gui.sheet import Sheet
from medviewer.session.bundle.bundle_names import (
    GROUPS,
    KIND_NAMES,
    PACKINGS,
    PURPOSES,
    kinds_in,
    packing_in,
)
from medviewer.words import Message, message

UNSIGNED = message(
    "Export",
    "The report is not signed: documents say PRELIMINARY, DICOM objects NOT VERIFIED.",
)


class ExportDialog(Sheet):
    """Freezes nothing before the button is pressed: the reader may look at the images meanwhile."""

    help_topic = "exporting"

    def __init__(self, study: Study, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Export", "Export"), desk, parent)
        self._desk = desk
        self._study = study
        chosen = desk.preferences.value
        self.boxes = {kind: self._box(kind) for _, kinds in GROUPS for kind in kinds}
        for kind, box in self.boxes.items():
            box.setChecked(kind in kinds_in(chosen.export_kinds))
            box.toggled.connect(self._follow)
        self.packing = QComboBox()
        for packing, name in PACKINGS.items():
            self.packing.addItem(desk.translator(name), packing.value)
        self.packing.setCurrentIndex(list(PACKINGS).index(packing_in(chosen.export_packing)))
        self.folder = QLineEdit(chosen.export_folder or str(self._usual_folder()))
        self.folder.textChanged.connect(self._follow)
        self.buttons = QDialogButtonBox()
        self._lay_out()
        self._follow()

    @property
    def kinds(self) -> frozenset[BundleKind]:
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    @property
    def chosen_packing(self) -> Packing:
        return Packing(str(self.packing.currentData()))

    def _usual_folder(self) -> Path:
        return self._desk.session.exporting.suggest_target(None, Packing.FOLDER).parent

    def _box(self, kind: BundleKind) -> QCheckBox:
        box = QCheckBox(self._desk.translator(KIND_NAMES[kind]))
        box.setToolTip(self._desk.translator(PURPOSES[kind]))
        return box

    def _lay_out(self) -> None:
        words = self._desk.translator
        state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        state.setText(words(self._state()))
        state.setObjectName("preliminary" if self._signed() is None else "muted")
        self.body.addWidget(state)
        self.body.addWidget(self._choices(), 1)
        row = QHBoxLayout()
        for title, kinds in (
            (message("Export", "All"), frozenset(self.boxes)),
            (message("Export", "None"), frozenset[BundleKind]()),
        ):
            button = QPushButton(words(title))
            button.setAutoDefault(False)
            button.setProperty("kinds", [kind.value for kind in kinds])
            button.clicked.connect(self._on_many_chosen)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addLayout(self._place())
        self.export_button = QPushButton(words(message("Export", "Export")))
        self.export_button.setDefault(True)
        cancel = QPushButton(words(message("Dialog", "Cancel")))
        self.buttons.addButton(self.export_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        self.body.addWidget(self.buttons)
        self.setMinimumWidth(620)
        self.resize(680, 700)

    def _choices(self) -> QWidget:
        """Every kind with one line of what it is for; scrolls where the screen is low."""
        words, inner = self._desk.translator, QWidget()
        grid = QGridLayout(inner)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(5)
        row = 0
        for title, kinds in GROUPS:
            heading = QLabel(words(title))
            heading.setObjectName("title")
            grid.addWidget(heading, row, 0, 1, 2)
            for kind in kinds:
                row += 1
                purpose = QLabel(words(PURPOSES[kind]), wordWrap=True)
                purpose.setObjectName("muted")
                grid.addWidget(self.boxes[kind], row, 0)
                grid.addWidget(purpose, row, 1)
            row += 1
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        return area

    def _place(self) -> QVBoxLayout:
        words = self._desk.translator
        choose = QPushButton(words(message("Export", "Choose…")))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        row, layout = QHBoxLayout(), QVBoxLayout()
        for title, field in (
            (message("Export", "As"), self.packing),
            (message("Export", "in"), self.folder),
        ):
            label = QLabel(words(title))
            label.setBuddy(field)
            field.setAccessibleName(words(title))
            row.addWidget(label)
            row.addWidget(field, 1 if field is self.folder else 0)
        row.addWidget(choose)
        hint = QLabel(
            words(message("Export", "Every export gets a name of its own: date and time."))
        )
        hint.setObjectName("muted")
        layout.addLayout(row)
        layout.addWidget(hint)
        return layout

    def _signed(self) -> SignOff | None:
        session = self._desk.session
        drawn = session.annotations.value.of(self._study.key)
        codes = session.clinical.codes.value.of(self._study.key)
        return session.signing.sign_off(session.reading.of_study(self._study.key), drawn, codes)

    def _state(self) -> Message:
        signed = self._signed()
        return UNSIGNED if signed is None else signed_words(signed)

    @Slot()
    def _follow(self) -> None:
        self.export_button.setEnabled(bool(self.kinds) and bool(self.folder.text().strip()))

    @Slot()
    def _on_many_chosen(self) -> None:
        chosen = set(self.sender().property("kinds"))
        for kind, box in self.boxes.items():
            box.setChecked(kind.value in chosen)

    @Slot()
    def _on_choose(self) -> None:
        title = self._desk.translator(message("Export", "Folder for exports"))
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    @Slot()
    def _on_agreed(self) -> None:
        kinds, packing = self.kinds, self.chosen_packing
        folder = Path(self.folder.text().strip()).expanduser()
        chosen = self._desk.preferences.value
        is_usual = folder == self._usual_folder()
        self._desk.preferences.replace(
            dataclasses.replace(
                chosen,
                export_kinds=" ".join(kind.value for kind in BundleKind if kind in kinds),
                export_packing=packing.value,
                export_folder="" if is_usual else str(folder),
            )
        )
        exporting = self._desk.session.exporting
        target = exporting.suggest_target(folder, packing)
        self.accept()
        exporting.begin(self._study, kinds, packing, target)
