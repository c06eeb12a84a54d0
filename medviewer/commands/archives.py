"""The hospital's network: archives asked, studies fetched, things sent, links followed."""

from collections.abc import Sequence
from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.study import Study
from medviewer.domain.study_link import read_link
from medviewer.domain.transfers import Reason
from medviewer.session.network.network import title_of
from medviewer.words import Message, message

MENU = message("Menu", "&File")
NO_NODE = message("Archives", "Enter an archive first: {settings}.")
SETTINGS = message("Archives", "Archives and &network…")


def fetch(
    context: Context,
    node: str = "",
    orders: Sequence[tuple[RetrieveOrder, str]] = (),
    is_opened: bool = True,
) -> None:
    """Fetch studies; the first opens with its first image, unless none is to be opened.

    Args:
        node: name of the archive.
        orders: each with a line for the list of transfers.
    """
    if orders:
        asked, titles = zip(*orders, strict=True)
        reason = Reason.ASKED if is_opened else Reason.BESIDE
        context.session.network.fetch(node, asked, titles, reason)


def send_files(
    context: Context, node: str = "", files: Sequence[Path] = (), study: Study | None = None
) -> None:
    """Send what the reader has looked at and agreed to."""
    title = title_of(study) if study is not None else ""
    context.session.network.send(node, files, title)


def open_link(context: Context, link: str = "") -> None:
    """Ask the reader whether a link shall be followed; one that is none is told.

    Raises:
        LinkRefused: the registry tells the reader.
    """
    asked = read_link(link)
    context.session.network.links.consider(asked)
    context.prompts.confirm_link()


def has_node(context: Context) -> bool:
    return bool(context.session.network.nodes.value.nodes)


def can_send(context: Context) -> bool:
    return context.session.viewport.value.study is not None and has_node(context)


def why_not_send(context: Context) -> Message | None:
    if has_node(context):
        return None
    return message(NO_NODE.context, NO_NODE.text, settings=SETTINGS)


COMMANDS = [
    Command(
        "archive.open",
        message("Archives", "Search an &archive"),
        lambda context: context.prompts.show_archives(),
        MENU,
        ("Ctrl+N",),
        help=message(
            "Archives",
            "Find studies in the hospital’s archive (PACS), the worklist, and what is being transferred.",
        ),
    ),
    Command("archive.fetch", message("Archives", "Fetch from an archive"), fetch),
    Command("archive.open_link", message("Archives", "Open a link"), open_link),
    Command("archive.send_files", message("Archives", "Send to an archive"), send_files),
    Command(
        "archive.send",
        message("Archives", "Se&nd to an archive…"),
        lambda context: context.prompts.show_send(),
        MENU,
        enabled_when=can_send,
        why_disabled=why_not_send,
        help=message(
            "Archives", "Send this study’s images, or what was made of them, to an archive."
        ),
    ),
    Command(
        "archive.settings",
        SETTINGS,
        lambda context: context.prompts.show_network_settings(),
        MENU,
        help=message(
            "Archives",
            "Enter archives and test them; who may send here, how much is kept, which priors are fetched.",
        ),
    ),
]
