"""The tools of the left button. Keys: IHE BIR where it names one, Shift where it does not."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.commands.view import has_image
from medviewer.session.drawing.drawing import NAVIGATION, ToolKind
from medviewer.words import Message, message

MENU = message("Menu", "&Measure")
# What a selected finding has its keys for.
YIELDED = {"A": "findings.accept", "E": "findings.edit"}
# What needs no values, and so may be drawn on computed planes, too.
ANYWHERE = NAVIGATION | {
    ToolKind.LENGTH,
    ToolKind.ANGLE,
    ToolKind.COBB,
    ToolKind.BIDIRECTIONAL,
    ToolKind.TEXT,
    ToolKind.ARROW,
    ToolKind.ERASER,
}
ON_PLANES = message(
    "Tool", "Values are measured on images as they were acquired: close the planes first."
)


def take(tool: ToolKind) -> Callable[[Context], None]:
    return lambda context: context.session.drawing.take(tool)


def is_taken(tool: ToolKind) -> Callable[[Context], bool]:
    return lambda context: context.session.drawing.value.tool is tool


def why_not_drawn(context: Context) -> Message | None:
    """Why nothing can be drawn on what is shown; None where it can."""
    return ON_PLANES if context.session.planes.mpr.value.is_open else None


def can_draw(context: Context) -> bool:
    return has_image(context) and why_not_drawn(context) is None


def tool(
    kind: ToolKind, title: Message, keys: tuple[str, ...], words: Message, menu: Message = MENU
) -> Command:
    return Command(
        f"tool.{kind.value}",
        title,
        take(kind),
        menu,
        keys,
        has_image if kind in ANYWHERE else can_draw,
        is_taken(kind),
        words,
        why_disabled=None if kind in ANYWHERE else why_not_drawn,
        yields_keys_to=YIELDED.get(keys[0], "") if keys else "",
    )


COMMANDS = [
    tool(
        ToolKind.USUAL,
        message("Tool", "As the mo&use is set"),
        (),
        message("Tool", "The left button does what the mouse profile says. Esc comes back to it."),
    ),
    tool(
        ToolKind.WINDOW,
        message("Tool", "&Window"),
        ("W",),
        message("Tool", "The left button windows: to the right wider, up brighter."),
    ),
    tool(
        ToolKind.SCROLL,
        message("Tool", "&Scroll"),
        ("S",),
        message("Tool", "The left button scrolls through the series."),
    ),
    tool(
        ToolKind.ZOOM,
        message("Tool", "&Zoom"),
        ("Z",),
        message("Tool", "The left button zooms: down in, up out."),
    ),
    tool(
        ToolKind.PAN,
        message("Tool", "&Move the image"),
        ("T",),
        message("Tool", "The left button moves the image."),
    ),
    tool(
        ToolKind.LENGTH,
        message("Tool", "&Length"),
        ("D",),
        message("Tool", "Measure a distance: drag, or click at both ends."),
    ),
    tool(
        ToolKind.ANGLE,
        message("Tool", "&Angle"),
        ("A",),
        message("Tool", "Measure an angle with three clicks, the vertex second."),
    ),
    tool(
        ToolKind.COBB,
        message("Tool", "&Cobb angle"),
        ("Shift+A",),
        message("Tool", "Measure the angle between two lines that share no point."),
    ),
    tool(
        ToolKind.BIDIRECTIONAL,
        message("Tool", "L&ong and short axis"),
        ("Shift+D",),
        message(
            "Tool", "Draw a lesion's long axis; the short one crosses it and can be moved (RECIST)."
        ),
    ),
    tool(
        ToolKind.RECTANGLE,
        message("Tool", "&Rectangle"),
        ("Shift+R",),
        message("Tool", "Mean, SD, minimum, maximum and area of a rectangle."),
    ),
    tool(
        ToolKind.ELLIPSE,
        message("Tool", "&Ellipse"),
        ("E",),
        message("Tool", "Mean, SD, minimum, maximum and area of an ellipse."),
    ),
    tool(
        ToolKind.POLYGON,
        message("Tool", "&Polygon"),
        ("Shift+P",),
        message("Tool", "Click from corner to corner; a double click or Enter closes it."),
    ),
    tool(
        ToolKind.FREEHAND,
        message("Tool", "&Freehand region"),
        ("Shift+F",),
        message("Tool", "Draw around a region without letting go."),
    ),
    tool(
        ToolKind.PROBE,
        message("Tool", "Point &value"),
        ("V",),
        message("Tool", "Keep the value of one pixel on the image."),
    ),
    tool(
        ToolKind.TEXT,
        message("Tool", "&Text"),
        ("Shift+T",),
        message("Tool", "Write on the image."),
    ),
    tool(
        ToolKind.ARROW,
        message("Tool", "Arro&w"),
        ("Shift+W",),
        message("Tool", "Point at something, with words where you like."),
    ),
    tool(
        ToolKind.REGION_WINDOW,
        message("Tool", "Window from re&gion"),
        ("Shift+S",),
        message("Tool", "Draw a rectangle; its values get the whole range of greys."),
    ),
    tool(
        ToolKind.MAGNIFIER,
        message("Tool", "Mag&nifier"),
        ("Shift+Z",),
        message("Tool", "Hold the left button to look through a lens."),
    ),
    tool(
        ToolKind.ERASER,
        message("Tool", "Eras&er"),
        ("Shift+X",),
        message("Tool", "Click or wipe over drawings to delete them."),
    ),
    tool(
        ToolKind.CALIBRATION,
        message("Tool", "Cali&bration line"),
        ("Shift+K",),
        message("Tool", "Draw a line of known length; the image is measured by it."),
    ),
]
