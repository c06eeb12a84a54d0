"""What is remembered of one header holds for another one that says the same, and for no other."""

import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import integer, items, number, numbers, text, value_of
from medviewer.dicom.reading.familiar_runs import RawValue
from medviewer.dicom.reading.recall import MOST_RECALLED, Recall, recalled
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walker import WalkedHeader

CHARSET, NAME, SEX, ROWS = 0x00080005, 0x00100010, 0x00100040, 0x00280010


class Counted:
    """A remembered function that counts how often it really runs."""

    def __init__(self) -> None:
        self.runs = 0

    def title(self, dataset: Dataset) -> str:
        self.runs += 1
        name = text(dataset, "PatientName")
        return f"{name} ({text(dataset, 'PatientSex')})" if name else "nobody"


def header(memory: Recall, elements: dict[int, RawValue]) -> WalkedDataset:
    return WalkedDataset(WalkedHeader(elements), memory)


def named(memory: Recall, name: bytes, sex: bytes = b"F ") -> WalkedDataset:
    return header(memory, {NAME: ("PN", name), SEX: ("CS", sex)})


def test_that_the_same_answers_are_worked_out_once() -> None:
    counted, memory = Counted(), Recall()
    title = recalled(counted.title)

    said = [title(named(memory, b"Doe ")) for _ in range(3)]

    assert said == ["Doe (F)"] * 3
    assert counted.runs == 1


def test_that_any_other_answer_is_worked_out_anew() -> None:
    counted, memory = Counted(), Recall()
    title = recalled(counted.title)

    said = [
        title(named(memory, b"Doe ")),
        title(named(memory, b"Doe ", sex=b"M ")),
        title(named(memory, b"Roe ")),
        title(header(memory, {})),
        title(header(memory, {SEX: ("CS", b"M ")})),
    ]

    assert said == ["Doe (F)", "Doe (M)", "Roe (F)", "nobody", "nobody"]
    assert counted.runs == 4  # who has no name was not asked for the sex


def test_that_facts_beside_the_header_count_too() -> None:
    memory = Recall()
    folder_of = recalled(lambda dataset, folder: f"{folder}/{text(dataset, 'PatientName')}")

    assert folder_of(named(memory, b"Doe "), "a") == "a/Doe"
    assert folder_of(named(memory, b"Doe "), "b") == "b/Doe"


def test_that_a_text_depends_on_its_character_set() -> None:
    memory = Recall()
    name_of = recalled(lambda dataset: text(dataset, "PatientName"))
    latin: dict[int, RawValue] = {CHARSET: ("CS", b"ISO_IR 100"), NAME: ("PN", b"M\xfcller")}
    cyrillic: dict[int, RawValue] = {CHARSET: ("CS", b"ISO_IR 144"), NAME: ("PN", b"M\xfcller")}

    said = [name_of(header(memory, elements)) for elements in (latin, cyrillic, latin)]

    assert said == ["Müller", "Mќller", "Müller"]


def test_that_what_is_read_past_the_attributes_is_not_remembered() -> None:
    memory = Recall()
    past = recalled(lambda dataset: str(dataset.PatientName))

    assert past(named(memory, b"Doe ")) == "Doe"
    assert past(named(memory, b"Roe ")) == "Roe"


def test_that_a_remembered_function_within_another_asks_for_it() -> None:
    memory = Recall()
    inner = recalled(lambda dataset: text(dataset, "PatientName"))
    outer = recalled(lambda dataset: f"<{inner(dataset)}>")

    said = [outer(named(memory, name)) for name in (b"Doe ", b"Roe ")]

    assert said == ["<Doe>", "<Roe>"]


def test_that_an_error_is_not_remembered() -> None:
    memory = Recall()

    @recalled
    def refusing(dataset: Dataset) -> str:
        if not text(dataset, "PatientName"):
            raise ValueError("nobody")
        return "somebody"

    for _ in range(2):
        with pytest.raises(ValueError, match="nobody"):
            refusing(header(memory, {}))
    assert refusing(named(memory, b"Doe ")) == "somebody"


def test_that_memory_is_bounded() -> None:
    counted, memory = Counted(), Recall()
    title = recalled(counted.title)

    for name in range(MOST_RECALLED + 1):
        title(named(memory, b"%d" % name))
    counted.runs = 0
    title(named(memory, b"0"))

    assert counted.runs == 1  # forgotten


def test_that_pydicom_finds_every_element_of_a_walked_header() -> None:
    walked = header(Recall(), {NAME: ("PN", b"Doe^Jane"), ROWS: ("US", b"\x08\x00")})

    assert integer(walked, "Rows") == 8
    assert walked.Rows == 8
    assert "PatientName" in walked
    assert "PatientSex" not in walked
    assert value_of(walked, "PatientName") == "Doe^Jane"
    assert items(walked, "ReferencedImageSequence") == ()
    assert [element.tag for element in walked] == [NAME, ROWS]


def test_that_binary_numbers_are_read_from_their_bytes() -> None:
    elements: dict[int, RawValue] = {
        0x00209157: ("UL", b"\1\0\0\0\xff\xff\xff\xff"),
        0x00189073: ("FD", b"\0\0\0\0\0\0\xf8\x3f"),
        0x00189087: ("FD", b"\0\0\0\0\0\0\xf8\x7f"),
        ROWS: ("US", b"\x01"),
    }
    walked = header(Recall(), elements)

    assert numbers(walked, "DimensionIndexValues") == (1.0, 4294967295.0)
    assert numbers(walked, "AcquisitionDuration") == (1.5,)
    assert numbers(walked, "DiffusionBValue") == ()  # not a number
    assert number(walked, "Rows") is None
