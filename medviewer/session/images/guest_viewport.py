"""A viewport that shows another way to look at a cell's volume, in that cell's place.

What is asked of it that concerns the series goes on to the cell.
"""

from PySide6.QtCore import QObject

from medviewer.domain.study import DisplaySet, Study
from medviewer.session.images.viewport import Viewport


class GuestViewport(Viewport):
    """`home` is the cell; None while nothing is shown."""

    def __init__(self, parent: QObject | None, viewport_id: int) -> None:
        """`viewport_id`: negative; the layout's are not."""
        super().__init__(parent, viewport_id)
        self.home: Viewport | None = None

    def show(self, study: Study, display_set: DisplaySet) -> None:
        if self.home is not None:
            self.home.show(study, display_set)

    def show_in_place(self, display_set: DisplaySet) -> None:
        if self.home is not None:
            self.home.show_in_place(display_set)

    def renew(self, study: Study) -> None:
        if self.home is not None:
            self.home.renew(study)

    def toggle_source_slices(self) -> None:
        if self.home is not None:
            self.home.toggle_source_slices()

    def close(self) -> None:
        if self.home is not None:
            self.home.close()
