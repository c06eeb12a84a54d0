"""Asking the models, and deciding on what they propose."""

import uuid
from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.domain.finding import RejectionReason, ReviewState
from medviewer.session.ai.analysis import STILL_ARRIVING
from medviewer.words import Message, message

MENU = message("Menu", "&AI")
AI_IS_OFF = message("AI", "The AI is off. Choose another reading mode in the menu AI.")


def can_analyze(context: Context) -> bool:
    """One study may wait while another is analysed; the same one twice makes no sense."""
    study = context.session.viewport.value.study
    analysis = context.session.analysis
    if study is None or analysis.is_off or analysis.is_arriving(study.key):
        return False
    return not analysis.value.is_busy_with(study.key)


def why_not_analyzed(context: Context) -> Message | None:
    study, analysis = context.session.viewport.value.study, context.session.analysis
    if analysis.is_off:
        return AI_IS_OFF
    return STILL_ARRIVING if study is not None and analysis.is_arriving(study.key) else None


def is_analyzing(context: Context) -> bool:
    return context.session.analysis.value.is_running


def has_findings(context: Context) -> bool:
    return bool(context.session.reading.value.findings)


def has_selection(context: Context) -> bool:
    return context.session.reading.value.selected is not None


def has_undecided(context: Context) -> bool:
    return bool(context.session.reading.value.undecided)


def select(context: Context, finding_id: str = "") -> None:
    """Select a finding and show it."""
    context.session.select_finding(finding_id)


def select_next(step: int, *, only_undecided: bool = False) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        context.session.reading.select_next(step, only_undecided=only_undecided)
        context.session.show_selected_finding()

    return run


def can_decide(context: Context) -> bool:
    """The reader's own findings are accepted as they are made: those are removed, not rejected."""
    selected = context.session.reading.value.selected
    return selected is not None and not selected.provenance.is_by_reader


def decide(state: ReviewState) -> Callable[[Context], None]:
    """Decide on the selected finding and go on to the next undecided one, if there is one."""

    def run(context: Context) -> None:
        reading = context.session.reading
        reading.decide(reading.value.selected_id, state)
        if state is not ReviewState.PROPOSED:
            go_on(context)

    return run


def go_on(context: Context) -> None:
    """To the next undecided finding; where there is none, stay."""
    if context.session.reading.value.undecided:
        context.session.reading.select_next(only_undecided=True)
        context.session.show_selected_finding()


def reject(context: Context, reason: str = "") -> None:
    """Reject the selected finding, then ask why, unless that was said; both are one step."""
    reading = context.session.reading
    finding_id, key = reading.value.selected_id, reading.value.study_instance_uid
    step = f"reject {uuid.uuid4().hex}"
    reading.decide(finding_id, ReviewState.REJECTED, step)

    def take(chosen: RejectionReason | None) -> None:
        if chosen is not None:
            reading.give_reason(finding_id, chosen, key, step)
        if reading.value.selected_id == finding_id:
            go_on(context)

    if reason:
        take(RejectionReason(reason))
    else:
        context.prompts.choose_reason(reading.value.number_of(finding_id), take)


def show_above(context: Context, confidence: float = 0.0) -> None:
    context.session.reading.show_above(confidence)


def analyze_elsewhere(context: Context) -> None:
    """Where no machine is entered yet, enter one first."""
    if context.session.remote.endpoints.value.machines:
        context.prompts.choose_machine()
    else:
        context.prompts.show_settings("machines")


COMMANDS = [
    Command(
        "ai.analyze",
        message("AI", "&Analyze study"),
        lambda context: context.session.analyze(),
        MENU,
        ("Ctrl+Return",),
        can_analyze,
        help=message("AI", "Run every model that fits on the best series of this study."),
        icon="analyze",
        why_disabled=why_not_analyzed,
    ),
    Command(
        "ai.analyze_elsewhere",
        message("AI", "Analyze on another &machine…"),
        analyze_elsewhere,
        MENU,
        enabled_when=can_analyze,
        help=message(
            "AI",
            "See what would leave this computer, and for where; nothing is sent before you agree.",
        ),
        why_disabled=why_not_analyzed,
    ),
    Command(
        "ai.analyze_next",
        message("AI", "Analyze the ne&xt study ahead"),
        lambda context: context.session.pre_analysis.run(),
        MENU,
        ("Ctrl+Alt+Return",),
        lambda context: context.session.pre_analysis.next_study() is not None,
        help=message("AI", "Let the models look at the next open study while you read this one."),
    ),
    Command(
        "ai.choose_series",
        message("AI", "&Choose series…"),
        lambda context: context.prompts.choose_series(),
        MENU,
        ("Ctrl+Shift+Return",),
        can_analyze,
        help=message("AI", "See which series each model will be given, and why; change it."),
    ),
    Command(
        "ai.cancel",
        message("AI", "&Stop analysis"),
        lambda context: context.session.analysis.cancel(),
        MENU,
        ("Ctrl+.",),
        is_analyzing,
        help=message("AI", "Stop the analysis now. Findings of finished models stay."),
    ),
    Command(
        "findings.next",
        message("Findings", "&Next finding"),
        select_next(1),
        MENU,
        ("N",),
        has_findings,
        help=message("Findings", "Select the next finding and show it."),
    ),
    Command(
        "findings.previous",
        message("Findings", "&Previous finding"),
        select_next(-1),
        MENU,
        ("P",),
        has_findings,
        help=message("Findings", "Select the finding before and show it."),
    ),
    Command(
        "findings.next_undecided",
        message("Findings", "Next &undecided finding"),
        select_next(1, only_undecided=True),
        MENU,
        ("X",),
        has_undecided,
        help=message("Findings", "Go to the next finding that waits for a decision."),
    ),
    Command(
        "findings.accept",
        message("Findings", "A&ccept finding"),
        decide(ReviewState.ACCEPTED),
        MENU,
        ("A",),
        can_decide,
        help=message("Findings", "Take the selected finding into the report."),
    ),
    Command(
        "findings.reject",
        message("Findings", "&Reject finding"),
        reject,
        MENU,
        ("R",),
        can_decide,
        help=message(
            "Findings",
            "Keep the selected finding out of the report's findings; a key says why: 1 vessel, "
            "2 artefact, 3 scar, 4 wrong place, 5 wrong label, 6 known; Enter or Esc none of these.",
        ),
    ),
    Command(
        "findings.reopen",
        message("Findings", "Put back to un&decided"),
        decide(ReviewState.PROPOSED),
        MENU,
        ("Backspace",),
        can_decide,
        help=message("Findings", "Take the decision on the selected finding back."),
    ),
    Command(
        "findings.deselect",
        message("Findings", "Select &none"),
        lambda context: context.session.reading.select(""),
        MENU,
        enabled_when=has_selection,
        help=message("Findings", "Leave the findings; the decision keys do nothing then."),
    ),
    Command("findings.select", message("Findings", "Select a finding"), select),
    Command("findings.show_above", message("Findings", "Filter by confidence"), show_above),
]
