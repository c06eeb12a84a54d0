"""A coder is chosen by the language of the text, be it two words long or mixed."""

import pytest

from medviewer.ai.text.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No acute cardiopulmonary abnormality.", "en"),
        ("Chest pain after fall", "en"),
        ("rule out pneumonia", "en"),
        ("acute appendicitis", "en"),
        ("Paciente varón de 63 años con dolor torácico", "es"),
        ("apendicitis aguda", "es"),
        ("neumonía", "es"),
        ("No se observan adenopatías", "es"),
        ("右肺上叶结节", "zh"),
        ("肺炎 CT", "zh"),
        ("CT胸部平扫：右肺上叶磨玻璃结节,PET未见摄取", "zh"),
    ],
)
def test_that_the_language_of_a_clinical_text_is_found(text: str, language: str) -> None:
    assert language_of(text) == language


def test_that_a_mixed_text_has_the_language_of_most_of_its_words() -> None:
    assert language_of("The patient was referred as 'dolor torácico' and had a normal ECG") == "en"


@pytest.mark.parametrize("text", ["", "  \n", "123 / 45", "\0\1\2"])
def test_that_a_text_without_words_has_no_language(text: str) -> None:
    assert language_of(text) == ""
