"""The active cell's volume as a solid, in the cell's place: opened, closed, following what the cell shows."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.voi import Voi
from medviewer.jobs.runner import JobRunner
from medviewer.session.images.viewport import Presentations, ViewportState
from medviewer.session.images.viewports import Viewports
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.planes.mpr import why_not
from medviewer.session.planes.solid import Solid, SolidViewport
from medviewer.session.planes.solid_pictures import SolidPictures
from medviewer.words import Message

SPIN_MS = 80  # a step of ten degrees: a turn in three seconds


class SolidRoom(QObject):
    """While the solid is shown, the active viewport is `viewport`."""

    toggled = Signal(bool)  # whether it is shown now

    def __init__(
        self,
        viewports: Viewports,
        volumes: VolumeCache,
        presentations: Presentations,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.solid = Solid(self)
        self.pictures = SolidPictures(self.solid, volumes, runner, self)
        self.viewport = SolidViewport(self.solid, self)
        self._spinning = QTimer(self)
        self._spinning.setSingleShot(True)
        self._spinning.setInterval(SPIN_MS)
        self._spinning.timeout.connect(self._on_due)
        self.pictures.picture_changed.connect(self._spin_on)
        self.solid.changed.connect(self._spin_on)
        self._presentations = presentations
        self._viewports = viewports
        viewports.changed.connect(self._on_layout_changed)

    @property
    def is_open(self) -> bool:
        return self.solid.value.is_open

    def why_not(self) -> Message | None:
        """Why the active cell's series is no solid; None where it is one."""
        return why_not(self._viewports.active.value.display_set)

    def window(self) -> Voi | None:
        """What a MIP is seen through: the reader's window, else one that suits it; None before one is."""
        picture, shown = self.pictures.picture, self.solid.value.display_set
        if picture is None or shown is None:
            return None
        return self._presentations.of(shown.display_set_id).window or picture.usual_window

    def toggle(self) -> None:
        """Show the active cell's volume, or the cell again."""
        if self.is_open:
            self.close()
            return
        home = self._viewports.active.target
        state = home.value
        if state.study is None or state.display_set is None:
            return
        self.viewport.home = home
        home.changed.connect(self._on_home_changed)
        self.solid.open(state.study, state.display_set)
        self._viewports.active.follow(self.viewport)
        self.toggled.emit(True)

    def close(self) -> None:
        """Back to the layout."""
        home = self.viewport.home
        if home is None:
            return
        home.changed.disconnect(self._on_home_changed)
        self.viewport.home = None
        self._viewports.active.follow(self._viewports.cell(self._viewports.value.active))
        self.solid.close()
        self.toggled.emit(False)

    def reset(self) -> None:
        """From the front, all of it."""
        state = self.solid.value
        if state.study is not None and state.display_set is not None:
            self.solid.open(state.study, state.display_set)
            self.viewport.fit()

    @Slot()
    def _spin_on(self) -> None:
        """Wait until the next step is due, once the last one is there to be seen."""
        picture = self.pictures.picture
        is_there = picture is not None and picture.wish.view == self.solid.value.view
        if self.solid.value.is_spinning and is_there and not self._spinning.isActive():
            self._spinning.start()

    @Slot()
    def _on_due(self) -> None:
        if self.solid.value.is_spinning:
            self.solid.spin_on()

    @Slot(object, object)
    def _on_home_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set == now.display_set and before.study == now.study:
            return
        if now.study is None or now.display_set is None or why_not(now.display_set) is not None:
            self.close()
        else:
            self.solid.update(study=now.study, display_set=now.display_set)

    @Slot()
    def _on_layout_changed(self) -> None:
        self.close()
