"""Hanging protocols: apply one, keep the layout on screen as one, let them hang by themselves."""

from medviewer.commands.command import Command, Context
from medviewer.commands.file import is_study_shown
from medviewer.commands.layout import CHANGED, MENU
from medviewer.domain.hanging_protocol import HangingProtocol
from medviewer.errors import ExportError
from medviewer.session.keeping.history import Change
from medviewer.words import Message, message


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
    """Ask what the layout on screen shall be called; it hangs studies of its kind from then on."""

    def keep(name: str) -> None:
        hanging = context.session.hanging
        made = hanging.made(name)
        if made is not None and put(context, KEPT, (made, *hanging.shelf.own())):
            context.session.messages.note(
                message(
                    "Hanging",
                    "The layout is kept as “{name}” and hangs studies of this kind from now on.",
                    name=made.name,
                )
            )

    suggestion = context.session.hanging.suggested_name()
    context.prompts.ask_text(KEPT, NAME, suggestion, keep)


def rename(context: Context, protocol_id: str = "") -> None:
    """Ask for another name of one of the reader's protocols; without an id, of the last one saved."""
    protocol = own(context, protocol_id)
    if protocol is None:
        return
    found = protocol

    def keep(name: str) -> None:
        if name.strip():
            shelf = context.session.hanging.shelf
            put(context, RENAMED, shelf.renamed(found.protocol_id, name))

    context.prompts.ask_text(RENAMED, NAME, found.name, keep)


def delete(context: Context, protocol_id: str = "") -> None:
    """Take one of the reader's protocols away; it can be undone."""
    protocol = own(context, protocol_id)
    if protocol is None:
        return
    if put(context, DELETED, context.session.hanging.shelf.without(protocol.protocol_id)):
        context.session.messages.note(
            message("Hanging", "The protocol “{name}” was deleted.", name=protocol.name)
        )


def own(context: Context, protocol_id: str) -> HangingProtocol | None:
    found = context.session.hanging.shelf.own()
    return next((p for p in found if protocol_id in ("", p.protocol_id)), None)


def has_own(context: Context) -> bool:
    return bool(context.session.hanging.shelf.own())


def put(context: Context, title: Message, now: tuple[HangingProtocol, ...]) -> bool:
    """Make these the reader's protocols, as a step that can be undone; whether it went well."""
    shelf = context.session.hanging.shelf
    before = shelf.own()
    try:
        shelf.put(now)
    except ExportError as error:  # the reader answers later: no command runs any more
        context.session.messages.error(error.message)
        return False
    if now != before:
        context.session.history.record(Change(title, shelf.put, before, now))
    return True


KEPT = message("Hanging", "Layout kept as protocol")
RENAMED = message("Hanging", "Protocol renamed")
DELETED = message("Hanging", "Protocol deleted")
NAME = message("Hanging", "Name of the protocol")


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
    Command(
        "hanging.rename",
        message("Hanging", "Rename a hanging protocol"),
        rename,
        enabled_when=has_own,
        help=message("Hanging", "Give a protocol of your own another name."),
    ),
    Command(
        "hanging.delete",
        message("Hanging", "Delete a hanging protocol"),
        delete,
        enabled_when=has_own,
        help=message("Hanging", "Take a protocol of your own away; it can be undone."),
    ),
]
