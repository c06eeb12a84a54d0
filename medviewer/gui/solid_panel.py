"""The solid, and above it how it is seen: its look, from which side, spinning."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.keys import MovingKeys
from medviewer.gui.translation import Translator
from medviewer.session.planes.solid import Side, SolidState
from medviewer.session.planes.solid_pictures import MIP
from medviewer.session.session import Session
from medviewer.words import Message, message

MARGIN_PX = 6
SIDES: dict[Side, Message] = {
    Side.A: message("3-D", "From the front"),
    Side.P: message("3-D", "From behind"),
    Side.R: message("3-D", "From the patient's right"),
    Side.L: message("3-D", "From the patient's left"),
    Side.H: message("3-D", "From the head"),
    Side.F: message("3-D", "From the feet"),
}


class SolidPanel(QWidget):
    """Shows `session.planes.room`."""

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__()
        # It brings the canvas' parts, which are not loaded before the first paint.
        from medviewer.gui.canvas.solid_canvas import SolidCanvas

        self._room = session.planes.room
        self._registry = registry
        self._translator = translator
        self.canvas = SolidCanvas(session, translator)
        self.look = QComboBox()
        MovingKeys(self.look)
        self.look.setAccessibleName(translator(message("3-D", "Look")))
        self.look.setToolTip(translator(message("3-D", "What of the volume is seen, and how")))
        self.look.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look.activated.connect(self._on_look_chosen)
        self.spin = self._command_button("solid.spin", message("3-D", "Spin"))
        self.spin.setCheckable(True)
        self._lay_out()
        self.setFocusProxy(self.canvas)
        self._room.pictures.picture_changed.connect(self._refresh)
        self._room.solid.changed.connect(self._on_solid_changed)
        self._refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        bar.setSpacing(MARGIN_PX)
        bar.addWidget(QLabel(self._translator(message("3-D", "Look"))))
        bar.addWidget(self.look)
        bar.addSpacing(2 * MARGIN_PX)
        for side, words in SIDES.items():
            bar.addWidget(self._side_button(side, words))
        bar.addSpacing(2 * MARGIN_PX)
        bar.addWidget(self.spin)
        bar.addStretch(1)
        bar.addWidget(self._command_button("solid.reset", message("3-D", "Reset")))
        bar.addWidget(self._command_button("solid.toggle", message("3-D", "Back to the slices")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.canvas, 1)

    def _side_button(self, side: Side, words: Message) -> QToolButton:
        button = QToolButton()
        button.setText(side.name)
        button.setToolTip(self._translator(words))
        button.setAccessibleName(self._translator(words))
        button.setObjectName(side.name)
        button.clicked.connect(self._on_side_clicked)
        return button

    def _command_button(self, command_id: str, words: Message) -> QToolButton:
        button = QToolButton()
        button.setText(self._translator(words))
        command = self._registry[command_id]
        button.setToolTip(self._translator(command.help or command.title))
        button.setObjectName(command_id)
        button.clicked.connect(self._on_command_clicked)
        return button

    @Slot()
    def _refresh(self) -> None:
        """The looks on offer are known when the volume is."""
        pictures = self._room.pictures
        offered = [(MIP, message("3-D", "MIP")), *((p.key, p.name) for p in pictures.looks)]
        if [self.look.itemData(at) for at in range(self.look.count())] != [k for k, _ in offered]:
            self.look.clear()
            for key, name in offered:
                self.look.addItem(self._translator(name), key)
        self.look.setCurrentIndex([key for key, _ in offered].index(pictures.look))
        self.spin.setChecked(self._room.solid.value.is_spinning)

    @Slot(object, object)
    def _on_solid_changed(self, before: SolidState, now: SolidState) -> None:
        changes = ("display_set", "look", "is_spinning")
        if any(getattr(before, each) != getattr(now, each) for each in changes):
            self._refresh()

    @Slot(int)
    def _on_look_chosen(self, place: int) -> None:
        self._registry.run("solid.show_as", look=str(self.look.itemData(place)))

    @Slot()
    def _on_side_clicked(self) -> None:
        self._registry.run("solid.stand_at", side=Side[self.sender().objectName()])

    @Slot()
    def _on_command_clicked(self) -> None:
        self._registry.run(self.sender().objectName())
        self._refresh()
