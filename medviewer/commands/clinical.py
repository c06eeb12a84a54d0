"""The clinical context: what is known of the patient besides the images."""

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&View")
AI_MENU = message("Menu", "&AI")


def is_open(context: Context) -> bool:
    return context.session.clinical.panel.value.is_open


def can_toggle(context: Context) -> bool:
    """An empty panel may still be closed."""
    return context.session.viewport.value.study is not None or is_open(context)


def toggle(context: Context) -> None:
    context.session.clinical.panel.update(is_open=not is_open(context))


def show_fusion(context: Context) -> None:
    context.session.clinical.show_page("fusion")


def can_ask_fusion(context: Context) -> bool:
    return context.session.questions.fused.can_ask


def ask_fusion(context: Context) -> None:
    """The answer stands on its page, which is opened."""
    context.session.questions.fused.ask()
    show_fusion(context)


COMMANDS = [
    Command(
        "view.context",
        message("Context", "Clinical conte&xt panel"),
        toggle,
        MENU,
        ("Ctrl+T",),
        can_toggle,
        is_open,
        help=message(
            "Context",
            "History, symptoms and laboratory values: typed, pasted, or taken from the order.",
        ),
    ),
    Command(
        "context.fusion",
        message("Fused answer", "Image, values and text together"),
        show_fusion,
        AI_MENU,
        enabled_when=can_toggle,
        help=message(
            "Fused answer",
            "What a model you trained says from the radiograph, the values and the notes, and how far each "
            "of them moved its answer.",
        ),
    ),
    Command(
        "context.ask_fusion",
        message("Fused answer", "Ask the fusion model"),
        ask_fusion,
        AI_MENU,
        enabled_when=can_ask_fusion,
        help=message(
            "Fused answer",
            "Ask the model chosen about the radiograph on screen and the clinical context; what is missing "
            "is left out.",
        ),
    ),
]
