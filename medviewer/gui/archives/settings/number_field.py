"""A box for a whole number, as wide as numbers are."""

from PySide6.QtWidgets import QSizePolicy, QSpinBox

WIDTH_PX = 96
MARGIN_PX = 5  # before the digits; a style sheet's padding does not reach them


class NumberField(QSpinBox):
    """Between `least` and `most`."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(minimum=least, maximum=most)
        self.lineEdit().setTextMargins(MARGIN_PX, 0, 0, 0)
        self.setMinimumWidth(WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
