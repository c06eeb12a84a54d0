"""Text from a file, for widgets that would take tags in it for their own."""

from html import escape

from PySide6.QtGui import Qt


def literal(text: str) -> str:
    """The same to read in a tooltip: a patient called "<img src=…>" must not make Qt load a picture."""
    if not Qt.mightBeRichText(text):
        return text
    return escape(text).replace("\n", "<br>")
