"""How exporters are told the report's language, which need not be the program's."""

from collections.abc import Callable, Mapping

from medviewer import paths
from medviewer.words import Message, read_words

# Puts a message into the report's language; `str` is English.
Translate = Callable[[Message], str]


def translator_into(language: str) -> Translate:
    """A translator of one's own into a language ("zh_CN"); English where there are no words of it."""
    file = paths.resources() / "translations" / f"medviewer_{language}.ts"
    if not file.is_file():
        return str
    words = read_words(file)

    def translate(message: Message) -> str:
        return _in_words(message, words)

    return translate


def bcp47(language: str) -> str:
    """`zh_CN` as documents name it: `zh-CN`."""
    return language.replace("_", "-")


def _in_words(message: Message, words: Mapping[tuple[str, str], str]) -> str:
    pattern = words.get((message.context, message.text), message.text)
    values = {
        name: _in_words(value, words) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return pattern.format(**values)
