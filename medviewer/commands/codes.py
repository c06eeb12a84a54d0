"""Codes of the report: asked from its text, accepted or rejected one by one."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.domain.coding import CodeDecision, ReportCode
from medviewer.session.coding.coded_text import TextSource
from medviewer.words import message

MENU = message("Menu", "&Report")
REPORT = frozenset({TextSource.REPORT})
NOTES = frozenset({TextSource.NOTES})


def can_suggest(context: Context) -> bool:
    return context.session.coding.can_change


def suggest(context: Context, sources: frozenset[TextSource] | None = None) -> None:
    """Ask the text of these sources; without any, the report's, in its editor with the codes beside it.

    Where nothing is written yet but the clinical context, that is asked, on its own page.
    """
    coding = context.session.coding
    if sources is None and coding.text_of(REPORT).is_empty and not coding.text_of(NOTES).is_empty:
        sources = NOTES
        context.session.clinical.show_page("codes")
    if sources is None:
        coding.update(is_beside_report=True)
        context.prompts.show_report_editor()
    coding.ask(sources or REPORT)


def chosen(context: Context) -> ReportCode | None:
    """The code that keys and buttons act on."""
    return context.session.coding.selected


def can_decide(decision: CodeDecision) -> Callable[[Context], bool]:
    def can(context: Context) -> bool:
        code = chosen(context)
        is_other = code is not None and code.decision is not decision
        return is_other and context.session.coding.can_change

    return can


def decide(decision: CodeDecision) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        code = chosen(context)
        if code is not None:
            context.session.coding.decide(code.key, decision)

    return run


COMMANDS = [
    Command(
        "codes.suggest",
        message("Codes", "Su&ggest codes"),
        suggest,
        MENU,
        ("Ctrl+Shift+K",),
        can_suggest,
        help=message(
            "Codes",
            "Ask which codes the report's text speaks of; you accept or reject each. Nothing leaves this "
            "computer.",
        ),
    ),
    Command(
        "codes.cancel",
        message("Codes", "Stop asking for codes"),
        lambda context: context.session.coding.cancel(),
        enabled_when=lambda context: context.session.coding.value.is_asking,
        help=message("Codes", "Ask no more; the codes that are here stay."),
    ),
    Command(
        "codes.accept",
        message("Codes", "Accept the code"),
        decide(CodeDecision.ACCEPTED),
        enabled_when=can_decide(CodeDecision.ACCEPTED),
        help=message("Codes", "The selected code goes into the report, under your name."),
    ),
    Command(
        "codes.reject",
        message("Codes", "Reject the code"),
        decide(CodeDecision.REJECTED),
        enabled_when=can_decide(CodeDecision.REJECTED),
        help=message("Codes", "The selected code is printed nowhere."),
    ),
    Command(
        "codes.reopen",
        message("Codes", "Take the decision on the code back"),
        decide(CodeDecision.UNDECIDED),
        enabled_when=can_decide(CodeDecision.UNDECIDED),
        help=message("Codes", "The selected code waits for your decision again."),
    ),
]
