"""Cells that go together, reference lines between them, and the 3-D cursor. Keys: IHE BIR."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.commands.file import has_studies
from medviewer.commands.layout import MENU, has_cells
from medviewer.commands.view import has_image
from medviewer.words import Message, message


def toggle_link(name: str) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        linking = context.session.linking
        linking.update(**{name: not getattr(linking.value, name)})
        if name == "zoom":
            linking.gather()

    return run


def is_linked(name: str) -> Callable[[Context], bool]:
    return lambda context: bool(getattr(context.session.linking.value, name))


def align_here(context: Context) -> None:
    context.session.linking.align_here()
    context.session.messages.note(
        message("Linking", "The images on screen count as the same place from now on.")
    )


def register(context: Context) -> None:
    """Start it, or stop the one that runs."""
    registering = context.session.registering
    if registering.value.is_running:
        registering.stop()
    else:
        registering.start()


def can_register(context: Context) -> bool:
    registering = context.session.registering
    return registering.value.is_running or registering.partner() is not None


def toggle_reference_lines(context: Context) -> None:
    overlays = context.session.overlays
    overlays.update(shows_reference_lines=not overlays.value.shows_reference_lines)


def toggle_cursor(context: Context) -> None:
    """Planes through a volume have a crosshair in the cursor's place."""
    planes = context.session.planes.mpr
    if planes.value.is_open:
        planes.toggle_cross()
    else:
        context.session.cursor.toggle()


def is_cursor_on(context: Context) -> bool:
    planes, cursor = context.session.planes.mpr.value, context.session.cursor.value
    return planes.shows_cross if planes.is_open else cursor.is_on


def link_command(name: str, title: Message, help_text: Message, *keys: str) -> Command:
    return Command(
        f"link.{name}",
        title,
        toggle_link(name),
        MENU,
        keys,
        has_studies,
        is_checked=is_linked(name),
        help=help_text,
    )


COMMANDS = [
    link_command(
        "scroll",
        message("Linking", "&Link scrolling"),
        message(
            "Linking",
            "Scroll series of the same frame of reference together, in mm; others once they are aligned.",
        ),
        "L",
    ),
    link_command(
        "window",
        message("Linking", "Link &windows"),
        message("Linking", "A window set in one cell is set in all of the same modality and unit."),
    ),
    link_command(
        "zoom",
        message("Linking", "Link &zoom"),
        message(
            "Linking",
            "Show the images of all cells at one scale, in mm, and enlarge them together.",
        ),
    ),
    link_command(
        "pan",
        message("Linking", "Link &moving"),
        message("Linking", "Move the images of all cells together."),
    ),
    Command(
        "link.align_here",
        message("Linking", "&Align here"),
        align_here,
        MENU,
        ("Shift+L",),
        has_cells,
        help=message(
            "Linking",
            "The images on screen are of the same place: series of different examinations scroll "
            "together from here.",
        ),
    ),
    Command(
        "link.register",
        message("Linking", "Re&gister another examination"),
        register,
        MENU,
        (),
        can_register,
        is_checked=lambda context: context.session.registering.value.is_running,
        help=message(
            "Linking",
            "Lay the patient's other examination on the active one, turned and shifted, so that both "
            "scroll together; again to stop.",
        ),
    ),
    Command(
        "view.reference_lines",
        message("Linking", "&Reference lines"),
        toggle_reference_lines,
        MENU,
        ("O",),
        has_image,
        is_checked=lambda context: context.session.overlays.value.shows_reference_lines,
        help=message("Linking", "Show where the active image cuts the images of other cells."),
    ),
    Command(
        "view.cursor",
        message("Linking", "3-D &cursor"),
        toggle_cursor,
        MENU,
        ("J",),
        has_image,
        is_checked=is_cursor_on,
        help=message(
            "Linking",
            "Click on a place, or move with Shift held: all cells of its frame of reference go there.",
        ),
    ),
]
