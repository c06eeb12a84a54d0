"""Tables from outside: encodings, delimiters, kinds of columns, and files that are none."""

from pathlib import Path

import pytest

from medviewer.ai.risk import clinical_table
from medviewer.ai.risk.clinical_table import ColumnKind, read_clinical_table
from medviewer.errors import InputError


def written(folder: Path, content: bytes) -> Path:
    file = folder / "table.csv"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    "content",
    [
        b"age,sex\n60,m\n,f\n",
        "\ufeffage;sex\r\n60;m\r\nNA;f\r\n".encode(),
        "age\tsex\n60\tm\n?\tf\n".encode("utf-16"),
        b"age|sex\n60|m\n.|f\n",
    ],
)
def test_that_usual_ways_of_writing_a_table_are_read(tmp_path: Path, content: bytes) -> None:
    table = read_clinical_table(written(tmp_path, content))

    assert table.names == ("age", "sex")
    assert table["age"].cells == ("60", "")
    assert table["age"].missing == 1


def test_that_columns_are_typed_by_what_they_say(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 3}a,patient number {n} came with a cough\n" for n in range(20))

    table = read_clinical_table(written(tmp_path, f"n,code,note\n{rows}".encode()))

    kinds = [each.kind for each in table.columns]
    assert kinds == [ColumnKind.NUMBER, ColumnKind.CATEGORY, ColumnKind.TEXT]


def test_that_a_decimal_comma_is_a_number(tmp_path: Path) -> None:
    table = read_clinical_table(written(tmp_path, b"crp;sex\n1,5;m\n2,0;f\n"))

    assert table["crp"].numbers.tolist() == [1.5, 2.0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "first line"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
        (b"a,b\n", "no rows"),
        (b"a,a\n1,2\n", "two columns"),
        (b"a,,c\n1,2,3\n", "no name"),
        (b"a,b\n1,2\n1\n", "line 3"),
        (b"a\n" + b"x" * 30_000 + b"\n", "characters"),
        (",".join(f"c{n}" for n in range(2000)).encode() + b"\n1\n", "columns"),
        (b'a,b\n"1,2\n', "line"),
    ],
)
def test_that_a_file_that_is_no_table_says_why(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_clinical_table(written(tmp_path, content))


def test_that_size_and_rows_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, b"a,b\n" + b"1,2\n" * 50)

    monkeypatch.setattr(clinical_table, "MOST_ROWS", 40)
    with pytest.raises(InputError, match="more than 40 rows"):
        read_clinical_table(file)
    monkeypatch.setattr(clinical_table, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="100 is the most"):
        read_clinical_table(file)


def test_that_a_missing_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="one row a patient"):
        read_clinical_table(tmp_path / "none.csv")
