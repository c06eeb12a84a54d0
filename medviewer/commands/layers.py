"""Segmentations, contours, doses and maps over the images: shown, hidden, copied, put away."""

import math

from medviewer.commands.command import Command, Context
from medviewer.domain.object_kind import ObjectKind, kind_of
from medviewer.domain.object_layer import LayerKind, ObjectLayer, Rgb
from medviewer.errors import MeasuringError
from medviewer.session.objects.layer_places import image_of
from medviewer.words import message

MENU = message("Menu", "&View")
SUBMENU = message("Layers", "La&yers of the study")


def has_layers(context: Context) -> bool:
    return bool(layers_of_study(context))


def layers_of_study(context: Context) -> tuple[ObjectLayer, ...]:
    study = context.session.viewport.value.study
    return context.session.layers.value.of(study.key) if study is not None else ()


def is_map_shown(context: Context) -> bool:
    """Whether the active cell shows a parametric map."""
    shown = context.session.viewport.value.display_set
    if shown is None:
        return False
    return kind_of(shown.frames[0].instance.sop_class_uid) is ObjectKind.PARAMETRIC_MAP


def lay_over(context: Context) -> None:
    """Draw the parametric map shown over the images it was computed from."""
    state = context.session.viewport.value
    if state.study is not None and state.display_set is not None:
        context.session.layers.lay_over(state.study, state.display_set)


def close_all(context: Context) -> None:
    for layer in layers_of_study(context):
        context.session.layers.close(layer.layer_id)


def go_to(context: Context, layer_id: str = "", key: int = 0) -> None:
    """Show where most of an item lies: the image, or the planes through it."""
    session = context.session
    layer = session.layers.value.find(layer_id)
    item = layer.find(key) if layer is not None else None
    shown = session.viewport.value.display_set
    if item is None or item.middle is None or shown is None:
        return
    if session.planes.mpr.value.is_open:
        session.planes.mpr.move_to(item.middle)
        return
    index = image_of(shown, item.middle)
    if index is not None:
        session.viewport.scroll_to(index)


def show(
    context: Context, layer_id: str = "", key: int | None = None, is_shown: bool = True
) -> None:
    """Show or hide a layer, or one item of it."""
    if key is None:
        context.session.layers.show_layer(layer_id, is_shown=is_shown)
    else:
        context.session.layers.show_item(layer_id, key, is_shown=is_shown)


def colour(context: Context, layer_id: str = "", key: int = 0, rgb: Rgb = (255, 255, 255)) -> None:
    context.session.layers.colour_item(layer_id, key, rgb)


def copy(context: Context, layer_id: str = "", key: int = 0) -> None:
    """Make an item a segment of the reader's own, on the images shown."""
    state = context.session.viewport.value
    if state.study is not None and state.display_set is not None:
        context.session.layers.copy_item(layer_id, key, state.study, state.display_set)


def dose_layer(context: Context) -> ObjectLayer | None:
    """The dose opened last."""
    doses = [each for each in layers_of_study(context) if each.kind is LayerKind.DOSE]
    return doses[-1] if doses else None


def has_dose(context: Context) -> bool:
    return dose_layer(context) is not None


def refer(context: Context) -> None:
    """Ask which dose is 100 %."""
    layer = dose_layer(context)
    if layer is None or layer.scale is None:
        return
    layer_id = layer.layer_id
    context.prompts.ask_text(
        message("Layers", "Reference dose"),
        message(
            "Layers", "The dose that is 100 % ({unit}); the prescribed one:", unit=layer.scale.unit
        ),
        f"{layer.scale.reference or layer.scale.high:g}",
        lambda typed: refer_to(context, layer_id, typed),
    )


def refer_to(context: Context, layer_id: str, typed: str) -> None:
    try:
        context.session.layers.refer_to(layer_id, dose_typed(typed))
    except MeasuringError as error:
        context.session.messages.error(error.message)


def dose_typed(typed: str) -> float:
    """A positive number as a reader types it.

    Raises:
        MeasuringError: it is none.
    """
    try:
        dose = float(typed.replace(",", "."))
    except ValueError:
        dose = math.nan
    if not 0 < dose < math.inf:
        raise MeasuringError(
            message("Layers", "“{typed}” is no dose. Type a number such as 50.4.", typed=typed)
        )
    return dose


COMMANDS = [
    Command(
        "layer.show_all",
        message("Layers", "&Show layers"),
        lambda context: context.session.layers.toggle_all(),
        MENU,
        ("Y",),
        has_layers,
        is_checked=lambda context: context.session.layers.value.is_shown,
        help=message("Layers", "Show or hide all segmentations, contours, doses and maps at once."),
        submenu=SUBMENU,
    ),
    Command(
        "layer.lay_over",
        message("Layers", "&Lay this map over its images"),
        lay_over,
        MENU,
        enabled_when=is_map_shown,
        help=message(
            "Layers",
            "Draw the parametric map shown in colour over the images it was computed from.",
        ),
        submenu=SUBMENU,
    ),
    Command(
        "layer.reference",
        message("Layers", "&Reference dose…"),
        refer,
        MENU,
        enabled_when=has_dose,
        help=message("Layers", "Say which dose is 100 %; isodoses are drawn at shares of it."),
        submenu=SUBMENU,
    ),
    Command(
        "layer.close_all",
        message("Layers", "&Put all layers away"),
        close_all,
        MENU,
        enabled_when=has_layers,
        help=message(
            "Layers", "Draw nothing over the images any more; the files stay as they are."
        ),
        submenu=SUBMENU,
    ),
    Command("layer.show", message("Layers", "Show or hide a layer"), show, enabled_when=has_layers),
    Command("layer.go_to", message("Layers", "Go to a segment"), go_to, enabled_when=has_layers),
    Command("layer.colour", message("Layers", "Colour a segment"), colour, enabled_when=has_layers),
    Command("layer.copy", message("Layers", "Copy to my segments"), copy, enabled_when=has_layers),
    Command(
        "layer.close",
        message("Layers", "Put a layer away"),
        lambda context, layer_id="": context.session.layers.close(layer_id),
        enabled_when=has_layers,
    ),
]
