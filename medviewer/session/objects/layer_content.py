"""What a layer is drawn from: read once, asked for one item in one image at a time. No Qt.

A content may be asked by one thread at a time: the layers' own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from medviewer.domain.geometry import Vector
from medviewer.domain.object_layer import LayerItem, ObjectLayer
from medviewer.domain.section import Section
from medviewer.domain.study import FrameSource
from medviewer.imaging.layer_cut import LayerCut
from medviewer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class Target:
    """Where an item is wanted: a section, or an image that lies nowhere but was drawn on.

    `image_frame` counts from 1.
    """

    section: Section | None
    image_uid: str = ""
    shape: tuple[int, int] = (0, 0)
    image_frame: int = 1


@dataclass(frozen=True, slots=True)
class Extent:
    """What is known of an item once all of it was read."""

    volume_ml: float | None = None
    middle: Vector | None = None


class LayerContent(Protocol):
    """One object's."""

    def cut(self, item: LayerItem, target: Target) -> LayerCut:
        """One item in one image; empty where it is not there."""
        ...

    def extents(self, items: Sequence[LayerItem], token: CancelToken) -> Mapping[int, Extent]:
        """By the items' keys; takes its time, and may run beside `cut`."""
        ...

    def value_at(self, point: Vector) -> float | None:
        """Of a dose or a map, in its unit; None outside, and for what has no values."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedLayer:
    """A layer as it is at first, and what it is drawn from."""

    layer: ObjectLayer
    content: LayerContent


def target_of(source: FrameSource) -> Target:
    """Where a layer is wanted on an image of a series."""
    section = None
    if source.plane is not None:
        section = Section(source.plane, (source.rows, source.columns))
    uid, shape = source.instance.sop_instance_uid, (source.rows, source.columns)
    return Target(section, uid, shape, source.frame_index + 1)
