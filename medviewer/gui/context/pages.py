"""Every page of the clinical context panel, in the order of their tabs."""

from medviewer.gui.context.codes_page import CodesPage
from medviewer.gui.context.fusion_page import FusionPage
from medviewer.gui.context.notes_page import NotesPage
from medviewer.gui.context.page import ContextPage
from medviewer.gui.context.prognosis_page import PrognosisPage

PAGES: tuple[type[ContextPage], ...] = (NotesPage, CodesPage, FusionPage, PrognosisPage)
