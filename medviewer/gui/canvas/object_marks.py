"""What the study's layers draw on one image: cuts with their colours, and the lines that name them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from medviewer.domain.geometry import ImagePlane, Vector, as_vector
from medviewer.domain.object_layer import (
    WASH,
    LayerItem,
    LayerKind,
    ObjectLayer,
    Rgb,
    ValueScale,
)
from medviewer.domain.section import Section
from medviewer.domain.significant_digits import significant
from medviewer.domain.study import DisplaySet
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.layer_cut import LayerCut
from medviewer.session.images.viewport import ViewportState
from medviewer.session.objects.layer_content import Target, target_of
from medviewer.session.objects.layer_places import belongs_on
from medviewer.session.session import Session
from medviewer.words import Message, message

STILL = 0  # asks for a picture that is printed or copied: nobody repaints it later
MOST_NAMED = 12  # items in the legend; more would cover the image


@dataclass(frozen=True, slots=True)
class ObjectMark:
    """One item in this image; `has_area` tells segments and regions from isodoses."""

    cut: LayerCut
    colour: Rgb
    opacity: float
    has_area: bool = True


@dataclass(frozen=True, slots=True)
class ColourWash:
    """Values in colour, and what the colours mean; `name` is "" for a dose."""

    cut: LayerCut
    scale: ValueScale
    opacity: float
    name: str
    is_dose: bool


@dataclass(frozen=True, slots=True)
class NamedItem:
    """A line of the legend."""

    words: Message
    colour: Rgb


@dataclass(frozen=True, slots=True)
class ObjectMarks:
    """Of all layers, the lowest first; `told` is what doses and maps say under the mouse, and warnings."""

    items: tuple[ObjectMark, ...] = ()
    washes: tuple[ColourWash, ...] = ()
    legend: tuple[NamedItem, ...] = ()
    told: tuple[Message, ...] = ()


NO_OBJECTS = ObjectMarks()
RESAMPLED = message("Layers", "Segments of another grid: nearest pixels")


Pointer = tuple[ViewGeometry, QPointF | None]  # where the image lies, and the mouse on it


def object_marks(
    session: Session, state: ViewportState, asker: int, pointer: Pointer | None = None
) -> ObjectMarks:
    """On the image a viewport shows.

    Args:
        asker: who draws it; what it asked for before and does not show any more is not computed. STILL waits
            for all of it.
        pointer: None where no values are to be told.
    """
    if state.study is None or state.display_set is None or not session.layers.value.layers:
        return NO_OBJECTS
    layers = layers_on(session, state.study.key, state.display_set)
    frame = state.display_set.frames[state.index]
    return _marks(session, layers, target_of(frame), asker, place_under(pointer, frame.plane))


def plane_object_marks(
    session: Session, section: Section, asker: int, pointer: Pointer | None = None
) -> ObjectMarks:
    """The same on a plane through the volume."""
    state = session.planes.mpr.value
    if state.study is None or state.display_set is None or not session.layers.value.layers:
        return NO_OBJECTS
    layers = layers_on(session, state.study.key, state.display_set)
    place = place_under(pointer, section.plane)
    return _marks(session, layers, Target(section, "", section.shape), asker, place)


def place_under(pointer: Pointer | None, plane: ImagePlane | None) -> Vector | None:
    """Patient mm under the mouse."""
    if pointer is None or pointer[1] is None or plane is None:
        return None
    at = pointer[0].to_image(pointer[1].x(), pointer[1].y())
    return as_vector(plane.pixel_to_patient(at.y, at.x))


def layers_on(session: Session, study_key: str, display_set: DisplaySet) -> tuple[ObjectLayer, ...]:
    """A parametric map is not laid over its own images."""
    shown = session.layers.value.on(study_key, display_set)
    return tuple(layer for layer in shown if belongs_on(layer, display_set))


def _marks(
    session: Session,
    layers: Sequence[ObjectLayer],
    target: Target,
    asker: int,
    pointer: Vector | None,
) -> ObjectMarks:
    wishes = [wish for layer in layers for wish in session.layers.wishes(layer, target)]
    held = session.layers.cuts
    cuts = held.at_once(wishes) if asker == STILL else held.of(asker, wishes)
    by_item = {(key.layer_id, key.item): cut for key, cut in cuts.items() if not cut.is_empty}
    marks: list[ObjectMark] = []
    washes: list[ColourWash] = []
    named: list[NamedItem] = []
    for layer in layers:
        for item in layer.shown_items:
            cut = by_item.get((layer.layer_id, item.key))
            if cut is None:
                continue
            if cut.values is not None and layer.scale is not None:
                washes.append(_wash(layer, item, cut))
            else:
                marks.append(_mark(layer, item, cut))
                named.append(NamedItem(legend_words(layer, item), item.colour))
    told = _values(session, layers, pointer)
    if any(mark.cut.is_resampled for mark in marks):
        told = (*told, RESAMPLED)
    return ObjectMarks(tuple(marks), tuple(washes), tuple(named[:MOST_NAMED]), told)


def _mark(layer: ObjectLayer, item: LayerItem, cut: LayerCut) -> ObjectMark:
    return ObjectMark(cut, item.colour, layer.opacity, item.level is None)


def _wash(layer: ObjectLayer, item: LayerItem, cut: LayerCut) -> ColourWash:
    assert layer.scale is not None  # for the type checker: asked before
    is_dose = layer.kind is LayerKind.DOSE
    return ColourWash(cut, layer.scale, layer.opacity, item.name, is_dose)


def legend_words(layer: ObjectLayer, item: LayerItem) -> Message:
    """`Liver: 12.3 mL`, `95 %: 47.5 Gy`."""
    if item.level is not None:
        return message("Layers", "{name}: {dose}", name=item.name, dose=item.what)
    if item.volume_ml is None or layer.kind is LayerKind.DOSE:
        return message("Layers", "{name}", name=item.name)
    volume = significant(item.volume_ml, 3)
    return message("Layers", "{name}: {volume} mL", name=item.name, volume=volume)


def _values(
    session: Session, layers: Sequence[ObjectLayer], pointer: Vector | None
) -> tuple[Message, ...]:
    if pointer is None:
        return ()
    found = []
    for layer in layers:
        value = session.layers.value_at(layer, pointer) if layer.scale is not None else None
        if value is not None and layer.scale is not None:
            found.append(_value_words(layer, layer.scale, value))
    return tuple(found)


def _value_words(layer: ObjectLayer, scale: ValueScale, value: float) -> Message:
    told = f"{significant(value, 4)} {scale.unit}".strip()
    if layer.kind is LayerKind.DOSE and scale.reference:
        share = f"{100 * value / scale.reference:.0f}"
        return message("Layers", "Dose: {dose} ({share} %)", dose=told, share=share)
    wash = layer.find(WASH)
    return message("Layers", "{name}: {value}", name=wash.name if wash else layer.title, value=told)
