"""What comes on screen by itself while studies are being read, until the reader takes over.

A long series is shown before all of it is read: it grows under the reader's eyes, and the place stays. Until
the reader touches anything, a longer series that turns up takes the place of a scout.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.study import Study
from medviewer.session.images.viewports import Viewports
from medviewer.session.library.library import Library, LibraryState, best_display_set

EARLY_IMAGES = 48  # a scan that has read so many and goes on is a long one: show what there is


class FirstLook(QObject):
    """Chooses until the reader chooses."""

    settled = Signal(object)  # Study: it was chosen here, and its scan has ended

    def __init__(
        self, library: Library, viewports: Viewports, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._viewports = viewports
        self._viewport = viewports.active
        self._is_choosing = False
        self._is_untouched = (
            False  # what is on screen was put there here, and the reader did nothing
        )
        library.studies_found.connect(self._on_studies_found)
        viewports.active.changed.connect(self._on_viewport_changed)

    def show(self, study: Study) -> None:
        """Put the best of a study on screen."""
        display_set = best_display_set(study)
        if display_set is not None:
            with self._choosing():
                self._viewport.show(study, display_set)
            self._is_untouched = True

    def take(self, before: LibraryState, now: LibraryState) -> None:
        """Renew what is shown by what a scan has added; in a long scan, show something before its end."""
        known = {id(study) for study in before.studies}  # a study that grew is another object
        grown = [study for study in now.studies if id(study) not in known]
        with self._choosing():
            for study in grown:
                self._viewports.renew(study)
        shown = self._viewport.value.study
        if shown is not None and self._is_untouched:
            if now.is_scanning or shown.key in now.arriving:
                self._prefer_what_is_longer()
        elif shown is None and now.is_scanning:
            self._show_early(now.studies, grown)

    def settle(self, study: Study) -> None:
        """All of a study has arrived: it is laid out, unless the reader has begun with it or another."""
        shown = self._viewport.value.study
        if self._is_untouched and shown is not None and shown.key == study.key:
            self.show(study)
            self.settled.emit(study)

    def _show_early(self, studies: tuple[Study, ...], grown: list[Study]) -> None:
        """The first study that has stopped growing, or one of which there is enough to look at."""
        settled = [study for study in studies if study not in grown]
        ample = [study for study in grown if _image_count(study) >= EARLY_IMAGES]
        for study in (settled + ample)[:1]:
            self.show(study)

    def _prefer_what_is_longer(self) -> None:
        shown = self._viewport.value
        if shown.study is None or shown.display_set is None:
            return
        best = best_display_set(shown.study)
        if best is not None and best.display_set_id != shown.display_set.listed_id:
            self.show(shown.study)

    @contextmanager
    def _choosing(self) -> Iterator[None]:
        before, self._is_choosing = self._is_choosing, True
        try:
            yield
        finally:
            self._is_choosing = before

    @Slot(object)
    def _on_studies_found(self, studies: tuple[Study, ...]) -> None:
        """A scan has ended: show what it found first, unless the reader already looks at some of it."""
        shown = self._viewport.value.study
        of_these = next((s for s in studies if shown is not None and s.key == shown.key), None)
        chosen = studies[0] if of_these is None else of_these
        if of_these is None or self._is_untouched:
            self.show(chosen)
            self.settled.emit(chosen)

    @Slot(object, object)
    def _on_viewport_changed(self) -> None:
        if not self._is_choosing:
            self._is_untouched = False


def _image_count(study: Study) -> int:
    return sum(series.count for series in study.series)
