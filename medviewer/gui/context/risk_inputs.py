"""The inputs of a risk model as fields: a number typed, a level chosen, or nothing known."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from medviewer.domain.prognosis import InputValue, RiskInput, RiskModel
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import message

LONGEST = 200
UNKNOWN = message("Prognosis", "not known")


class RiskInputs(QWidget):
    """One field an input; what is left empty is missing."""

    stated = Signal(str, str)  # the input's name, and what is stated

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._inputs: tuple[RiskInput, ...] = ()
        self.fields: dict[str, QLineEdit | QComboBox] = {}

    def show_model(self, model: RiskModel | None) -> None:
        """Fields for its inputs; kept where they are the same."""
        inputs = model.inputs if model is not None else ()
        if inputs == self._inputs:
            return
        self._inputs = inputs
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {each.name: self._field(each) for each in inputs}
        for name, field in self.fields.items():
            self._form.addRow(name.replace("&", "&&"), field)

    def show_values(self, values: tuple[InputValue, ...]) -> None:
        """What is stated now."""
        for each in values:
            field = self.fields.get(each.name)
            if isinstance(field, QLineEdit) and field.text() != each.text:
                field.setText(each.text)
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(each.text)))

    def _field(self, wanted: RiskInput) -> QLineEdit | QComboBox:
        if wanted.levels:
            return self._choice(wanted)
        line = QLineEdit(maxLength=LONGEST)
        line.setAccessibleName(wanted.name)
        told = message(
            "Prognosis",
            "not known; learnt from {low} to {high}",
            low=f"{wanted.low:g}",
            high=f"{wanted.high:g}",
        )
        line.setPlaceholderText(self._desk.translator(told))
        TypingKeys(line)
        line.textEdited.connect(lambda text, name=wanted.name: self.stated.emit(name, text))
        return line

    def _choice(self, wanted: RiskInput) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(wanted.name)
        box.addItem(self._desk.translator(UNKNOWN), "")
        for level in wanted.levels:
            box.addItem(level[:60], level)
        box.activated.connect(
            lambda index, name=wanted.name: self.stated.emit(name, str(box.itemData(index)))
        )
        return box
