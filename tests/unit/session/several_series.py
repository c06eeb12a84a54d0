"""A study of several series in one frame of reference, or in none; 8 x 8 pixels of 1 mm."""

from dataclasses import replace
from pathlib import Path

from medviewer.domain.geometry import ImagePlane, Vector, VolumeGeometry
from medviewer.domain.study import (
    DisplaySet,
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Series,
    Study,
)

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def series(
    uid: str,
    *,
    count: int = 9,
    first: Vector = (0.0, 0.0, 0.0),
    step: Vector = (0.0, 0.0, 2.0),
    directions: tuple[Vector, Vector] = (X, Y),
    frame_of_reference_uid: str = "1.2.99",
) -> Series:
    """A volume of `count` slices; its display set is called after the series."""
    plane = ImagePlane(first, *directions, 1.0, 1.0)
    geometry = VolumeGeometry(plane, step, (count, 8, 8))
    frames = tuple(
        FrameSource(
            Instance(
                Path(f"/nowhere/{uid}/{index}"),
                f"{uid}.{index}",
                "1.2.840",
                8,
                8,
                1,
                ENCODING,
                frame_of_reference_uid=frame_of_reference_uid,
            ),
            0,
            geometry.slice_plane(index),
        )
        for index in range(count)
    )
    display_set = DisplaySet(f"{uid}:0", uid, frames, geometry)
    return Series(
        uid,
        "CT",
        frame_of_reference_uid=frame_of_reference_uid,
        display_sets=(display_set,),
    )


def study(*parts: Series, uid: str = "1.2", patient: Patient | None = None) -> Study:
    return Study(uid, patient or Patient("4711", "Muster"), series=parts)


def without_places(of: Series) -> Series:
    """As a radiograph's or a photograph's images are."""
    [shown] = of.display_sets
    frames = tuple(replace(frame, plane=None) for frame in shown.frames)
    return replace(of, display_sets=(replace(shown, frames=frames, geometry=None),))
