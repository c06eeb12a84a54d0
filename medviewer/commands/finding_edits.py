"""Changing a finding, and adding one that the models missed."""

from medviewer.commands.ai import MENU, has_selection
from medviewer.commands.command import Command, Context
from medviewer.commands.tools import can_draw, tool, why_not_drawn
from medviewer.domain.calibration import Pixel
from medviewer.session.drawing.drawing import ToolKind
from medviewer.session.review.added_findings import finding_at
from medviewer.session.review.finding_places import selected_place
from medviewer.words import message


def can_edit(context: Context) -> bool:
    return has_selection(context) and can_draw(context)


def is_editing(context: Context) -> bool:
    return context.session.finding_edits.value.is_on


def edit(context: Context) -> None:
    """Take the selected finding up; when it is, keep what was made of it."""
    session = context.session
    if session.finding_edits.value.is_on:
        session.finding_edits.commit()
        session.drawing.take(ToolKind.USUAL)
        return
    place = selected_place(session.reading, session.proposals, session.viewport)
    if place is not None:
        if not place.is_shown(session.viewport.value):
            session.show_selected_finding()
        session.drawing.take(ToolKind.USUAL)  # handles are moved by the free hand
        session.finding_edits.begin(place)


def outline(context: Context, points: tuple[Pixel, ...] = ()) -> None:
    """Give the finding that is being changed an outline on the image shown."""
    session = context.session
    state, edits = session.viewport.value, session.finding_edits
    if edits.value.draft_on(state.display_set) is not None:
        edits.take_outline(state.index, points)
    session.drawing.take(ToolKind.USUAL)


def add(context: Context, corners: tuple[Pixel, ...] = ()) -> None:
    """Add the reader's own finding in that box, and take it up: it still wants a name."""
    session = context.session
    study = session.viewport.value.study
    if study is None or session.segments.refuses(study.key):
        return
    reader = session.reading.value.content.reader
    own = finding_at(session.viewport.value, corners, reader, session.finding_edits)
    if own is None or not corners:
        return
    session.reading.add(own)
    edit(context)


def is_own_selected(context: Context) -> bool:
    selected = context.session.reading.value.selected
    return selected is not None and selected.provenance.is_by_reader


def remove(context: Context) -> None:
    context.session.reading.remove(context.session.reading.value.selected_id)


COMMANDS = [
    Command(
        "findings.edit",
        message("Findings", "&Edit finding"),
        edit,
        MENU,
        ("E",),
        can_edit,
        is_editing,
        message(
            "Findings",
            "Move the selected finding's box or outline by its handles, its slices with Shift + wheel, or "
            "call it something else; E or Enter keeps it, Esc leaves it as it was.",
        ),
        why_disabled=why_not_drawn,
    ),
    Command(
        "findings.leave",
        message("Findings", "&Leave finding as it was"),
        lambda context: context.session.finding_edits.cancel(),
        None,
        enabled_when=is_editing,
        help=message("Findings", "Drop what was changed of the finding in hand."),
    ),
    tool(
        ToolKind.FINDING,
        message("Findings", "Add a &missed finding"),
        ("Shift+E", "Ins"),
        message("Findings", "Click on a finding the AI has missed, or drag a box around it."),
        MENU,
    ),
    Command(
        "findings.remove",
        message("Findings", "Remove &own finding"),
        remove,
        MENU,
        ("Shift+Del",),
        is_own_selected,
        help=message("Findings", "Remove the selected finding that you added. It can be undone."),
    ),
    Command("findings.add", message("Findings", "Keep a finding"), add, enabled_when=can_draw),
    Command(
        "findings.outline",
        message("Findings", "Give a finding an outline"),
        outline,
        enabled_when=can_edit,
    ),
]
