"""Puts messages into the reader's language, values and all, at the moment they are shown.

`resources/translations/medviewer_<language>.qm` (made by `make translations`) is loaded into the
application; English needs none.
"""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from medviewer import paths
from medviewer.words import Message


class Translator:
    """`translator(message)` is the sentence in the reader's language; nested messages are translated too."""

    def __call__(self, message: Message) -> str:
        pattern = QCoreApplication.translate(message.context, message.text)
        return pattern.format(
            **{name: self._in_words(value) for name, value in message.values.items()}
        )

    def _in_words(self, value: object) -> object:
        return self(value) if isinstance(value, Message) else value


def install_language(application: QCoreApplication, language: str) -> bool:
    """Load the translation of `language` ("zh_CN"; "" is the system's); False where English stays."""
    locale = QLocale(language) if language else QLocale.system()
    translator = QTranslator(application)
    folder = paths.resources() / "translations"
    if not translator.load(locale, "medviewer", "_", str(folder), ".qm"):
        return False
    return application.installTranslator(translator)
