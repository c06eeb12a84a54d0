"""What is shown as pictures and films, with the AI's marks and without the patient's name."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.commands.file import MENU
from medviewer.session.images.picture_series import NO_ENCODER, PictureFormat, PictureOrder, encoder
from medviewer.words import Message, message

WRITE = message("Pictures", "Write &pictures")
HELP = message(
    "Pictures",
    "Every image of the series shown, with measurements, segments and the AI's marks, without the "
    "patient's name.",
)
TITLES = {
    PictureFormat.GIF: message("Pictures", "&Animated GIF…"),
    PictureFormat.PNG: message("Pictures", "&PNG files…"),
    PictureFormat.MP4: message("Pictures", "&MP4 film…"),
}


def is_image_shown(context: Context) -> bool:
    return context.session.window() is not None


def can_film(context: Context) -> bool:
    return is_image_shown(context) and encoder() is not None


def why_no_film(context: Context) -> Message | None:
    return NO_ENCODER if is_image_shown(context) else None


def write_as(kind: PictureFormat) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        session = context.session
        shown, window = session.viewport.value.display_set, session.window()
        path = context.prompts.choose_file_to_write(WRITE, f"images{kind.value}")
        if path is None or shown is None or window is None:
            return
        study = session.viewport.value.study
        order = PictureOrder(
            shown,
            window,
            session.presentations.of(shown.display_set_id).is_inverted,
            session.pictures.findings_on(shown) if session.overlays.value.draws_findings else (),
            session.cine.value.speed,
            session.pictures.drawn.of(study, shown) if study is not None else {},
        )
        session.pictures.write(order, path)

    return run


COMMANDS = [
    Command(
        f"pictures.write_{kind.name.lower()}",
        TITLES[kind],
        write_as(kind),
        MENU,
        enabled_when=can_film if kind is PictureFormat.MP4 else is_image_shown,
        help=HELP,
        submenu=WRITE,
        why_disabled=why_no_film if kind is PictureFormat.MP4 else None,
    )
    for kind in PictureFormat
]
