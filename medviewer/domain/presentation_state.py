"""How somebody showed images, and what was drawn on them (Softcopy Presentation State, PS3.3 A.33)."""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.calibration import Pixel
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.domain.voi import WindowPreset
from medviewer.words import Message

Rgb = tuple[int, int, int]


class Units(StrEnum):
    """What coordinates count (PS3.3 C.10.5.1.1).

    In PIXEL the file counts from the corner of the first pixel; here, from its centre, as everywhere.
    """

    PIXEL = "PIXEL"
    DISPLAY = "DISPLAY"  # 0..1 of the displayed area
    MATRIX = "MATRIX"


class PresentedGraphic(StrEnum):
    """Shapes of the Graphic Object Sequence (C.10.5), and of the compound ones (C.10.5.1.4)."""

    POINT = "POINT"
    POLYLINE = "POLYLINE"
    INTERPOLATED = "INTERPOLATED"
    CIRCLE = "CIRCLE"
    ELLIPSE = "ELLIPSE"
    MULTILINE = "MULTILINE"
    INFINITELINE = "INFINITELINE"
    CUTLINE = "CUTLINE"
    RANGELINE = "RANGELINE"
    RULER = "RULER"
    AXIS = "AXIS"
    CROSSHAIR = "CROSSHAIR"
    ARROW = "ARROW"
    RECTANGLE = "RECTANGLE"


@dataclass(frozen=True, slots=True)
class PresentedShape:
    """`colour` None: that of its layer."""

    kind: PresentedGraphic
    points: tuple[Pixel, ...]
    units: Units = Units.PIXEL
    is_filled: bool = False
    colour: Rgb | None = None
    tracking_uid: str = ""


@dataclass(frozen=True, slots=True)
class PresentedText:
    """A text beside an anchor, or in a box (top left, bottom right).

    Attributes:
        is_anchor_visible: whether a line leads from the text to its anchor.
    """

    text: str
    anchor: Pixel | None = None
    anchor_units: Units = Units.PIXEL
    is_anchor_visible: bool = False
    box: tuple[Pixel, Pixel] | None = None
    box_units: Units = Units.PIXEL
    colour: Rgb | None = None


@dataclass(frozen=True, slots=True)
class GraphicLayer:
    """Layers with a higher order lie above; `colour` is the recommended one."""

    name: str
    order: int = 0
    description: str = ""
    colour: Rgb | None = None


@dataclass(frozen=True, slots=True)
class GraphicAnnotation:
    """What is drawn on these images, or on all of the state where none is named."""

    layer: str
    images: tuple[ObjectReference, ...] = ()
    shapes: tuple[PresentedShape, ...] = ()
    texts: tuple[PresentedText, ...] = ()


@dataclass(frozen=True, slots=True)
class DisplayedArea:
    """Which part of these images fills the screen.

    Attributes:
        first, last: (column, row) of the pixels in two opposite corners, counted from 1; may lie outside.
        size_mode: SCALE TO FIT, TRUE SIZE or MAGNIFY.
        magnification: screen pixels for each of the image, of MAGNIFY.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    images: tuple[ObjectReference, ...] = ()
    size_mode: str = "SCALE TO FIT"
    magnification: float | None = None


@dataclass(frozen=True, slots=True)
class PresentedWindow:
    """Windows and VOI LUTs of these images, or of all where none is named."""

    presets: tuple[WindowPreset, ...]
    images: tuple[ObjectReference, ...] = ()


@dataclass(frozen=True, slots=True)
class PresentationState:
    """One state.

    Attributes:
        kind: the standard's name of its SOP class.
        modality_lut, presentation_lut: "table", "line", "INVERSE" …; "" for the identity.
        turn: rotation first, then the flip.
        notes: what of it is not shown.
    """

    sop_instance_uid: str
    label: str
    kind: str
    images: tuple[ObjectReference, ...]
    description: str = ""
    creator: str = ""
    created_at: str = ""
    turn: Turn = AS_STORED
    areas: tuple[DisplayedArea, ...] = ()
    windows: tuple[PresentedWindow, ...] = ()
    layers: tuple[GraphicLayer, ...] = ()
    annotations: tuple[GraphicAnnotation, ...] = ()
    modality_lut: str = ""
    presentation_lut: str = ""
    shutter_shapes: tuple[str, ...] = ()
    overlay_count: int = 0
    notes: tuple[Message, ...] = ()

    def area_of(self, sop_instance_uid: str) -> DisplayedArea | None:
        """The displayed area of an image, None where the state has none for it."""
        return next((a for a in self.areas if speaks_of(a.images, sop_instance_uid)), None)

    def annotations_on(self, sop_instance_uid: str, frame: int) -> tuple[GraphicAnnotation, ...]:
        """What is drawn on a frame, 1 first; the lowest layer first."""
        order = {layer.name: layer.order for layer in self.layers}
        mine = [a for a in self.annotations if speaks_of(a.images, sop_instance_uid, frame)]
        return tuple(sorted(mine, key=lambda each: order.get(each.layer, 0)))

    def colour_of(self, layer_name: str) -> Rgb | None:
        return next((layer.colour for layer in self.layers if layer.name == layer_name), None)


def speaks_of(
    images: tuple[ObjectReference, ...], sop_instance_uid: str, frame: int | None = None
) -> bool:
    """Whether a list of images names this one; an empty list names all of the state's."""
    if not images:
        return True
    return any(
        each.sop_instance_uid == sop_instance_uid
        and (frame is None or not each.frames or frame in each.frames)
        for each in images
    )
