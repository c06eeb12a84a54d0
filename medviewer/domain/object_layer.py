"""What an object of the study draws over its images: shown, never measured, never the reader's own work."""

from dataclasses import dataclass, replace
from enum import StrEnum

from medviewer.domain.geometry import Vector
from medviewer.domain.study import DisplaySet
from medviewer.words import Message

Rgb = tuple[int, int, int]

USUAL_OPACITY = 0.35
WASH = 0  # key of the item that is all values in colour


class LayerKind(StrEnum):
    SEGMENTATION = "segmentation"
    STRUCTURE_SET = "structure set"
    DOSE = "dose"
    PARAMETRIC_MAP = "parametric map"


@dataclass(frozen=True, slots=True)
class LayerItem:
    """One segment, region or isodose of a layer.

    Attributes:
        key: tells it from the layer's others: Segment Number, ROI Number, place of a level.
        what: type, site or dose, beside its name.
        volume_ml: None while it is not known, and for what has none.
        middle: patient mm of where most of it lies; None while that is not known.
        level: the value an isodose runs at.
        tracking_uid: which lesion it is, in every object that speaks of it; "" where it does not say.
    """

    key: int
    name: str
    what: str = ""
    colour: Rgb = (255, 255, 255)
    volume_ml: float | None = None
    is_shown: bool = True
    middle: Vector | None = None
    level: float | None = None
    tracking_uid: str = ""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """What the colours of a dose or a map mean; `reference` is what 100 % of a dose is."""

    low: float
    high: float
    unit: str = ""
    quantity: str = ""
    reference: float | None = None


@dataclass(frozen=True, slots=True)
class ObjectLayer:
    """One object.

    Attributes:
        layer_id: its SOP Instance UID.
        spaces: Frames of Reference its places are told in.
        image_uids: SOP instances it says it was drawn on.
        notes: what a reader should know about it.
    """

    layer_id: str
    study_key: str
    title: str
    kind: LayerKind
    items: tuple[LayerItem, ...] = ()
    is_shown: bool = True
    opacity: float = USUAL_OPACITY
    spaces: frozenset[str] = frozenset()
    image_uids: frozenset[str] = frozenset()
    scale: ValueScale | None = None
    notes: tuple[Message, ...] = ()

    def find(self, key: int) -> LayerItem | None:
        return next((item for item in self.items if item.key == key), None)

    def with_item(self, item: LayerItem) -> "ObjectLayer":
        """The same with another item of that key."""
        items = tuple(item if each.key == item.key else each for each in self.items)
        return replace(self, items=items)

    @property
    def shown_items(self) -> tuple[LayerItem, ...]:
        return tuple(item for item in self.items if item.is_shown) if self.is_shown else ()

    def images_of(self, display_set: DisplaySet) -> int:
        """How many of a display set's images it was drawn on."""
        uids = {frame.instance.sop_instance_uid for frame in display_set.frames}
        return len(uids & self.image_uids)

    def lies_on(self, display_set: DisplaySet) -> bool:
        """Whether its places are places of these images, or it was drawn on some of them."""
        space = display_set.frames[0].instance.frame_of_reference_uid
        return (bool(space) and space in self.spaces) or self.images_of(display_set) > 0
