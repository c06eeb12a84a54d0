"""What a report denies must not be coded as found; what it denies elsewhere must not hide a finding."""

import pytest

from medviewer.ai.text.negation import Assertion, assertion_of, find_scopes, negated_spans
from medviewer.ai.text.tokens import mark_negated, tokens_of

NEGATED, UNCERTAIN = Assertion.NEGATED, Assertion.UNCERTAIN
HISTORICAL, AFFIRMED = Assertion.HISTORICAL, Assertion.AFFIRMED


def said_of(words: str, text: str) -> Assertion:
    start = text.index(words)
    return assertion_of(find_scopes(text), start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("No pleural effusion, pneumothorax, or focal airspace disease.", "airspace", NEGATED),
        ("No evidence of pneumothorax, but a small effusion is seen.", "effusion", AFFIRMED),
        ("Pleural effusion is not identified.", "Pleural effusion", NEGATED),
        ("Clear without pneumothorax, the heart is enlarged.", "heart", AFFIRMED),
        ("No significant change in the left pleural effusion.", "effusion", AFFIRMED),
        ("No pneumothorax. Cardiomegaly.", "Cardiomegaly", AFFIRMED),
        ("The patient denies chest pain.", "chest pain", NEGATED),
        ("History of asthma.", "asthma", HISTORICAL),
        ("No history of asthma.", "asthma", NEGATED),
        ("Pneumonia cannot be excluded.", "Pneumonia", UNCERTAIN),
        ("Opacities may represent atelectasis.", "atelectasis", UNCERTAIN),
        ("Rule out pneumonia", "pneumonia", UNCERTAIN),
    ],
)
def test_that_english_is_understood(text: str, words: str, expected: Assertion) -> None:
    assert said_of(words, text) is expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("No se palpan adenopatías, ni bocio ni ingurgitación yugular.", "bocio", NEGATED),
        ("Paciente sin fiebre con tos y expectoración.", "tos", AFFIRMED),
        ("Sin embargo, el paciente presenta fiebre.", "fiebre", AFFIRMED),
        ("La gammagrafía ósea fue negativa de metástasis.", "metástasis", NEGATED),
        ("No se descarta una neumonía.", "neumonía", UNCERTAIN),
        ("Imagen compatible con absceso hepático.", "absceso", UNCERTAIN),
        ("Antecedentes de hipertensión arterial.", "hipertensión", HISTORICAL),
        ("Niega dolor torácico, pero refiere disnea.", "disnea", AFFIRMED),
    ],
)
def test_that_spanish_is_understood(text: str, words: str, expected: Assertion) -> None:
    assert said_of(words, text) is expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("双肺未见明显实变，右侧胸腔积液", "实变", NEGATED),
        ("双肺未见明显实变，右侧胸腔积液", "胸腔积液", AFFIRMED),
        ("无发热、咳嗽、咳痰", "咳痰", NEGATED),
        ("否认高血压病史，有糖尿病", "高血压", NEGATED),
        ("肺癌可能", "肺癌", UNCERTAIN),
        ("肺炎不能排除", "肺炎", UNCERTAIN),
        ("乙肝病史", "乙肝", HISTORICAL),
        ("无痛性血尿", "血尿", AFFIRMED),
        ("右肺非小细胞肺癌", "肺癌", AFFIRMED),
        ("结核抗体阴性", "结核", NEGATED),
    ],
)
def test_that_chinese_is_understood(text: str, words: str, expected: Assertion) -> None:
    assert said_of(words, text) is expected


def test_that_what_is_denied_can_be_marked_word_by_word() -> None:
    text = "Clear lungs. No effusion or edema; no fever; cardiomegaly."

    marked = mark_negated(tokens_of(text), negated_spans(text, "en"))

    denied = [token.key for token in marked if token.key.startswith("neg_")]
    assert denied == ["neg_effusion", "neg_or", "neg_edema", "neg_fever"]


def test_that_a_long_text_without_stops_denies_only_what_is_near() -> None:
    text = "no fever " + "word " * 200_000 + "cardiomegaly"

    assert said_of("fever", text) is NEGATED
    assert said_of("cardiomegaly", text) is AFFIRMED
