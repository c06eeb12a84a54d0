"""Hanging protocols: apply one, keep the layout on screen as one, let them hang by themselves."""

from medviewer.commands.command import Command, Context
from medviewer.commands.file import is_study_shown
from medviewer.commands.layout import CHANGED, MENU
from medviewer.session.history import Change
from medviewer.words import message


def apply(context: Context, protocol_id: str = "") -> None:
    """Lay the study shown out by a protocol; without a name, by the one that fits best."""
    session = context.session
    study, hanging = session.viewport.value.study, session.hanging
    if study is None:
        return
    protocol = hanging.shelf.find(protocol_id) if protocol_id else hanging.choose(study)
    before = hanging.take_stock()
    if protocol is not None:
        hanging.hang(study, protocol)
    now = hanging.take_stock()
    if now == before:
        session.messages.note(
            message("Hanging", "No hanging protocol finds its images in this study.")
        )
        return
    session.history.record(Change(CHANGED, hanging.put_back, before, now, scope=study.key))


def save(context: Context) -> None:
    saved = context.session.hanging.save()
    if saved is not None:
        context.session.messages.note(
            message(
                "Hanging",
                "The layout is kept as “{name}” and hangs studies of this kind from now on.",
                name=saved.name,
            )
        )


COMMANDS = [
    Command(
        "hanging.apply",
        message("Hanging", "Lay out as this kind of study is &hung"),
        apply,
        MENU,
        ("H",),
        is_study_shown,
        help=message("Hanging", "Lay the study out by the hanging protocol that fits it best."),
    ),
    Command(
        "hanging.save",
        message("Hanging", "&Save this layout as protocol"),
        save,
        MENU,
        enabled_when=is_study_shown,
        help=message(
            "Hanging", "Lay out studies of this kind like this one: series, windows and links."
        ),
    ),
]
