"""Display shutters: what of an image is covered before a reader sees it (PS3.3 C.7.6.11, C.7.6.15)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rectangle:
    """The edges still seen, in pixels counted from 1 as DICOM does."""

    left: int
    right: int
    upper: int
    lower: int


@dataclass(frozen=True, slots=True)
class Circle:
    """Centre (row, column) counted from 1, and radius in pixels."""

    row: int
    column: int
    radius: int


@dataclass(frozen=True, slots=True)
class Polygon:
    """Vertices as (row, column) pairs counted from 1; the last is joined to the first."""

    vertices: tuple[tuple[int, int], ...]


ShutterShape = Rectangle | Circle | Polygon


@dataclass(frozen=True, slots=True)
class Shutter:
    """Several shapes leave what lies inside all of them.

    Attributes:
        overlay_group: group (0x6000 …) of the overlay whose set bits are covered (bitmap shutter), or None.
        grey: what covers the image, 0 black to 1 white.
    """

    shapes: tuple[ShutterShape, ...] = ()
    overlay_group: int | None = None
    grey: float = 0.0
