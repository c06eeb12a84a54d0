"""What leaves without identity: de-identified copies, and corrections as training data."""

from datetime import datetime
from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.deidentification import DeidentificationOptions
from medviewer.words import Message, message

MENU = message("Menu", "&File")
IS_OFF = message(
    "Sharing", "Switch “Offer my corrections as training data” on in the settings first."
)


def has_study(context: Context) -> bool:
    return context.session.viewport.value.study is not None


def can_share(context: Context) -> bool:
    return has_study(context) and not context.session.sharing.value.is_running


def write_copies(
    context: Context,
    places: tuple[Path, ...] = (),
    options: DeidentificationOptions | None = None,
    folder: Path | None = None,
) -> None:
    """Copy files without identity into a new folder; asks for one unless it is given."""
    chosen = folder or _new_folder(context, "deidentified")
    if chosen is not None and places:
        context.session.sharing.deidentify(places, chosen, options or DeidentificationOptions())


def offers_corrections(context: Context) -> bool:
    is_on = context.session.preferences.value.corrections == "on"
    return is_on and can_share(context)


def why_no_corrections(context: Context) -> Message | None:
    return None if context.session.preferences.value.corrections == "on" else IS_OFF


def export_corrections(context: Context) -> None:
    """Ask for the licence: to give one is the consent to this export. Then for a folder."""

    def take(licence: str) -> None:
        folder = _new_folder(context, "corrections")
        if folder is not None and licence.strip():
            session = context.session
            session.sharing.export_corrections(folder, licence.strip(), session.analysis.catalog)

    context.prompts.ask_text(
        message("Sharing", "Corrections as training data"),
        message(
            "Sharing",
            "Pictures about the findings you decided on in all open studies, and your decisions, will be "
            "written to a folder: no headers, no names. Under which licence may they be used?",
        ),
        "",
        take,
    )


def _new_folder(context: Context, name: str) -> Path | None:
    """A folder of its own, with a name that tells no patient, in the one the reader chooses."""
    chosen = context.prompts.choose_folder_to_write(
        message("Sharing", "In which folder shall a new one be made?")
    )
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
    return chosen / f"{name} {stamp}" if chosen is not None else None


COMMANDS = [
    Command(
        "sharing.deidentify",
        message("Sharing", "&De-identified copies…"),
        lambda context: context.prompts.show_deidentify(),
        MENU,
        enabled_when=can_share,
        help=message("Sharing", "Copy the study's files without anything that names the patient."),
    ),
    Command(
        "sharing.write_copies",
        message("Sharing", "Write de-identified copies"),
        write_copies,
        enabled_when=can_share,
    ),
    Command(
        "sharing.corrections",
        message("Sharing", "&Corrections as training data…"),
        export_corrections,
        MENU,
        enabled_when=offers_corrections,
        why_disabled=why_no_corrections,
        help=message(
            "Sharing", "Write your decisions on findings as a training set without identity."
        ),
    ),
]
