"""Puts messages into the reader's language, values and all, at the moment they are shown.

The words come from `resources/translations/medviewer_<language>.ts`, as Qt Linguist writes it (`make
translations` adds what is new). It is read as it is: a few hundred sentences need no compiled file beside
it that could be out of date. English needs none.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from medviewer import paths
from medviewer.words import Message, read_words

ENGLISH = "en"


class Translator:
    """`translator(message)` is the sentence in the reader's language; nested messages are translated too."""

    def __call__(self, message: Message) -> str:
        pattern = QCoreApplication.translate(message.context, message.text)
        return pattern.format(
            **{name: self._in_words(value) for name, value in message.values.items()}
        )

    def _in_words(self, value: object) -> object:
        return self(value) if isinstance(value, Message) else value


class WordList(QTranslator):
    """One .ts file, as Qt asks for it."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = read_words(file)

    def isEmpty(self) -> bool:
        return not self._words

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The translation; None, which the stubs leave out, sends Qt on to the next translator."""
        del disambiguation, n
        return self._words.get((context, source))  # type: ignore[return-value]


def install_language(application: QCoreApplication, language: str) -> str:
    """Load `language` ("zh_CN"; "" is the system's) and Qt's own words in it; the language in use."""
    locale = QLocale(language) if language else QLocale.system()
    file = paths.resources() / "translations" / f"medviewer_{locale.name()}.ts"
    if not file.is_file():
        return ENGLISH
    qt_words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt_words.load(locale, "qtbase", "_", folder):  # the buttons of Qt's file dialogs
        application.installTranslator(qt_words)
    application.installTranslator(WordList(file, application))
    return locale.name()
