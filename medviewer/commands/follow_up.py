"""Lesions over time: matching them to earlier examinations, RECIST 1.1, and what became of each."""

from collections.abc import Callable, Mapping

from medviewer.commands.command import Command, Context
from medviewer.commands.tools import MENU
from medviewer.domain.longitudinal import LesionTimeline
from medviewer.domain.study_ledger import LesionMatch
from medviewer.words import Message, message

FOLLOW_UP = message("FollowUp", "Follow-&up")
NO_LESION = message("FollowUp", "Choose a lesion in the Follow-up panel first.")
NO_PRIOR = message(
    "FollowUp", "There is no earlier examination of this patient, open or worked in before."
)
NO_PAIR = message(
    "FollowUp",
    "The two examinations have no volumes of one modality that could be registered. Align them by hand, "
    "slice to slice, or match the lesions one by one.",
)
REGISTERING = message(
    "FollowUp",
    "The earlier examinations are loaded and registered; lesions at the same places are then proposed as "
    "the same.",
)
PROPOSED = message(
    "FollowUp", "{count} matches are proposed. Look at each in both examinations, then confirm it."
)
NOTHING_NEAR = message("FollowUp", "No two lesions that are not matched yet lie at one place.")


def selected(context: Context) -> LesionTimeline | None:
    return context.session.longitudinal.value.selected


def has_selected(context: Context) -> bool:
    return selected(context) is not None


def why_none(context: Context) -> Message | None:
    return None if has_selected(context) else NO_LESION


def has_prior(context: Context) -> bool:
    return len(context.session.longitudinal.value.follow_up.examinations) > 1


def why_no_prior(context: Context) -> Message | None:
    return None if has_prior(context) else NO_PRIOR


def is_open(context: Context) -> bool:
    return context.session.longitudinal.value.is_open


def can_toggle(context: Context) -> bool:
    """An empty panel may still be closed."""
    return context.session.viewport.value.display_set is not None or is_open(context)


def toggle(context: Context) -> None:
    context.session.longitudinal.update(is_open=not is_open(context))


def select(context: Context, tracking_uid: str = "") -> None:
    """Show a lesion in every examination on screen."""
    context.session.longitudinal.select(tracking_uid)


def match(context: Context) -> None:
    """Register what is not registered yet; else say what is proposed."""
    longitudinal, messages = context.session.longitudinal, context.session.messages
    state = longitudinal.value
    longitudinal.update(is_open=True)
    studies = context.session.library.value
    read = studies.find_study(state.study_key)
    found = (studies.find_study(each.study_key) for each in reversed(state.unrelated))
    apart = [study for study in found if study is not None]
    if read is not None and apart:
        is_begun = longitudinal.registering.start(read, apart)
        messages.note(REGISTERING) if is_begun else messages.warn(NO_PAIR)
    elif state.proposed:
        count = sum(map(len, state.proposed.values()))
        messages.note(message(PROPOSED.context, PROPOSED.text, count=count))
    else:
        messages.note(NOTHING_NEAR)


def proposed_of(context: Context) -> Mapping[str, tuple[LesionMatch, ...]]:
    timeline = selected(context)
    return context.session.longitudinal.value.proposed_of([timeline] if timeline else [])


def confirm(context: Context) -> None:
    context.session.longitudinal.ledger.confirm(proposed_of(context))


def has_proposed(context: Context) -> bool:
    return bool(context.session.longitudinal.value.proposed)


def confirm_all(context: Context) -> None:
    longitudinal = context.session.longitudinal
    longitudinal.ledger.confirm(longitudinal.value.proposed)


def is_matched(context: Context) -> bool:
    timeline = selected(context)
    return timeline is not None and any(point.match is not None for point in timeline.points)


def separate(context: Context) -> None:
    timeline = selected(context)
    if timeline is not None:
        context.session.longitudinal.separate(timeline)


def match_to(context: Context, earlier_uid: str = "") -> None:
    """The selected lesion is that earlier one."""
    timeline, longitudinal = selected(context), context.session.longitudinal
    earlier = longitudinal.value.follow_up.find(earlier_uid)
    if timeline is not None and earlier is not None:
        longitudinal.match_by_hand(timeline, earlier)


def begin_with(context: Context, study_instance_uid: str = "") -> None:
    """Measure sums against that examination; without one, against the first with a target."""
    longitudinal = context.session.longitudinal
    longitudinal.ledger.begin_with(longitudinal.value.study_key, study_instance_uid)


def step(by: int) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        longitudinal = context.session.longitudinal
        uids = [t.tracking_uid for t in longitudinal.value.follow_up.timelines]
        if uids:
            here = longitudinal.value.selected_uid
            at = uids.index(here) + by if here in uids else (0 if by > 0 else -1)
            longitudinal.select(uids[at % len(uids)])

    return run


def has_lesions(context: Context) -> bool:
    return bool(context.session.longitudinal.value.follow_up.timelines)


COMMANDS = [
    Command(
        "view.follow_up",
        message("FollowUp", "Follow-up pa&nel"),
        toggle,
        MENU,
        ("Ctrl+U",),
        can_toggle,
        is_open,
        help=message("FollowUp", "Lesions over time: sizes, changes, RECIST 1.1, a trend."),
        submenu=FOLLOW_UP,
    ),
    Command(
        "follow_up.match",
        message("FollowUp", "&Match lesions to earlier examinations"),
        match,
        MENU,
        (),
        has_prior,
        help=message(
            "FollowUp",
            "Registers the examinations where needed and proposes which lesion is which.",
        ),
        submenu=FOLLOW_UP,
        why_disabled=why_no_prior,
    ),
    Command(
        "follow_up.next",
        message("FollowUp", "Ne&xt lesion in all examinations"),
        step(1),
        MENU,
        ("Alt+PgDown",),
        has_lesions,
        help=message("FollowUp", "Shows the next lesion in the current and the prior images."),
        submenu=FOLLOW_UP,
    ),
    Command(
        "follow_up.previous",
        message("FollowUp", "Previous lesion in all exa&minations"),
        step(-1),
        MENU,
        ("Alt+PgUp",),
        has_lesions,
        help=message("FollowUp", "Shows the lesion before in the current and the prior images."),
        submenu=FOLLOW_UP,
    ),
    Command(
        "follow_up.confirm",
        message("FollowUp", "&Confirm match"),
        confirm,
        MENU,
        (),
        lambda context: bool(proposed_of(context)),
        help=message("FollowUp", "It is the same lesion: it keeps the earlier one's tracking UID."),
        submenu=FOLLOW_UP,
    ),
    Command(
        "follow_up.confirm_all",
        message("FollowUp", "Confirm &all proposed matches"),
        confirm_all,
        MENU,
        (),
        has_proposed,
        help=message("FollowUp", "Every match that is proposed is so."),
        submenu=FOLLOW_UP,
    ),
    Command(
        "follow_up.separate",
        message("FollowUp", "Not the &same lesion"),
        separate,
        MENU,
        (),
        is_matched,
        help=message("FollowUp", "Takes a match back for good; Ctrl+Z brings it back."),
        submenu=FOLLOW_UP,
    ),
    Command(
        "follow_up.select",
        message("FollowUp", "Show a lesion in all examinations"),
        select,
        enabled_when=has_lesions,
    ),
    Command(
        "follow_up.match_to",
        message("FollowUp", "Match a lesion by hand"),
        match_to,
        enabled_when=has_selected,
    ),
    Command(
        "follow_up.baseline",
        message("FollowUp", "Choose the baseline"),
        begin_with,
        enabled_when=has_lesions,
    ),
]
