"""The images a reader marked, brought into memory one after the other, wherever they are shown."""

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.study import Study
from medviewer.session.images.viewport import ViewportState
from medviewer.session.session import Session


class KeyImages(QObject):
    """Gathers once; images that cannot be read are passed over."""

    arrived = Signal(object)  # ViewportState: its frame can be had from the session just now
    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[ViewportState] = []
        session.volumes.frame_ready.connect(self._on_frame)
        session.volumes.frame_failed.connect(self._on_frame)

    def gather(self, study: Study) -> None:
        """All of a study, in the order they were marked."""
        self._waiting = list(key_states(self._session, study))
        self._go_on()

    def stop(self) -> None:
        self._waiting = []

    def _go_on(self) -> None:
        volumes = self._session.volumes
        while self._waiting:
            state = self._waiting[0]
            assert state.display_set is not None  # `key_states` looked it up
            key, index = state.display_set.display_set_id, state.index
            if volumes.frame(key, index) is None and volumes.problem(key, index) is None:
                volumes.request(state.display_set, index)
                return
            del self._waiting[0]
            if volumes.frame(key, index) is not None:
                self.arrived.emit(state)
        self.ended.emit()

    @Slot(str, int)
    def _on_frame(self, display_set_id: str, index: int) -> None:
        if not self._waiting:
            return
        state = self._waiting[0]
        assert state.display_set is not None
        if (state.display_set.display_set_id, state.index) == (display_set_id, index):
            self._go_on()


def key_states(session: Session, study: Study) -> tuple[ViewportState, ...]:
    """Each key image of a study as a viewport would show it, fitted."""
    places = session.pictures.drawn.key_places(study)
    return tuple(ViewportState(study, *place) for place in places)
