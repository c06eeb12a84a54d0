"""Dividing the room for images into cells, and moving between them."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.commands.file import has_studies
from medviewer.session.hanging.layout_memory import with_layout
from medviewer.session.images.viewports import LayoutState
from medviewer.session.keeping.history import Change
from medviewer.words import message

MENU = message("Menu", "&Layout")
CHANGED = message("Layout", "Layout")  # what undoing takes back
GRIDS = (  # rows, columns and the key
    (1, 1, "Ctrl+1"),
    (1, 2, "Ctrl+2"),
    (2, 1, "Ctrl+3"),
    (2, 2, "Ctrl+4"),
    (1, 3, ""),
    (2, 3, "Ctrl+6"),
    (2, 4, "Ctrl+8"),
    (3, 3, "Ctrl+9"),
    (3, 4, ""),
    (4, 4, ""),
)


def divide(context: Context, rows: int = 1, columns: int = 1) -> None:
    """Lay out a grid chosen with the mouse; it can be undone."""
    viewports = context.session.viewports
    before = viewports.value
    viewports.divide(rows, columns)
    record(context, before)
    study = viewports.active.value.study
    if study is not None:
        preferences = context.session.preferences
        layouts = with_layout(preferences.value.layouts, study, rows, columns)
        preferences.update(layouts=layouts)


def record(context: Context, before: LayoutState) -> None:
    """Remember the layout that was, where it is another now."""
    viewports = context.session.viewports
    if viewports.value != before:
        change = Change(CHANGED, viewports.replace, before, viewports.value)
        context.session.history.record(change)


def divide_into(rows: int, columns: int) -> Callable[[Context], None]:
    return lambda context: divide(context, rows, columns)


def is_divided_into(rows: int, columns: int) -> Callable[[Context], bool]:
    def is_so(context: Context) -> bool:
        layout = context.session.viewports.value
        return (layout.rows, layout.columns) == (rows, columns)

    return is_so


def has_cells(context: Context) -> bool:
    return context.session.viewports.value.has_several


def can_detach(context: Context) -> bool:
    layout = context.session.viewports.value
    is_here = layout.active in layout.cells
    return is_here and context.session.viewport.value.display_set is not None


def is_maximised(context: Context) -> bool:
    return context.session.viewports.value.is_maximised


def step(by: int) -> Callable[[Context], None]:
    return lambda context: context.session.viewports.step(by)


COMMANDS = [
    *(
        Command(
            f"layout.{rows}x{columns}",
            message("Layout", "{rows} × {columns}", rows=rows, columns=columns),
            divide_into(rows, columns),
            MENU,
            (keys,) if keys else (),
            has_studies,
            is_checked=is_divided_into(rows, columns),
            help=message(
                "Layout",
                "Show {rows} × {columns} images (rows × columns); empty cells take the series that follow.",
                rows=rows,
                columns=columns,
            ),
        )
        for rows, columns, keys in GRIDS
    ),
    Command("layout.divide", message("Layout", "Choose a grid"), divide, enabled_when=has_studies),
    Command(
        "layout.maximise",
        message("Layout", "&Maximise the cell"),
        lambda context: context.session.viewports.toggle_maximised(),
        MENU,
        ("Ctrl+M",),
        has_cells,
        is_checked=is_maximised,
        help=message("Layout", "Give the active image all the room, or the others theirs again."),
    ),
    Command(
        "layout.detach",
        message("Layout", "Own &window for this cell"),
        lambda context: context.session.viewports.detach(),
        MENU,
        ("Ctrl+Shift+N",),
        can_detach,
        help=message("Layout", "Show the active image in a window of its own, on another monitor."),
    ),
    Command(
        "layout.full_screen",
        message("Layout", "&Full screen"),
        lambda context: context.prompts.toggle_full_screen(),
        MENU,
        ("F11",),
        help=message("Layout", "Give the window the whole screen, or its frame again."),
    ),
    Command(
        "layout.next_cell",
        message("Layout", "&Next cell"),
        step(1),
        MENU,
        ("Ctrl+Tab",),
        has_cells,
        help=message(
            "Layout", "Go to the next image of the layout (Tab, while an image has the keys)."
        ),
    ),
    Command(
        "layout.previous_cell",
        message("Layout", "&Previous cell"),
        step(-1),
        MENU,
        ("Ctrl+Shift+Tab",),
        has_cells,
        help=message("Layout", "Go to the image before (Shift+Tab, while an image has the keys)."),
    ),
]
