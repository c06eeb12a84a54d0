"""One modality, or any: a row of buttons, of which at most one is pressed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from medviewer.gui.desk import Desk
from medviewer.words import message

# PS3.3 C.7.3.1.1.1; those a radiologist reads most.
MODALITIES = ("CT", "MR", "DX", "CR", "US", "MG", "PT", "NM", "XA", "RF")
IN_A_ROW = 5


class ModalityButtons(QWidget):
    """A button pressed again lets go."""

    chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(desk.translator(message("Archives", "Modality")))
        self.buttons: dict[str, QToolButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for place, modality in enumerate(MODALITIES):
            button = QToolButton()
            button.setText(modality)
            button.setCheckable(True)
            button.setObjectName("framed")
            name = message("Archives", "Only {modality}", modality=modality)
            button.setAccessibleName(desk.translator(name))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(self._on_clicked)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, place // IN_A_ROW, place % IN_A_ROW)
            self.buttons[modality] = button

    @property
    def modality(self) -> str:
        """The one pressed; "" for any."""
        return next((name for name, each in self.buttons.items() if each.isChecked()), "")

    def clear(self) -> None:
        for button in self.buttons.values():
            button.setChecked(False)

    @Slot()
    def _on_clicked(self) -> None:
        pressed = self.sender()
        for button in self.buttons.values():
            if button is not pressed:
                button.setChecked(False)
        self.chosen.emit()
