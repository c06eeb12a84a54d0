"""What a lesion counts as in RECIST 1.1, and what the examination that is read shows of it."""

from medviewer.commands.command import Command, Context
from medviewer.commands.follow_up import FOLLOW_UP, has_selected, selected, why_none
from medviewer.commands.tools import MENU
from medviewer.domain.study_ledger import LesionRole, PointState
from medviewer.words import Message, message


def note(context: Context, **changes: object) -> None:
    timeline, longitudinal = selected(context), context.session.longitudinal
    if timeline is not None:
        key = longitudinal.value.study_key
        longitudinal.ledger.note(key, timeline.tracking_uid, **changes)


def role_command(role: LesionRole, title: Message, help_text: Message) -> Command:
    def is_it(context: Context) -> bool:
        timeline = selected(context)
        return timeline is not None and timeline.role is role

    return Command(
        f"follow_up.role_{role.value}",
        title,
        lambda context: note(context, role=role),
        MENU,
        (),
        has_selected,
        is_it,
        help_text,
        submenu=FOLLOW_UP,
        why_disabled=why_none,
    )


def state_command(
    state: PointState | None, name: str, title: Message, help_text: Message
) -> Command:
    def is_it(context: Context) -> bool:
        timeline = selected(context)
        return timeline is not None and timeline.points[-1].state is state

    return Command(
        f"follow_up.state_{name}",
        title,
        lambda context: note(context, state=state),
        MENU,
        (),
        has_selected,
        is_it if state is not None else None,
        help_text,
        submenu=FOLLOW_UP,
        why_disabled=why_none,
    )


def toggle_node(context: Context) -> None:
    timeline = selected(context)
    if timeline is not None:
        note(context, is_node=not timeline.is_node)


def is_node(context: Context) -> bool:
    timeline = selected(context)
    return timeline is not None and timeline.is_node


def ask_organ(context: Context) -> None:
    """RECIST counts targets by organ."""
    timeline = selected(context)
    if timeline is not None:
        context.prompts.ask_text(
            message("FollowUp", "Organ"),
            message("FollowUp", "The organ this lesion lies in (both lungs are one):"),
            timeline.organ,
            lambda typed: note(context, organ=typed.strip()),
        )


COMMANDS = [
    role_command(
        LesionRole.TARGET,
        message("FollowUp", "Count as &target"),
        message("FollowUp", "Its diameter is in the RECIST sum (a node's short axis)."),
    ),
    role_command(
        LesionRole.NON_TARGET,
        message("FollowUp", "Count as n&on-target"),
        message("FollowUp", "Followed, not summed: present, absent or unequivocally progressing."),
    ),
    role_command(
        LesionRole.NEW,
        message("FollowUp", "Count as ne&w lesion"),
        message("FollowUp", "Unequivocally new: progression, whatever the sum."),
    ),
    role_command(
        LesionRole.NONE,
        message("FollowUp", "&Do not count"),
        message("FollowUp", "Listed with its sizes; not part of RECIST."),
    ),
    Command(
        "follow_up.node",
        message("FollowUp", "&Lymph node"),
        toggle_node,
        MENU,
        (),
        has_selected,
        is_node,
        message("FollowUp", "Nodes count by their short axis; below 10 mm they are normal."),
        submenu=FOLLOW_UP,
        why_disabled=why_none,
    ),
    Command(
        "follow_up.organ",
        message("FollowUp", "Or&gan…"),
        ask_organ,
        MENU,
        (),
        has_selected,
        help=message("FollowUp", "At most two targets are summed of one organ."),
        submenu=FOLLOW_UP,
        why_disabled=why_none,
    ),
    state_command(
        None,
        "measured",
        message("FollowUp", "Here as m&easured"),
        message("FollowUp", "This examination's own measurement counts, whatever was said before."),
    ),
    state_command(
        PointState.ABSENT,
        "absent",
        message("FollowUp", "Here a&bsent"),
        message("FollowUp", "You looked and it is gone: 0 mm."),
    ),
    state_command(
        PointState.TOO_SMALL,
        "too_small",
        message("FollowUp", "Here too small to measure (&5 mm)"),
        message("FollowUp", "It is seen; RECIST 1.1 counts 5 mm."),
    ),
    state_command(
        PointState.PROGRESSED,
        "progressed",
        message("FollowUp", "Here &unequivocally progressing"),
        message("FollowUp", "Of a non-target lesion: progression, whatever the sum."),
    ),
    state_command(
        PointState.NOT_EVALUATED,
        "not_evaluated",
        message("FollowUp", "Here not e&valuated"),
        message("FollowUp", "Not imaged, or not to be judged in these images."),
    ),
]
