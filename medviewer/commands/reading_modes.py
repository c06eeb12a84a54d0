"""When the AI is seen, the lock of the first read, and what was changed after it."""

from medviewer.commands.ai import MENU
from medviewer.commands.command import Command, Context
from medviewer.commands.settings import READING_MODES, choose, is_set
from medviewer.domain.reading_mode import ReadingMode
from medviewer.words import Message, message

MODE = message("Reading", "Reading &mode")
HELP = {
    "beside": message("Reading", "What the AI says is shown as soon as it is there."),
    "second": message(
        "Reading",
        "You read first: the AI stays hidden in every view until you lock your first read.",
    ),
    "off": message("Reading", "No model runs and nothing of the AI is shown."),
}
NOT_READING_FIRST = message(
    "Reading", "There is a first read to lock only while the AI is the second reader."
)


def can_lock(context: Context) -> bool:
    return context.session.reading_modes.can_lock


def why_not_locked(context: Context) -> Message | None:
    if context.session.reading_modes.mode is ReadingMode.SECOND_READER:
        return None
    return NOT_READING_FIRST


def lock(context: Context) -> None:
    session = context.session
    session.reading_modes.lock()
    session.messages.note(
        message("Reading", "The first read is locked. What you change from here on is recorded.")
    )


def has_changes(context: Context) -> bool:
    return context.session.reading.value.first_read is not None


COMMANDS = [
    *(
        Command(
            f"reading.mode_{value}",
            title,
            choose("reading_mode", value),
            MENU,
            is_checked=is_set("reading_mode", value),
            help=HELP[value],
            submenu=MODE,
        )
        for value, title in READING_MODES.items()
    ),
    Command(
        "reading.lock_first_read",
        message("Reading", "&Lock first read"),
        lock,
        MENU,
        ("Ctrl+Shift+L",),
        can_lock,
        help=message(
            "Reading",
            "Freeze what you have found, measured and written without the AI, then show what it says. "
            "Cannot be undone.",
        ),
        why_disabled=why_not_locked,
    ),
    Command(
        "reading.show_changes",
        message("Reading", "Chan&ges after the AI…"),
        lambda context: context.prompts.show_changes_after_ai(),
        MENU,
        enabled_when=has_changes,
        help=message("Reading", "What you have changed since the first read was locked."),
    ),
]
