"""Words of a translation are found from parallel texts alone."""

from medviewer.ai.training.text.cases import LabelMark, TextCase
from medviewer.ai.training.text.projection import projected_marks

SENTENCES = [
    ("dolor de cabeza intenso", "intense head pain"),
    ("dolor de cuello", "neck pain"),
    ("fiebre alta y tos", "high fever and cough"),
    ("tos y dolor de cuello", "cough and neck pain"),
    ("fiebre y dolor de cabeza", "fever and head pain"),
    ("tos intensa", "intense cough"),
    ("fiebre alta", "high fever"),
]


def case(original: str, translated: str, words: str) -> TextCase:
    start = original.index(words)
    return TextCase(
        original,
        original,
        "es",
        ("X",),
        (LabelMark("X", ((start, start + len(words)),)),),
        translated,
    )


def test_that_a_mark_is_found_in_the_translation() -> None:
    cases = [case(original, english, original.split()[0]) for original, english in SENTENCES]

    marks = projected_marks(cases)

    (start, end), *_ = marks[6][0].spans
    assert cases[6].other_text[start:end] == "fever"


def test_that_a_text_without_words_or_translation_has_no_marks() -> None:
    cases = [TextCase("a", "", "es", ("X",)), case("tos", "", "tos"), case("tos", "cough", "tos")]

    marks = projected_marks(cases)

    assert marks[0] == marks[1] == ()
    assert marks[2][0].spans == ((0, 5),)
