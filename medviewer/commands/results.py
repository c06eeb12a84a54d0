"""Result sets: show and compare them, choose the operating point, run a model against advice."""

from collections.abc import Callable

from medviewer.commands.ai import MENU
from medviewer.commands.command import Command, Context
from medviewer.domain.model_trust import BALANCED, CLASS_MAP, SCREENING, SPECIFIC
from medviewer.session.ai.operating_points import names_on_offer
from medviewer.words import Message, message

POINT = message("OperatingPoint", "&Operating point")
POINTS = {
    SCREENING: (
        message("OperatingPoint", "&Screening"),
        message("OperatingPoint", "Show more: the threshold that misses least."),
    ),
    BALANCED: (
        message("OperatingPoint", "&Balanced"),
        message("OperatingPoint", "The usual threshold, between the two."),
    ),
    SPECIFIC: (
        message("OperatingPoint", "S&pecific"),
        message("OperatingPoint", "Show less: the threshold with the fewest false alarms."),
    ),
}


def show_set(context: Context, set_id: str = "", is_shown: bool = True) -> None:
    study = context.session.viewport.value.study
    if study is not None:
        context.session.analysis.sets.show(study.key, set_id, is_shown)


def has_answers(context: Context) -> bool:
    return bool(context.session.proposals.sets())


def can_compare(context: Context) -> bool:
    """Two answers that have found something, or could have."""
    return len([each for each in context.session.proposals.sets() if each.is_done]) > 1


def has_point(name: str) -> Callable[[Context], bool]:
    return lambda context: name in names_on_offer(context.session.results())


def choose_point(name: str) -> Callable[[Context], None]:
    return lambda context: context.session.proposals.choose_point(name)


def is_point(name: str) -> Callable[[Context], bool]:
    return lambda context: context.session.reading.value.operating_point == name


def run_anyway(context: Context, model_id: str = "", display_set_id: str = "") -> None:
    """Ask for a reason, then run the model where the guard refused it."""
    if model_id and display_set_id:
        context.prompts.ask_override(model_id, display_set_id)


def show_card(context: Context, model_id: str = "") -> None:
    """The card of that model; else of the selected finding's, of the first that answered, or the first."""
    wanted = model_id or model_in_question(context)
    if wanted:
        context.prompts.show_model_card(wanted)


def model_in_question(context: Context) -> str:
    selected = context.session.reading.value.selected
    if selected is not None:
        return selected.provenance.model_id
    answered = [each.model_id for each in context.session.proposals.sets()]
    return next(iter(answered + [c.model_id for c in context.session.analysis.catalog]), "")


def choose_method(context: Context, method: str = CLASS_MAP) -> None:
    context.session.explaining.choose(method)


def set_opacity(context: Context, opacity: float = 1.0) -> None:
    context.session.overlays.update(attention_opacity=min(max(opacity, 0.1), 1.0))


def point_command(name: str, words: tuple[Message, Message]) -> Command:
    return Command(
        f"findings.point_{name}",
        words[0],
        choose_point(name),
        MENU,
        (f"Alt+{list(POINTS).index(name) + 1}",),
        has_point(name),
        is_checked=is_point(name),
        help=words[1],
        submenu=POINT,
    )


COMMANDS = [
    *(point_command(name, words) for name, words in POINTS.items()),
    Command(
        "results.compare",
        message("Results", "Com&pare answers…"),
        lambda context: context.prompts.compare_results(),
        MENU,
        ("Ctrl+D",),
        can_compare,
        help=message("Results", "What only one of two answers found, and what both did."),
    ),
    Command(
        "results.show", message("Results", "Show an answer"), show_set, enabled_when=has_answers
    ),
    Command(
        "view.attention_method",
        message("Results", "Method of the map"),
        choose_method,
        enabled_when=has_answers,
    ),
    Command(
        "view.attention_opacity",
        message("Results", "Strength of the map"),
        set_opacity,
        enabled_when=has_answers,
    ),
    Command(
        "ai.run_anyway",
        message("Results", "Run against advice"),
        run_anyway,
        enabled_when=has_answers,
    ),
    Command(
        "ai.model_card",
        message("AI", "&Model card…"),
        show_card,
        MENU,
        ("Ctrl+Shift+M",),
        lambda context: bool(context.session.analysis.catalog),
        help=message("AI", "What the model is for, what it was trained on, how well it did."),
    ),
    Command(
        "ai.self_test",
        message("AI", "Sel&f-test…"),
        lambda context: context.prompts.show_self_test(),
        MENU,
        help=message("AI", "Where the AI computes, with what memory, and how fast each model is."),
    ),
]
