"""Display shutters of a header (PS3.3 C.7.6.11, C.7.6.15, C.7.6.16.2.16)."""

from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import first_item, number, numbers, texts, words
from medviewer.domain.shutter import Circle, Polygon, Rectangle, Shutter, ShutterShape

SHUTTER_TAGS = (
    "ShutterShape",
    "ShutterLeftVerticalEdge",
    "ShutterRightVerticalEdge",
    "ShutterUpperHorizontalEdge",
    "ShutterLowerHorizontalEdge",
    "CenterOfCircularShutter",
    "RadiusOfCircularShutter",
    "VerticesOfThePolygonalShutter",
    "ShutterPresentationValue",
    "ShutterOverlayGroup",
)
WHITE_P_VALUE = 0xFFFF
FARTHEST_PX = 1 << 20  # from the image's corner; images have 65,535 rows at most
MAX_VERTICES = 10_000  # a shutter drawn by a collimator has a handful


def shutter(dataset: Dataset) -> Shutter | None:
    """The shutter of all frames; shapes that lack a number are left out, None where none is left."""
    shared = first_item(dataset, "SharedFunctionalGroupsSequence")
    for_frames = None if shared is None else first_item(shared, "FrameDisplayShutterSequence")
    place = dataset if for_frames is None else for_frames
    kinds = {kind.upper() for kind in texts(place, "ShutterShape")}
    if not kinds:
        return None
    readers = {"RECTANGULAR": _rectangle, "CIRCULAR": _circle, "POLYGONAL": _polygon}
    shapes = tuple(
        shape
        for kind, read in readers.items()
        if kind in kinds and (shape := read(place)) is not None
    )
    group = _word(place, "ShutterOverlayGroup") if "BITMAP" in kinds else None
    if not shapes and group is None:
        return None
    return Shutter(shapes, group, (_word(place, "ShutterPresentationValue") or 0) / WHITE_P_VALUE)


def _rectangle(place: Dataset) -> ShutterShape | None:
    left, right = (_edge(place, f"Shutter{side}VerticalEdge") for side in ("Left", "Right"))
    upper, lower = (_edge(place, f"Shutter{side}HorizontalEdge") for side in ("Upper", "Lower"))
    if left is None or right is None or upper is None or lower is None:
        return None
    return Rectangle(left, right, upper, lower)


def _circle(place: Dataset) -> ShutterShape | None:
    center, radius = (
        numbers(place, "CenterOfCircularShutter"),
        _edge(place, "RadiusOfCircularShutter"),
    )
    if len(center) != 2 or radius is None or radius <= 0:
        return None
    return Circle(_near(center[0]), _near(center[1]), radius)


def _polygon(place: Dataset) -> ShutterShape | None:
    ends = [_near(end) for end in numbers(place, "VerticesOfThePolygonalShutter")]
    vertices = tuple(zip(ends[::2], ends[1::2], strict=False))
    return Polygon(vertices) if 3 <= len(vertices) <= MAX_VERTICES else None


def _edge(place: Dataset, keyword: str) -> int | None:
    found = number(place, keyword)
    return None if found is None else _near(found)


def _near(pixels: float) -> int:
    """A place far outside of any image, where a header names one further off than integers reach."""
    return int(min(max(pixels, -FARTHEST_PX), FARTHEST_PX))


def _word(place: Dataset, keyword: str) -> int | None:
    found = words(place, keyword)
    return int(found[0]) if found is not None and len(found) else None
