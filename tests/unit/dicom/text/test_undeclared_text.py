"""Text whose character set is missing or wrong, as hospitals send it."""

import unicodedata

import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from medviewer.dicom.reading.attributes import items, text, texts
from medviewer.dicom.text.undeclared_text import decoded

LATIN = ("ISO_IR 100",)


@pytest.mark.parametrize("declared", [(), ("ISO_IR 6",), LATIN, ("ISO_IR 192",), ("GB18030",)])
@pytest.mark.parametrize("name", ["王^小明", "Wang^XiaoMing=王^小明"])
def test_that_utf_8_is_read_whatever_was_declared(name: str, declared: tuple[str, ...]) -> None:
    assert decoded(name.encode(), declared, "PN") == name


@pytest.mark.parametrize("declared", [(), ("ISO_IR 6",), LATIN, ("ISO_IR 192",)])
@pytest.mark.parametrize("words", ["王^小明", "CT胸部平扫", "头颅, MR增强扫描", "欧阳^娜娜"])
def test_that_gbk_is_read_whatever_was_declared(words: str, declared: tuple[str, ...]) -> None:
    assert decoded(words.encode("gbk"), declared, "LO") == words


@pytest.mark.parametrize(
    "words",
    [
        "Müller^Jörg",
        "Größe",
        "Ångström",
        "São Tomé",
        "Lódz",
        "Þór",
    ],
)
@pytest.mark.parametrize("declared", [(), LATIN])
def test_that_accents_stay_accents(words: str, declared: tuple[str, ...]) -> None:
    assert decoded(words.encode("latin-1"), declared, "PN") == words


@pytest.mark.parametrize(
    ("words", "codec", "declared"),
    [
        ("Ковалёв^Андрей", "iso8859_5", ("ISO_IR 144",)),
        ("Παπαδόπουλος^Γιώργος", "iso8859_7", ("ISO_IR 126",)),
        ("สมชาย^ใจดี", "tis_620", ("ISO_IR 166",)),
        ("김^희중", "cp949", ("", "ISO 2022 IR 149")),  # the escapes are missing
        ("山田^太郎", "cp932", ("", "ISO 2022 IR 87")),  # Shift_JIS instead
        ("山田^太郎", "cp932", ()),
        ("李喆", "gbk", LATIN),  # beyond GB 2312
        ("O’Brien", "cp1252", LATIN),
        ("張^曉明", "gbk", LATIN),  # traditional characters, of GBK only
    ],
)
def test_that_the_likeliest_set_is_found(words: str, codec: str, declared: tuple[str, ...]) -> None:
    assert decoded(words.encode(codec), declared, "PN") == words


@pytest.mark.parametrize(
    ("value", "declared"),
    [
        (b"\x1b$B;3ED\x1b(B", ()),
        (b"\x1b$)C\xfb\xf3", LATIN),
        (b"\x1b%GWang", LATIN),
        (b"Wang\x1b", LATIN),
        (b"\x1b\x1b\x1b$", ("", "ISO 2022 IR 87")),
        (b"\x1b$B;", ("", "ISO 2022 IR 87")),
        (b"\x80\x81\xff\xfe", LATIN),
        (b"W\x01a\x7fng", LATIN),
        (bytes(range(256)), ()),
    ],
)
def test_that_no_control_character_reaches_the_screen(
    value: bytes, declared: tuple[str, ...]
) -> None:
    shown = decoded(value, declared, "PN")

    assert not [letter for letter in shown if unicodedata.category(letter) == "Cc"]


def test_that_escapes_nobody_declared_are_followed_all_the_same() -> None:
    assert decoded(b"\x1b$B;3ED\x1b(B", (), "PN") == "山田"


def test_that_half_a_character_at_the_end_is_left_out() -> None:
    assert decoded("王小明".encode()[:-1], ("ISO_IR 192",), "LO") == "王小"


@pytest.mark.parametrize("term", ["ISO-IR 192", "iso_ir 192", "UTF-8"])
def test_that_misspelt_terms_are_understood(term: str) -> None:
    assert decoded("Jérôme".encode(), (term,), "PN") == "Jérôme"


def raw(tag: int, vr: str, value: bytes) -> RawDataElement:
    return RawDataElement(Tag(tag), vr, len(value), value, 0, False, True)


def test_that_a_backslash_within_a_character_separates_nothing() -> None:
    # the last byte is the code of a backslash
    dataset = Dataset(
        {
            Tag(0x00080005): raw(0x00080005, "CS", b"GB18030 "),
            Tag(0x00081030): raw(0x00081030, "LO", b"\x81\x5c"),
        }
    )

    assert texts(dataset, "StudyDescription") == ("乗",)


def test_that_an_item_inherits_the_set_of_the_data_set_around_it() -> None:
    item = Dataset({Tag(0x00080104): raw(0x00080104, "LO", b"\xbb\xee\xda")})
    dataset = Dataset({Tag(0x00080005): raw(0x00080005, "CS", b"ISO_IR 144")})
    dataset.AnatomicRegionSequence = [item]

    (found,) = items(dataset, "AnatomicRegionSequence")

    assert text(found, "CodeMeaning") == "Люк"


def test_that_an_item_may_have_a_set_of_its_own() -> None:
    item = Dataset(
        {
            Tag(0x00080005): raw(0x00080005, "CS", b"ISO_IR 126"),
            Tag(0x00080104): raw(0x00080104, "LO", b"\xc4\xe9\xef"),
        }
    )
    dataset = Dataset({Tag(0x00080005): raw(0x00080005, "CS", b"ISO_IR 144")})
    dataset.AnatomicRegionSequence = [item]

    (found,) = items(dataset, "AnatomicRegionSequence")

    assert text(found, "CodeMeaning") == "Διο"
