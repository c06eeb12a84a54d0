"""Which frames of a series can be scrolled together: same size, same kind of pixel, same orientation."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from medviewer.dicom.facts.frame_vectors import DETECTORS, TIMES
from medviewer.domain.geometry import FloatArray, ImagePlane
from medviewer.domain.study import FrameSource
from medviewer.words import Message, message

COSINE_TOLERANCE = 0.01  # a direction cosine that differs by more is another orientation
PIXEL_SPACING_TOLERANCE_MM = 1e-3
TOLERANCES = np.array([COSINE_TOLERANCE] * 6 + [PIXEL_SPACING_TOLERANCE_MM] * 2)


class FrameKey(NamedTuple):
    """What frames scrolled together have in common, apart from their orientation."""

    is_localizer: bool
    has_place: bool
    file: str  # of a parametric map, or multi-frame without places; the files of others are one series
    size: tuple[int, int]
    colours: str
    unit: str
    component: str
    kernel: str
    stack_id: str
    frame_of_reference: str
    view: tuple[int, ...]
    projection: tuple[str, ...] = ()  # side and view of a radiograph; the last, see `identity`

    @property
    def identity(self) -> tuple[object, ...]:
        """What the group is called by: without side and view as if there were none."""
        return tuple(self) if self.projection else tuple(self)[:-1]


SPLIT_BY = {
    "is_localizer": message("Display sets", "localizer"),
    "has_place": message("Display sets", "known place"),
    "file": message("Display sets", "file"),
    "size": message("Display sets", "image size"),
    "colours": message("Display sets", "colour"),
    "unit": message("Display sets", "unit"),
    "component": message("Display sets", "kind of image"),
    "kernel": message("Display sets", "kernel"),
    "stack_id": message("Display sets", "stack"),
    "frame_of_reference": message("Display sets", "frame of reference"),
    "view": message("Display sets", "detector"),
    "projection": message("Display sets", "side and view"),
}
RADIOGRAPHS = frozenset(
    f"1.2.840.10008.5.1.4.1.1.{number}"
    for number in ("1", "1.1", "1.1.1", "1.2", "1.2.1", "1.3", "1.3.1")  # CR, DX, MG, intra-oral
)
PARAMETRIC_MAP = "1.2.840.10008.5.1.4.1.1.30"  # each file a map of its own, on what slices it likes
BY_ORIENTATION = message("Display sets", "orientation or pixel size")


class FrameGroup(NamedTuple):
    """Frames scrolled together."""

    key: FrameKey
    frames: list[FrameSource]


def frame_groups(frames: Sequence[FrameSource]) -> list[FrameGroup]:
    """The groups in the order in which their first frames come. The work grows with the number of frames."""
    groups: dict[tuple[FrameKey, int], FrameGroup] = {}
    grids: dict[FrameKey, _Grids] = {}
    for frame in frames:
        key = frame_key(frame)
        grid = -1
        if frame.plane is not None:
            grid = grids.setdefault(key, _Grids()).number_of(frame.plane)
        groups.setdefault((key, grid), FrameGroup(key, [])).frames.append(frame)
    return list(groups.values())


def what_differs(groups: Sequence[FrameGroup]) -> Iterator[Message]:
    """What the groups of one series were split by."""
    for place, name in enumerate(FrameKey._fields):
        if len({group.key[place] for group in groups}) > 1:
            yield SPLIT_BY[name]
    if len({group.key for group in groups}) < len(groups):
        yield BY_ORIENTATION


def frame_key(frame: FrameSource) -> FrameKey:
    instance, how = frame.instance, frame.acquisition
    has_place = frame.plane is not None
    is_map = instance.sop_class_uid == PARAMETRIC_MAP
    is_apart = is_map or (not has_place and instance.number_of_frames > 1)
    return FrameKey(
        is_localizer=is_localizer(frame),
        has_place=has_place,
        file=instance.sop_instance_uid if is_apart else "",
        size=(instance.rows, instance.columns),
        colours=_colours(frame),
        unit=frame.rescale.unit,
        component=how.component,
        kernel=how.kernel,
        stack_id=how.stack_id,
        frame_of_reference=instance.frame_of_reference_uid if has_place else "",
        view=() if has_place else _view(frame),
        projection=() if has_place or is_apart else _projection(frame),
    )


def is_localizer(frame: FrameSource) -> bool:
    return any(value.upper() == "LOCALIZER" for value in frame.instance.image_type)


def _colours(frame: FrameSource) -> str:
    """Colour is shown as RGB however it is stored; greys that run the other way are kept apart."""
    encoding = frame.instance.encoding
    return "RGB" if encoding.samples_per_pixel > 1 else encoding.photometric_interpretation


def _projection(frame: FrameSource) -> tuple[str, ...]:
    """Side and view of a radiograph: each hangs in a cell of its own, whatever series it came in."""
    technique = frame.instance.technique
    if frame.instance.sop_class_uid not in RADIOGRAPHS:
        return ()
    return tuple(filter(None, (technique.laterality, technique.view_position)))


def _view(frame: FrameSource) -> tuple[int, ...]:
    """Energy window and detector of a frame in a sequence; few static views stay together."""
    numbers = dict(frame.acquisition.dimensions)
    if not any(keyword in numbers for keyword in TIMES):
        return ()
    return tuple(numbers.get(keyword, 0) for keyword in DETECTORS)


class _Grids:
    """Orientations and pixel sizes met so far, and the number each got."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[float, ...], int] = {}
        self._met: FloatArray = np.empty((8, len(TOLERANCES)))
        self._count = 0

    def number_of(self, plane: ImagePlane) -> int:
        """That of the first grid within tolerance; a new one where there is none."""
        values = (
            *plane.row_direction,
            *plane.column_direction,
            plane.row_spacing_mm,
            plane.column_spacing_mm,
        )
        number = self._numbers.get(values)
        if number is None:
            number = self._numbers[values] = self._nearest(np.array(values))
        return number

    def _nearest(self, values: FloatArray) -> int:
        apart = np.abs(self._met[: self._count] - values)
        fitting = np.flatnonzero(np.all(apart <= TOLERANCES, axis=1))
        if fitting.size:
            return int(fitting[0])
        if self._count == len(self._met):
            self._met = np.concatenate([self._met, np.empty_like(self._met)])
        self._met[self._count] = values
        self._count += 1
        return self._count - 1
