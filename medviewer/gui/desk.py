"""What every part of the window is given: the session, its verbs, words, settings and colours."""

from dataclasses import dataclass

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.theme import Appearance
from medviewer.gui.translation import Translator
from medviewer.session.preferences import Preferences
from medviewer.session.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """A reader's desk; one for each window."""

    session: Session
    registry: CommandRegistry
    translator: Translator
    preferences: Preferences
    look: Appearance
