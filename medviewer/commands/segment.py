"""Marking voxels: brush, eraser, a seed that grows, a range of values, what lies between images."""

from medviewer.commands.command import Command, Context
from medviewer.commands.tools import can_draw, tool
from medviewer.errors import MeasuringError, NotAVolume
from medviewer.session.drawing.drawing import ToolKind
from medviewer.words import message

MENU = message("Menu", "Se&gment")
LARGEST = 1e9  # no modality value is larger


def has_active(context: Context) -> bool:
    return can_draw(context) and context.session.segments.value.active is not None


def can_fill(context: Context) -> bool:
    active = context.session.segments.value.active
    return has_active(context) and active is not None and len(active.slices) > 1


def add(context: Context) -> None:
    """A new, empty segment of the series shown."""
    state, segments = context.session.viewport.value, context.session.segments
    if state.study is None or state.display_set is None or segments.refuses(state.study.key):
        return
    segments.add(state.study, state.display_set)


def grow(context: Context, row: int = 0, column: int = 0) -> None:
    """Add to the active segment what hangs together with a pixel of the image shown."""
    state, segments = context.session.viewport.value, context.session.segments
    if state.study is None or state.display_set is None or segments.refuses(state.study.key):
        return
    frame = state.display_set.frames[state.index]
    if 0 <= row < frame.rows and 0 <= column < frame.columns:
        segment = segments.active_on(state.study, state.display_set)
        segments.grow(segment, state.display_set, (state.index, row, column))


def widen(context: Context, width: float = 1.0) -> None:
    """Grow the last region over a range so many times as wide as its seed says: the mouse drags it."""
    context.session.segments.growth.widen(width)


def has_grown(context: Context) -> bool:
    return can_draw(context) and context.session.segments.growth.last is not None


def regrow(context: Context) -> None:
    """Ask for the range of values the last region grows over."""
    values = context.session.segments.growth.values
    context.prompts.ask_text(
        message("Segments", "Range of values"),
        message("Segments", "From and to, such as -950 -400:"),
        f"{values[0]:g} {values[1]:g}" if values else "",
        lambda typed: regrow_over(context, typed),
    )


def regrow_over(context: Context, typed: str) -> None:
    try:
        context.session.segments.growth.use(*value_range(typed))
    except (MeasuringError, NotAVolume) as error:
        context.session.messages.error(error.message)


def threshold(context: Context) -> None:
    """Ask for a range of values, then add every voxel in it."""
    context.prompts.ask_text(
        message("Segments", "Range of values"),
        message("Segments", "From and to, such as -950 -400:"),
        "",
        lambda typed: threshold_by(context, typed),
    )


def threshold_by(context: Context, typed: str) -> None:
    state, segments = context.session.viewport.value, context.session.segments
    if state.study is None or state.display_set is None or segments.refuses(state.study.key):
        return
    try:
        low, high = value_range(typed)
        segment = segments.active_on(state.study, state.display_set)
        segments.threshold(segment, state.display_set, low, high)
    except (MeasuringError, NotAVolume) as error:
        context.session.messages.error(error.message)


def value_range(typed: str) -> tuple[float, float]:
    """Two numbers as a reader types them.

    Raises:
        MeasuringError: they are not.
    """
    try:
        first, last = (float(part) for part in typed.replace("−", "-").replace(";", " ").split())
    except ValueError:
        first = last = float("nan")
    if not (abs(first) < LARGEST and abs(last) < LARGEST):
        raise MeasuringError(
            message(
                "Segments",
                "“{typed}” is no range of values, so nothing was marked. Type two numbers with a space "
                "between them, such as -950 -400.",
                typed=typed,
            )
        )
    return min(first, last), max(first, last)


def fill_between(context: Context) -> None:
    shown = context.session.viewport.value.display_set
    if shown is not None:
        context.session.segments.fill_between(shown)


def toggle_shown(context: Context) -> None:
    segments = context.session.segments
    segments.update(is_shown=not segments.value.is_shown)


COMMANDS = [
    tool(
        ToolKind.BRUSH,
        message("Segments", "&Brush"),
        ("B",),
        message("Segments", "Paint voxels of the active segment."),
        MENU,
    ),
    tool(
        ToolKind.BRUSH_ERASER,
        message("Segments", "&Eraser of the brush"),
        ("Shift+B",),
        message("Segments", "Take painted voxels away."),
        MENU,
    ),
    tool(
        ToolKind.GROW,
        message("Segments", "&Grow from a click"),
        ("G",),
        message(
            "Segments",
            "Click on tissue: what hangs together and looks alike is marked. Keep the button down and drag "
            "up for more, down for less.",
        ),
        MENU,
    ),
    Command(
        "segment.regrow",
        message("Segments", "Ra&nge of the grown region…"),
        regrow,
        MENU,
        enabled_when=has_grown,
        help=message("Segments", "Let the last region grow over values that you type."),
    ),
    Command(
        "segment.threshold",
        message("Segments", "&Range of values…"),
        threshold,
        MENU,
        enabled_when=can_draw,
        help=message("Segments", "Mark every voxel of the series whose value lies in a range."),
    ),
    Command(
        "segment.fill_between",
        message("Segments", "&Fill between images"),
        fill_between,
        MENU,
        enabled_when=can_fill,
        help=message("Segments", "Fill the images between those that are painted on, by shape."),
    ),
    Command(
        "segment.larger",
        message("Segments", "&Larger brush"),
        lambda context: context.session.segments.resize_brush(1),
        MENU,
        ("]",),
        can_draw,
        help=message("Segments", "Make the brush a quarter wider."),
    ),
    Command(
        "segment.smaller",
        message("Segments", "&Smaller brush"),
        lambda context: context.session.segments.resize_brush(-1),
        MENU,
        ("[",),
        can_draw,
        help=message("Segments", "Make the brush narrower."),
    ),
    Command(
        "segment.add",
        message("Segments", "&New segment"),
        add,
        MENU,
        enabled_when=can_draw,
        help=message("Segments", "Begin another segment, in another colour."),
    ),
    Command(
        "segment.delete",
        message("Segments", "&Delete segment"),
        lambda context: context.session.segments.remove(context.session.segments.value.active_id),
        MENU,
        enabled_when=has_active,
        help=message("Segments", "Delete the active segment. It can be undone."),
    ),
    Command(
        "segment.show",
        message("Segments", "S&how segments"),
        toggle_shown,
        MENU,
        enabled_when=can_draw,
        is_checked=lambda context: context.session.segments.value.is_shown,
        help=message("Segments", "Show or hide the colours of all segments."),
    ),
    Command("segment.grow", message("Segments", "Grow a region"), grow, enabled_when=can_draw),
    Command(
        "segment.widen",
        message("Segments", "Widen the range of the grown region"),
        widen,
        enabled_when=has_grown,
    ),
]
