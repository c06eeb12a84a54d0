"""Every sentence a user may see is in the translation, whole and with its values."""

import runpy
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from medviewer import paths
from medviewer.gui.translation import Translator, WordList, install_language
from medviewer.words import message, read_words

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]
CHINESE = paths.resources() / "translations" / "medviewer_zh_CN.ts"
collector = runpy.run_path(str(ROOT / "packaging" / "collect_words.py"))


def marked() -> set[tuple[str, str]]:
    return set(collector["marked_strings"](ROOT / "medviewer"))


def test_that_every_marked_string_is_translated() -> None:
    missing = marked() - read_words(CHINESE).keys()

    assert not missing, "run `make translations` and translate what is unfinished"


def test_that_a_translation_names_the_same_values() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    words = read_words(CHINESE)

    assert [text for (_, text), said in words.items() if names(text) != names(said)] == []


def test_that_the_collector_sees_calls_with_values(tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(
        'message("A", "one {n}" " two", n=3)\nwords.mark("B", "three")\nmessage(other, "four")\n'
    )

    assert set(collector["marked_strings"](tmp_path)) == {("A", "one {n} two"), ("B", "three")}


def test_that_a_message_is_translated_with_the_messages_inside_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    file = tmp_path / "words.ts"
    file.write_text(
        "<TS><context><name>T</name>"
        "<message><source>{n} of {what}</source><translation>{what}: {n}</translation></message>"
        "<message><source>slices</source><translation>层面</translation></message>"
        '<message><source>left</source><translation type="unfinished">x</translation></message>'
        "</context></TS>"
    )
    words = WordList(file, qapp)
    QCoreApplication.installTranslator(words)

    said = Translator()(message("T", "{n} of {what}", n=3, what=message("T", "slices")))
    unfinished = Translator()(message("T", "left"))
    QCoreApplication.removeTranslator(words)

    assert said == "层面: 3"
    assert unfinished == "left"


def test_that_an_unknown_language_leaves_english(qapp: QApplication) -> None:
    assert install_language(qapp, "fr_FR") == "en"
