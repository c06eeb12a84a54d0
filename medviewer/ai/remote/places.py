"""Where images lie and how their values become greys, as JSON and back: numbers only, no UID, no word."""

import base64
import binascii
from collections.abc import Sequence

import numpy as np

from medviewer.ai.remote.strict_json import (
    Fields,
    Malformed,
    as_fields,
    fields,
    flag,
    items,
    number,
    numbers,
    text,
    whole,
)
from medviewer.domain.appearance import ValueRange
from medviewer.domain.geometry import ImagePlane, VolumeGeometry, as_vector
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import Voi, VoiFunction, VoiLut, VoiWindow

PLANE_NUMBERS = 11  # position 3, row direction 3, column direction 3, row and column spacing
UNIT_TOLERANCE = 0.05  # of a direction's length, and of a right angle: headers round
MOST_ENTRIES = 1 << 16  # of a lookup table (PS3.3 C.11.1.1)


def written_plane(plane: ImagePlane | None) -> list[float] | None:
    if plane is None:
        return None
    directions = (*plane.row_direction, *plane.column_direction)
    return [*plane.position, *directions, plane.row_spacing_mm, plane.column_spacing_mm]


def read_plane(value: object) -> ImagePlane | None:
    if value is None:
        return None
    found = numbers(value, "plane", PLANE_NUMBERS)
    plane = ImagePlane(
        as_vector(found[:3]), as_vector(found[3:6]), as_vector(found[6:9]), found[9], found[10]
    )
    directions = np.array([plane.row_direction, plane.column_direction])
    lengths = np.linalg.norm(directions, axis=1)
    is_square = abs(float(directions[0] @ directions[1])) < UNIT_TOLERANCE
    if min(found[9:]) <= 0 or not is_square or abs(lengths - 1).max() > UNIT_TOLERANCE:
        raise Malformed("plane")
    return plane


def written_geometry(geometry: VolumeGeometry | None) -> Fields | None:
    if geometry is None:
        return None
    return {"plane": written_plane(geometry.plane), "step": list(geometry.slice_step_mm)}


def read_geometry(value: object, shape: Sequence[int]) -> VolumeGeometry | None:
    """The grid of an array of that shape."""
    if value is None:
        return None
    found = as_fields(value, "geometry")
    plane = read_plane(found.get("plane"))
    step = numbers(found.get("step"), "step", 3)
    if plane is None or not any(step):
        raise Malformed("geometry")
    slices, rows, columns = shape
    return VolumeGeometry(plane, as_vector(step), (slices, rows, columns))


def written_curve(curve: ToneCurve) -> Fields:
    padding = curve.padding
    return {
        "voi": _written_voi(curve.voi),
        "is_inverted": curve.is_inverted,
        "padding": None if padding is None else [padding.low, padding.high],
        "presentation_lut": _written_table(curve.presentation_lut),
    }


def read_curve(value: object) -> ToneCurve:
    found = as_fields(value, "curve")
    edges = None if found.get("padding") is None else numbers(found["padding"], "padding", 2)
    return ToneCurve(
        _read_voi(fields(found, "voi")),
        flag(found, "is_inverted"),
        None if edges is None else ValueRange(*edges),
        _read_table(found.get("presentation_lut")),
    )


def _written_voi(voi: Voi) -> Fields:
    if isinstance(voi, VoiLut):
        return {"table": _written_table(voi.table)}
    return {"center": voi.center, "width": voi.width, "function": voi.function.value}


def _read_voi(found: Fields) -> Voi:
    table = _read_table(found.get("table"))
    if table is not None:
        return VoiLut(table)
    try:
        function = VoiFunction(text(found, "function"))
    except ValueError as error:
        raise Malformed("function") from error
    return VoiWindow(number(found, "center"), number(found, "width"), function)


def _written_table(table: LookupTable | None) -> Fields | None:
    if table is None:
        return None
    entries = base64.b64encode(table.entries).decode()
    return {"first": table.first_mapped, "bits": table.bits, "entries": entries}


def _read_table(value: object) -> LookupTable | None:
    if value is None:
        return None
    found = as_fields(value, "table")
    try:
        entries = base64.b64decode(text(found, "entries", 4 * MOST_ENTRIES), validate=True)
    except binascii.Error as error:
        raise Malformed("entries") from error
    if not entries or len(entries) % 2 or len(entries) > 2 * MOST_ENTRIES:
        raise Malformed("entries")
    first = whole(found, "first", -(1 << 31), 1 << 31)
    return LookupTable(first, whole(found, "bits", 1, 16), entries)


def read_planes(of: Fields, most: int) -> tuple[ImagePlane | None, ...]:
    return tuple(read_plane(each) for each in items(of, "planes", most))


def read_curves(of: Fields, most: int) -> tuple[ToneCurve, ...]:
    return tuple(read_curve(each) for each in items(of, "curves", most))
