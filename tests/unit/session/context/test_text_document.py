"""A plain text file in any usual encoding, with or without headings."""

import pytest

from medviewer.domain.clinical_notes import LabValue
from medviewer.errors import InputError
from medviewer.session.context.text_document import LARGEST_BYTES, decoded, text_document

SPANISH = "Varón de 58 años, neumonía previa. ¿Derrame?"
CHINESE = "患者男，咳嗽三周，伴发热。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SPANISH, "utf-8"),
        (SPANISH, "utf-8-sig"),
        (SPANISH, "utf-16"),
        (SPANISH, "cp1252"),
        ("Cough for weeks, no fever.", "utf-16-le"),
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16"),
        ("", "utf-8"),
    ],
)
def test_that_text_is_decoded_in_the_encoding_it_has(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), "note.txt") == text


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00rubbish\x00", bytes(range(256)) * 4])
def test_that_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"scan\.txt holds no plain text"):
        text_document(data, "scan.txt")


def test_that_headings_part_a_letter() -> None:
    letter = """Clinical history: smoker, 40 pack-years
Allergies: penicillin
Symptoms:
cough for 3 weeks
no fever
Laboratory
CRP 45 mg/L
HIV: negative
"""

    document = text_document(letter.encode(), "letter.txt")

    assert document.history == "Clinical history: smoker, 40 pack-years\nAllergies: penicillin"
    assert document.symptoms == "cough for 3 weeks\nno fever"
    assert document.values == (LabValue("CRP", 45.0, "mg/L"), LabValue("HIV", text="negative"))


def test_that_chinese_and_spanish_headings_are_known() -> None:
    chinese = text_document(
        "主诉：咳嗽三周\n既往史：高血压\n化验：\n血红蛋白 120 g/L".encode(), "a.txt"
    )
    spanish = text_document(b"Motivo de consulta: tos\nAntecedentes: asma", "b.txt")

    assert (chinese.symptoms, chinese.history) == ("咳嗽三周", "既往史: 高血压")
    assert chinese.values == (LabValue("血红蛋白", 120.0, "g/L"),)
    assert (spanish.symptoms, spanish.history) == ("tos", "Antecedentes: asma")


def test_that_text_without_headings_is_history_but_for_its_laboratory_lines() -> None:
    document = text_document(b"Cough for 3 weeks.\nCRP 45 mg/L\nAny infiltrate?", "n.txt")

    assert document.history == "Cough for 3 weeks.\nAny infiltrate?"
    assert document.values == (LabValue("CRP", 45.0, "mg/L"),)


def test_that_a_long_text_is_cut_with_a_sentence() -> None:
    document = text_document(b"pneumonia " * 100_000, "long.txt")

    assert len(document.history) == 50_000
    assert "too long" in str(document.notes[0])
    assert len(b"pneumonia " * 100_000) < LARGEST_BYTES
