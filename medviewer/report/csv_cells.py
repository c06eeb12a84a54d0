"""One cell of a CSV file: numbers as numbers, words so that no spreadsheet takes them for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the country
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # full-width ones count in East Asian Excel
LONGEST = 32_000  # characters of a cell in Excel, with room for the mark

Cell = str | int | float | bool | None


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as UTF-8 with a byte order mark, lines ended as RFC 4180 wants them."""
    return b"".join(csv_lines(header, rows))


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same line by line, for a table that is larger than memory should be."""
    yield (BYTE_ORDER_MARK + _line(header)).encode("utf-8", "replace")
    for row in rows:
        yield _line([cell_text(cell) for cell in row]).encode("utf-8", "replace")


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def cell_text(cell: Cell) -> str:
    """Words that a spreadsheet could run begin with an apostrophe; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return f"{cell:.10g}"
    text = cell.replace("\0", "")[:LONGEST]
    is_formula = text.lstrip(" \u3000\u00a0")[:1] in FORMULA_STARTS if text else False
    return f"'{text}" if is_formula else text
