"""From one open study to the next. The keys beside PgUp and PgDn, which go from series to series."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.commands.view import MENU
from medviewer.session.library.library import best_display_set
from medviewer.words import message


def step(by: int) -> Callable[[Context], None]:
    """Show the next study of the list that has images; there is nothing beyond its ends."""

    def run(context: Context) -> None:
        session = context.session
        shown, studies = session.viewport.value.study, session.library.value.studies
        keys = [study.key for study in studies]
        if shown is None or shown.key not in keys:
            return
        at = keys.index(shown.key) + by
        while 0 <= at < len(studies):
            best = best_display_set(studies[at])
            if best is not None:
                session.show(studies[at], best)
                return
            at += by

    return run


def has_several_studies(context: Context) -> bool:
    return len(context.session.library.value.studies) > 1


COMMANDS = [
    Command(
        "view.next_study",
        message("View", "Next st&udy"),
        step(1),
        MENU,
        ("Ctrl+PgDown",),
        has_several_studies,
        help=message("View", "Show the next of the open studies."),
    ),
    Command(
        "view.previous_study",
        message("View", "Previous stud&y"),
        step(-1),
        MENU,
        ("Ctrl+PgUp",),
        has_several_studies,
        help=message("View", "Show the open study before this one."),
    ),
]
