"""The hospital's network: archives asked, studies fetched, things sent, links followed."""

from collections.abc import Sequence
from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.study import Study
from medviewer.domain.study_link import read_link
from medviewer.domain.transfers import ArrivedStudy, Reason
from medviewer.session.network.network import title_of
from medviewer.words import Message, message

MENU = message("Menu", "&File")
NO_NODE = message("Archives", "Enter an archive first: {settings}.")
NOT_ARRIVED = message(
    "Archives", "This study was opened from files of your own; nothing ever removes these."
)
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


def arrived(context: Context) -> ArrivedStudy | None:
    """What is known of the study shown, where it came from the network."""
    study = context.session.viewport.value.study
    uid = study.study_instance_uid if study is not None else ""
    return context.session.network.arrivals.value.studies.get(uid)


def has_arrived(context: Context) -> bool:
    return arrived(context) is not None


def is_kept(context: Context) -> bool:
    known = arrived(context)
    return known is not None and known.is_kept


def why_not_keep(context: Context) -> Message | None:
    is_shown = context.session.viewport.value.study is not None
    return NOT_ARRIVED if is_shown and not has_arrived(context) else None


def toggle_kept(context: Context) -> None:
    """Have the quota pass the study shown over, or count it again."""
    known = arrived(context)
    if known is not None:
        context.session.network.arrivals.keep(known.study_instance_uid, not known.is_kept)


def has_unfinished(context: Context) -> bool:
    studies = context.session.network.arrivals.value.studies.values()
    return any(study.unfinished is not None for study in studies)


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
        lambda context: context.prompts.show_archives(""),
        MENU,
        ("Ctrl+N",),
        help=message(
            "Archives",
            "Find studies in the hospital’s archive (PACS), the worklist, and what is being transferred.",
        ),
    ),
    Command(
        "archive.transfers",
        message("Archives", "Show transfers"),
        lambda context: context.prompts.show_archives("transfers"),
    ),
    Command(
        "archive.go_on",
        message("Archives", "Go on with what was not fetched to its end"),
        lambda context: context.session.network.go_on(),
        enabled_when=has_unfinished,
    ),
    Command(
        "archive.forget_unfinished",
        message("Archives", "Forget what was not fetched to its end"),
        lambda context: context.session.network.arrivals.forget_unfinished(),
        enabled_when=has_unfinished,
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
        "archive.keep",
        message("Archives", "&Keep this study on this computer"),
        toggle_kept,
        MENU,
        enabled_when=has_arrived,
        is_checked=is_kept,
        why_disabled=why_not_keep,
        help=message(
            "Archives",
            "A study that came from the network is kept, however little room there is. Nothing is copied.",
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
