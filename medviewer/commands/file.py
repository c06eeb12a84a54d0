"""Opening and closing what lies on disk."""

from collections.abc import Sequence
from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.study import Patient
from medviewer.words import message

MENU = message("Menu", "&File")
EXPORT = message("File", "&Write the session to a file…")
IMPORT = message("File", "&Read a session in…")


def open_folder(context: Context) -> None:
    folder = context.prompts.choose_folder()
    if folder is not None:
        open_places(context, [folder])


def open_files(context: Context) -> None:
    files = context.prompts.choose_files()
    if files:
        open_places(context, files)


def open_places(context: Context, places: Sequence[Path] = ()) -> None:
    """Open what was dropped on the window or named on the command line."""
    if places:
        context.session.open(places)


def open_listed(context: Context, study_key: int = 0) -> None:
    context.session.open_listed(study_key)


def remove_listed(context: Context, study_keys: Sequence[int] = ()) -> None:
    context.session.study_list.remove(study_keys)


def export_session(context: Context) -> None:
    path = context.prompts.choose_file_to_write(EXPORT, "session.mvsession")
    if path is not None:
        context.session.session_files.write(path)


def import_session(context: Context) -> None:
    path = context.prompts.choose_file_to_read(IMPORT, ".mvsession")
    if path is not None:
        context.session.session_files.read(path)


def close_study(context: Context, key: str = "") -> None:
    """Close the open study of that key; without one, the study shown."""
    shown = context.session.viewport.value.study
    context.session.close_studies(frozenset({key or (shown.key if shown else "")}))


def erase_traces(context: Context) -> None:
    """Erase the patient of the study shown, once the reader has agreed."""
    study = context.session.viewport.value.study
    if study is not None:
        _erase(context, study.patient, study.study_instance_uid)


def erase_listed(context: Context, study_key: int = 0, key: str = "") -> None:
    """Erase the patient of a study that is on the list or open, once the reader has agreed."""
    session = context.session
    listed = session.study_list.value.find(study_key) if study_key else None
    study = listed or session.library.value.find_study(key)
    if study is not None:
        _erase(context, study.patient, study.study_instance_uid)


def _erase(context: Context, patient: Patient, study_uid: str) -> None:
    session, uids = context.session, frozenset({study_uid})
    context.prompts.confirm_erasing(patient, lambda: session.erase_traces(patient, uids))


def is_study_shown(context: Context) -> bool:
    return context.session.viewport.value.study is not None


def has_studies(context: Context) -> bool:
    return bool(context.session.library.value.studies)


def is_scanning(context: Context) -> bool:
    return context.session.library.value.is_scanning


COMMANDS = [
    Command(
        "file.open_folder",
        message("File", "Open &folder…"),
        open_folder,
        MENU,
        ("Ctrl+O",),
        help=message("File", "Open every study in a folder and the folders below it."),
        icon="open",
    ),
    Command(
        "file.open_files",
        message("File", "Open f&iles…"),
        open_files,
        MENU,
        ("Ctrl+Shift+O",),
        help=message("File", "Open single DICOM files or ZIP archives."),
    ),
    Command("file.open_places", message("File", "Open what was dropped"), open_places),
    Command(
        "file.library",
        message("File", "Search the &library"),
        lambda context: context.prompts.show_library(),
        MENU,
        ("Ctrl+L",),
        help=message("File", "Find a study that was opened before, by name, ID, date or words."),
    ),
    Command("file.open_listed", message("File", "Open a study of the library"), open_listed),
    Command("file.remove_listed", message("File", "Remove from the library"), remove_listed),
    Command("file.erase_listed", message("File", "Erase a patient of the library"), erase_listed),
    Command(
        "file.stop_scanning",
        message("File", "&Stop scanning"),
        lambda context: context.session.library.stop_scanning(),
        MENU,
        enabled_when=is_scanning,
        help=message("File", "Keep what was found so far and leave the rest."),
    ),
    Command(
        "file.export_session",
        EXPORT,
        export_session,
        MENU,
        enabled_when=has_studies,
        help=message(
            "File",
            "Measurements, decisions, windows and layout of all open studies in one file, to go on "
            "elsewhere. It names the patients and holds no images.",
        ),
    ),
    Command(
        "file.import_session",
        IMPORT,
        import_session,
        MENU,
        help=message("File", "Bring back what was done in studies, from a file written elsewhere."),
    ),
    Command(
        "file.close_study",
        message("File", "Close t&his study"),
        close_study,
        MENU,
        ("Ctrl+W",),
        enabled_when=is_study_shown,
        help=message("File", "Close the study shown. Nothing on disk is touched."),
    ),
    Command(
        "file.close_all",
        message("File", "&Close all studies"),
        lambda context: context.session.close_all(),
        MENU,
        ("Ctrl+Shift+W",),
        enabled_when=has_studies,
        help=message("File", "Close every open study. Nothing on disk is touched."),
    ),
    Command(
        "file.erase_traces",
        message("File", "&Erase this patient’s traces…"),
        erase_traces,
        MENU,
        enabled_when=is_study_shown,
        help=message(
            "File", "Make MedViewer forget a patient. Image files and written reports stay."
        ),
    ),
]

# Last in the menu, after what other files put into it.
LEAVING = [
    Command(
        "file.quit",
        message("File", "&Quit"),
        lambda context: context.prompts.quit(),
        MENU,
        ("Ctrl+Q",),
        help=message("File", "Leave MedViewer."),
    ),
]
