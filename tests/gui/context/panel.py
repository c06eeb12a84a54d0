"""The clinical context panel opened on a window, and what it has written."""

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.gui.context.notes_page import NotesPage
from medviewer.gui.main_window import MainWindow


def opened(window: MainWindow) -> NotesPage:
    window.desk.registry.run("view.context")
    page = window.context.page("notes")
    assert isinstance(page, NotesPage)
    return page


def notes_of(window: MainWindow) -> ClinicalNotes:
    study = window.desk.session.viewport.value.study
    return window.desk.session.clinical.notes.value.of(study.key if study else "")
