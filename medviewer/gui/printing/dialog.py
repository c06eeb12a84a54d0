"""What shall be printed, how many on a page, on which paper, with the name or without; and how that looks."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from medviewer.gui.desk import Desk
from medviewer.gui.printing.pages import GRIDS, PrintOrder
from medviewer.gui.printing.print_run import PrintRun, paint_at_once
from medviewer.gui.sheet import Sheet
from medviewer.session.drawing.key_images import KeyImages, key_states
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.sharing.audit_events import export_event
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.gui.canvas.pictures_on_screen import Picture

MARGIN_MM = 12.0
KEY_IMAGE_PX = (900, 900)  # the view in which a key image is drawn before it knows its room
OFF_SCREEN = -100  # no cell has this id: what belongs to cells is not drawn
SIZE_PX = (900, 640)


class Printed(Enum):
    """What is to be printed."""

    ACTIVE = "active"
    SCREEN = "screen"
    KEY_IMAGES = "key images"


PRINTED = {
    Printed.ACTIVE: message("Print", "The active image"),
    Printed.SCREEN: message("Print", "All images on the screen"),
    Printed.KEY_IMAGES: message("Print", "The key images of this study"),
}
PAPERS = {
    QPageSize.PageSizeId.A4: message("Print", "A4"),
    QPageSize.PageSizeId.Letter: message("Print", "Letter"),
}


class PrintDialog(Sheet):
    """Choices on the left, the pages on the right."""

    help_topic = "pictures"

    print_ended = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        from medviewer.gui.canvas.pictures_on_screen import (  # pyqtgraph, not before the first paint
            active_picture,
            pictures_on_screen,
        )

        super().__init__(message("Print", "Print images"), desk, parent)
        self._desk = desk
        self._font = parent.font() if parent is not None else self.font()
        session, words = desk.session, desk.translator
        active = active_picture(session, words)
        self._pictures: dict[Printed, tuple[Picture, ...]] = {
            Printed.ACTIVE: (active[0],) if active is not None else (),
            Printed.SCREEN: pictures_on_screen(session, words),
            Printed.KEY_IMAGES: (),
        }
        self._study = session.viewport.value.study
        self._key_images = KeyImages(session, self)
        self._run: PrintRun | None = None
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.what, self.per_page, self.paper = QComboBox(), QComboBox(), QComboBox()
        self.names = QCheckBox(
            words(message("Print", "With the patient’s name, ID and birth date"))
        )
        self.preview = QPrintPreviewWidget(self.printer)
        self.state = QLabel(wordWrap=True)
        self._fill_choices()
        self._lay_out()
        self._connect()
        self._follow()

    def order(self) -> PrintOrder:
        """What the choices say now."""
        pictures = self._pictures[Printed(self.what.currentData())]
        return PrintOrder(pictures, int(self.per_page.currentData()), self.names.isChecked())

    def write_pdf(self, path: Path) -> None:
        """Print into a file."""
        self.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.printer.setOutputFileName(str(path))
        self._begin()

    def _fill_choices(self) -> None:
        words, study = self._desk.translator, self._study
        has_key_images = bool(study and key_states(self._desk.session, study))
        for each, title in PRINTED.items():
            if self._pictures[each] or (each is Printed.KEY_IMAGES and has_key_images):
                self.what.addItem(words(title), each.value)
        for count in GRIDS:
            title = message("Print", "{count} a page", count=count)
            self.per_page.addItem(words(title), count)
        for paper, title in PAPERS.items():
            self.paper.addItem(words(title), paper)
        self.names.setChecked(self._desk.session.overlays.value.shows_identity)

    def _lay_out(self) -> None:
        words = self._desk.translator
        form = QFormLayout()
        for title, box in (
            (message("Print", "Images"), self.what),
            (message("Print", "Layout"), self.per_page),
            (message("Print", "Paper"), self.paper),
        ):
            box.setAccessibleName(words(title))
            form.addRow(QLabel(words(title)), box)
        form.addRow(self.names)
        form.addRow(self.state)
        self.preview.setAccessibleName(words(message("Print", "Preview")))
        row = QHBoxLayout()
        row.addLayout(form)
        row.addWidget(self.preview, 1)
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.print_button = buttons.addButton(words(message("Print", "Print…")), role.ActionRole)
        self.pdf_button = buttons.addButton(
            words(message("Print", "Save as PDF…")), role.ActionRole
        )
        buttons.addButton(words(message("Dialog", "Close")), role.RejectRole)
        self.print_button.setDefault(True)
        buttons.rejected.connect(self.reject)
        self.body.addLayout(row, 1)
        self.body.addWidget(buttons)
        self.resize(*SIZE_PX)

    def _connect(self) -> None:
        self.what.activated.connect(self._on_what)
        self.per_page.activated.connect(self._follow)
        self.paper.activated.connect(self._follow)
        self.names.toggled.connect(self._follow)
        self.preview.paintRequested.connect(self._on_preview)
        self.print_button.clicked.connect(self._on_print)
        self.pdf_button.clicked.connect(self._on_pdf)
        self._key_images.arrived.connect(self._on_key_image)
        self._key_images.ended.connect(self._on_gathered)

    def _say(self, text: Message | None) -> None:
        self.state.setText(self._desk.translator(text) if text is not None else "")

    def _begin(self) -> None:
        if self._run is not None:
            return
        self._set_paper()
        self._run = PrintRun(self.order(), self.printer, self._desk.translator, self)
        self._run.ended.connect(self._on_ended)
        self._say(message("Print", "Printing …"))
        self._enable(False)
        self._run.begin()

    def _enable(self, is_idle: bool) -> None:
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(is_idle and bool(self.order().pictures))

    def _set_paper(self) -> None:
        paper = QPageSize(self.paper.currentData())
        self.printer.setPageSize(paper)
        margins = self.printer.pageLayout().margins()
        for set_side in (margins.setLeft, margins.setTop, margins.setRight, margins.setBottom):
            set_side(MARGIN_MM)
        self.printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)

    @Slot()
    def _follow(self) -> None:
        self._set_paper()
        self._enable(self._run is None)
        self.preview.updatePreview()

    @Slot()
    def _on_what(self) -> None:
        self._key_images.stop()
        is_keys = Printed(self.what.currentData()) is Printed.KEY_IMAGES
        if is_keys and self._study is not None and not self._pictures[Printed.KEY_IMAGES]:
            self._say(message("Print", "The key images are being loaded …"))
            self._key_images.gather(self._study)
        self._follow()

    @Slot(object)
    def _on_key_image(self, state: ViewportState) -> None:
        from medviewer.gui.canvas.still_picture import still_picture

        stand_in = Viewport(self, OFF_SCREEN)
        stand_in.replace(state)
        session, words = self._desk.session, self._desk.translator
        picture = still_picture(session, stand_in, KEY_IMAGE_PX, self._font, words)
        if picture is not None:
            self._pictures[Printed.KEY_IMAGES] += (picture,)

    @Slot()
    def _on_gathered(self) -> None:
        self._say(None)
        self._follow()

    @Slot(QPrinter)
    def _on_preview(self, printer: QPrinter) -> None:
        paint_at_once(self.order(), printer, self._desk.translator)

    @Slot()
    def _on_print(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._begin)
        QDialog.open(dialog)  # Qt's own of this dialog connects by name

    @Slot()
    def _on_pdf(self) -> None:
        prompts = self._desk.registry.context.prompts
        path = prompts.choose_file_to_write(message("Print", "Save as PDF"), "images.pdf")
        if path is not None:
            self.write_pdf(path)

    @Slot(bool)
    def _on_ended(self, is_printed: bool) -> None:
        self._run = None
        self._say(PRINTED_WELL if is_printed else NOT_PRINTED)
        self._enable(True)
        if is_printed:
            self._note_printed()
        self.print_ended.emit(is_printed)

    def _note_printed(self) -> None:
        """Images on paper or as PDF have left the program."""
        session, order = self._desk.session, self.order()
        reader = session.reading.value.content.reader
        count, names = len(order.pictures), self.names.isChecked()
        event = export_event(self._study, ("print",), count, reader, with_names=names)
        session.audit.note(event)


PRINTED_WELL = message("Print", "Printed.")
NOT_PRINTED = message(
    "Print",
    "Nothing was printed: the printer or the file did not take it. Choose another printer, or a folder you "
    "may write to.",
)
