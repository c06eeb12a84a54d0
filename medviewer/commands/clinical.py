"""The clinical context: what is known of the patient besides the images."""

from pathlib import Path

from medviewer.commands.ai import AI_IS_OFF
from medviewer.commands.command import Command, Context
from medviewer.domain.clinical_context import NOTHING_ASKED
from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.study import Study
from medviewer.session.context.intake import SUFFIXES
from medviewer.words import Message, message

MENU = message("Menu", "&View")
AI_MENU = message("Menu", "&AI")
SUBMENU = message("Context", "Clinical co&ntext")
OPEN = message("Context", "Open clinical document")


def study_of(context: Context) -> Study | None:
    return context.session.viewport.value.study


def notes_of(context: Context) -> ClinicalNotes:
    study = study_of(context)
    return context.session.clinical.notes.value.of(study.key) if study is not None else NO_NOTES


def has_study(context: Context) -> bool:
    return study_of(context) is not None


def has_notes(context: Context) -> bool:
    notes = notes_of(context)
    return not notes.is_empty or bool(notes.sources)


def has_headers(context: Context) -> bool:
    """Whether the headers say anything of the patient's history."""
    study = study_of(context)
    return study is not None and study.context != NOTHING_ASKED


def has_reports(context: Context) -> bool:
    study = study_of(context)
    listed = (each for series in (study.series if study else ()) for each in series.objects)
    return any(each.object_kind is ObjectKind.REPORT for each in listed)


def why_no_headers(context: Context) -> Message | None:
    return None if has_headers(context) or not has_study(context) else NO_HEADERS


def why_no_reports(context: Context) -> Message | None:
    return None if has_reports(context) or not has_study(context) else NO_REPORTS


def is_open(context: Context) -> bool:
    return context.session.clinical.panel.value.is_open


def can_toggle(context: Context) -> bool:
    """An empty panel may still be closed."""
    return has_study(context) or is_open(context)


def toggle(context: Context) -> None:
    context.session.clinical.panel.update(is_open=not is_open(context))


def open_document(context: Context, path: Path | None = None) -> None:
    """Read a file and offer what it says; `path` where it was dropped."""
    study = study_of(context)
    chosen = path or context.prompts.choose_file_to_read(OPEN, *SUFFIXES)
    if study is not None and chosen is not None:
        context.session.clinical.intake.read_file(study, chosen)


def take_headers(context: Context) -> None:
    study = study_of(context)
    if study is not None:
        context.session.clinical.intake.read_headers(study)


def take_reports(context: Context) -> None:
    study = study_of(context)
    if study is not None:
        context.session.clinical.intake.read_reports(study)


def toggle_in_report(context: Context) -> None:
    study, notes = study_of(context), notes_of(context)
    if study is not None:
        context.session.clinical.notes.write(
            study.key, IN_REPORT, is_in_report=not notes.is_in_report
        )


def clear(context: Context) -> None:
    """Empty the notes of the study; undoing brings them back."""
    study = study_of(context)
    if study is not None:
        context.session.clinical.notes.replace_with(study.key, NO_NOTES, CLEARED)


def show_fusion(context: Context) -> None:
    context.session.clinical.show_page("fusion")


def can_ask_fusion(context: Context) -> bool:
    return context.session.questions.fused.can_ask


def why_not_asked(context: Context) -> Message | None:
    return AI_IS_OFF if context.session.questions.fused.is_off else None


def ask_fusion(context: Context) -> None:
    """The answer stands on its page, which is opened."""
    context.session.questions.fused.ask()
    show_fusion(context)


IN_REPORT = message("Undo", "Clinical context in the report")
CLEARED = message("Undo", "Clinical context cleared")
NO_HEADERS = message("Context", "The headers of these images say nothing of the patient's history.")
NO_REPORTS = message("Context", "The study has no structured report.")

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
        submenu=SUBMENU,
    ),
    Command(
        "context.open_document",
        message("Context", "&Open clinical document…"),
        open_document,
        MENU,
        (),
        has_study,
        help=message(
            "Context",
            "Takes an order, a letter or values from a FHIR JSON or plain text file, after a look at them.",
        ),
        submenu=SUBMENU,
    ),
    Command(
        "context.take_headers",
        message("Context", "Take from the image &headers"),
        take_headers,
        MENU,
        (),
        has_headers,
        help=message(
            "Context",
            "Offers reason, diagnoses, history, allergies, size and weight as the DICOM headers state them.",
        ),
        submenu=SUBMENU,
        why_disabled=why_no_headers,
    ),
    Command(
        "context.take_reports",
        message("Context", "Take from the structured &reports"),
        take_reports,
        MENU,
        (),
        has_reports,
        help=message("Context", "Offers the history sections of the study's structured reports."),
        submenu=SUBMENU,
        why_disabled=why_no_reports,
    ),
    Command(
        "context.in_report",
        message("Context", "Clinical context &in the report"),
        toggle_in_report,
        MENU,
        (),
        has_study,
        lambda context: notes_of(context).is_in_report,
        help=message(
            "Context", "Prints it as clinical information; else it stays on this computer."
        ),
        submenu=SUBMENU,
    ),
    Command(
        "context.clear",
        message("Context", "&Clear clinical context"),
        clear,
        MENU,
        (),
        has_notes,
        help=message("Context", "Empties the notes of this study; undoing brings them back."),
        submenu=SUBMENU,
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
        why_disabled=why_not_asked,
    ),
]
