"""Part of a file's attributes as text, or as DICOM JSON (PS3.18 annex F), to be pasted elsewhere."""

import base64
import json
import math
import struct
from collections.abc import Iterator

from medviewer.dicom.tag_tree.attribute_file import opened_at_places
from medviewer.dicom.tag_tree.attribute_rows import effective_vr, is_csa_header, rows_below
from medviewer.dicom.tag_tree.attribute_values import NUMBERS, text_of, values_of
from medviewer.dicom.tag_tree.elements import MAX_DEPTH, PIXEL_DATA, Walk
from medviewer.domain.attribute_tree import Attribute, AttributeFile
from medviewer.errors import ExportError
from medviewer.progress import CancelToken
from medviewer.words import message

MAX_ROWS = 200_000
INDENT = "  "
VALUE_BYTES = 64 * 1024  # a longer value is left out of JSON and cut in text
INLINE_BYTES = 4096  # bytes longer than that are nothing to paste
BINARY = frozenset(("OB", "OD", "OF", "OL", "OV", "OW", "UN", ""))


def as_text(file: AttributeFile, rows: tuple[Attribute, ...], token: CancelToken) -> str:
    """One line a row, indented by two blanks a level, with everything below.

    Raises:
        ExportError: there is more of it than a clipboard should hold.
        UnreadableFile, Cancelled: as `attribute_rows.read_file`.
    """
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        lines: list[str] = []
        for row in rows:
            for line in _lines(walk, row, ""):
                lines.append(line)
                _refuse_too_many(len(lines))
        return "\n".join(lines)


def as_json(file: AttributeFile, rows: tuple[Attribute, ...], token: CancelToken) -> str:
    """The rows as one DICOM JSON object; long values are left out, as PS3.18 F.2.2 allows.

    Raises:
        ExportError, UnreadableFile, Cancelled: as `as_text`.
    """
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        built: object = _Json(walk).data_set(iter(rows))
    if len(rows) == 1 and rows[0].tag is None and isinstance(built, dict):
        built = built.get("item", {})
    return json.dumps(built, ensure_ascii=False, indent=2)


def line_of(row: Attribute) -> str:
    """`(0028,0010) US 1 Rows: 512`."""
    parts = (row.tag_text, row.vr, "" if row.multiplicity is None else str(row.multiplicity))
    return f"{' '.join(part for part in (*parts, str(row.name)) if part)}: {row.value}"


def _lines(walk: Walk, row: Attribute, indent: str) -> Iterator[str]:
    walk.token.check()
    if not row.is_whole and effective_vr(row) not in BINARY:
        value = walk.read(row.place.offset, min(row.place.length, VALUE_BYTES))
        whole = text_of(effective_vr(row), value, row.place.length, row.place.coding).text
        yield f"{indent}{line_of(row).split(': ', 1)[0]}: {whole}"
    else:
        yield indent + line_of(row)
    if row.has_rows and len(indent) < len(INDENT) * MAX_DEPTH:
        for below in rows_below(walk, row):
            yield from _lines(walk, below, indent + INDENT)


class _Json:
    """Builds DICOM JSON; counts what it has built."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._count = self._depth = 0

    def data_set(self, rows: Iterator[Attribute]) -> dict[str, object]:
        built: dict[str, object] = {}
        for row in rows:
            self._walk.token.check()
            self._count += 1
            _refuse_too_many(self._count)
            if row.tag is not None:
                built[f"{row.tag:08X}"] = self._element(row)
            elif row.has_rows:
                built["item"] = self.data_set(rows_below(self._walk, row))
        return built

    def _element(self, row: Attribute) -> dict[str, object]:
        element: dict[str, object] = {"vr": row.vr or "UN"}
        is_csa = is_csa_header(row.name, row.creator)
        if row.has_rows and row.tag != PIXEL_DATA and not is_csa:
            element |= {"vr": "SQ", "Value": self._items(row)}
        elif 0 < row.place.length <= VALUE_BYTES and (is_csa or not row.has_rows):
            element |= self._value(row)
        return element

    def _items(self, row: Attribute) -> list[dict[str, object]]:
        if self._depth == MAX_DEPTH:
            return []
        self._depth += 1
        items = [item for item in rows_below(self._walk, row) if item.tag is None]
        built = [self.data_set(rows_below(self._walk, item)) for item in items]
        self._depth -= 1
        return built

    def _value(self, row: Attribute) -> dict[str, object]:
        value = self._walk.read(row.place.offset, row.place.length)
        if row.vr in BINARY:
            return {"InlineBinary": base64.b64encode(value).decode()} if _is_short(value) else {}
        try:
            values = values_of(row.vr, value, row.place.coding)
        except (ValueError, struct.error):
            return {"InlineBinary": base64.b64encode(value).decode()} if _is_short(value) else {}
        return {"Value": [_json_value(row.vr, one) for one in values]}


def _is_short(value: bytes) -> bool:
    return len(value) <= INLINE_BYTES


def _json_value(vr: str, value: object) -> object:
    if vr == "PN" and isinstance(value, str):
        names = ("Alphabetic", "Ideographic", "Phonetic")
        return {name: part for name, part in zip(names, value.split("="), strict=False) if part}
    if isinstance(value, float) and not math.isfinite(value):  # JSON has no word for these
        return str(value) if vr in NUMBERS else None
    return value


def _refuse_too_many(count: int) -> None:
    if count > MAX_ROWS:
        raise ExportError(
            message(
                "Attributes",
                "There are more than {count} attributes in this part, too many to copy. Copy a "
                "smaller part.",
                count=f"{MAX_ROWS:,}",
            )
        )
