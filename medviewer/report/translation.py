"""How exporters are told the reader's language."""

from collections.abc import Callable

from medviewer.words import Message

# Puts a message into the reader's language; `str` is English.
Translate = Callable[[Message], str]
