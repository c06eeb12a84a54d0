"""The language of a page that a verb writes: as asked, as in the viewer's settings, or the system's."""

import locale

from medviewer import paths, settings
from medviewer.domain.report_template import ENGLISH, LANGUAGES


def page_language(asked: str = "") -> str:
    """One of `LANGUAGES`; English where there are no words of another."""
    kept = settings.load(paths.settings_file()).language
    system = locale.getlocale()[0] or ""  # "de_DE"; Windows has names of its own
    wanted = asked or kept or system
    return wanted if wanted in LANGUAGES else ENGLISH
