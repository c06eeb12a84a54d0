"""Looks at the next study while the reader reads this one, where the reader asked for that.

analysis idle, the study shown has answers → the one after it in the library is queued, and no further
"""

from PySide6.QtCore import QObject, Slot

from medviewer.domain.study import Study
from medviewer.session.ai.analysis import Analysis
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.library.library import Library
from medviewer.session.preferences import Preferences

ON, OFF = "on", "off"


class PreAnalysis(QObject):
    """One study ahead, by setting or by command."""

    def __init__(
        self,
        analysis: Analysis,
        library: Library,
        viewport: Viewport,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._analysis = analysis
        self._library = library
        self._viewport = viewport
        self._preferences = preferences
        analysis.changed.connect(self._on_analysis_changed)
        viewport.changed.connect(self._on_viewport_changed)

    def next_study(self) -> Study | None:
        """The open study after the one shown, unless it was analysed, is being, or fits no model."""
        if self._analysis.is_off:
            return None
        studies, shown = self._library.value.studies, self._viewport.value.study
        keys = [study.key for study in studies]
        if shown is None or shown.key not in keys:
            return None
        following = studies[keys.index(shown.key) + 1 :][:1]
        return next((study for study in following if self._is_worth_it(study)), None)

    def run(self) -> None:
        """Queue the next study now."""
        study = self.next_study()
        if study is not None:
            self._analysis.run(study)

    def _is_worth_it(self, study: Study) -> bool:
        if self._analysis.is_arriving(study.key):
            return False
        if self._analysis.sets.of(study.key) or self._analysis.value.is_busy_with(study.key):
            return False
        return any(plan.chosen is not None for plan in self._analysis.plan(study))

    @Slot()
    def _on_analysis_changed(self) -> None:
        self._look_ahead()

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.study is not now.study:  # scrolling asks nothing
            self._look_ahead()

    def _look_ahead(self) -> None:
        """The study shown comes first: nothing is looked at ahead before the reader asked about it."""
        shown = self._viewport.value.study
        is_wanted = self._preferences.value.analyze_next == ON
        if not is_wanted or shown is None or self._analysis.value.is_running:
            return
        if self._analysis.sets.of(shown.key):
            self.run()
