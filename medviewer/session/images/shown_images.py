"""What belongs to the image a viewport shows: its series, its pixels, the window they go through."""

from PySide6.QtCore import QObject

from medviewer.domain.study import Series
from medviewer.domain.voi import Voi, VoiWindow, WindowPreset
from medviewer.domain.volume import Frame
from medviewer.imaging.luts import automatic_window
from medviewer.imaging.suv import suv_window
from medviewer.session.drawing.value_scales import ValueScales
from medviewer.session.images.presets import PresetTable
from medviewer.session.images.viewport import Presentations, ViewportState
from medviewer.session.images.volume_cache import VolumeCache


class ShownImages(QObject):
    """Looks things up for a state; remembers automatic windows, which must not change from slice to slice."""

    def __init__(
        self,
        volumes: VolumeCache,
        presentations: Presentations,
        value_scales: ValueScales,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._volumes = volumes
        self._presentations = presentations
        self._value_scales = value_scales
        self.presets = PresetTable()
        self._automatic_windows: dict[str, VoiWindow] = {}

    def series(self, state: ViewportState) -> Series | None:
        """The series the display set belongs to."""
        if state.study is None or state.display_set is None:
            return None
        return state.study.find_series(state.display_set.series_instance_uid)

    def frame(self, state: ViewportState) -> Frame | None:
        """The frame shown, once it is decoded."""
        if state.display_set is None:
            return None
        return self._volumes.frame(state.display_set.display_set_id, state.index)

    def window(self, state: ViewportState) -> Voi | None:
        """The window the frame goes through: the reader's, the header's, or a computed one."""
        frame = self.frame(state)
        if state.display_set is None or frame is None:
            return None
        display_set_id = state.display_set.display_set_id
        chosen = self._presentations.of(display_set_id).window
        own = state.display_set.frames[state.index].windows
        if chosen or own:
            return chosen or own[0].window
        if display_set_id not in self._automatic_windows:
            self._automatic_windows[display_set_id] = suv_window(
                state.display_set
            ) or automatic_window(frame)
        return self._automatic_windows[display_set_id]

    def presets_on_offer(self, state: ViewportState) -> tuple[WindowPreset, ...]:
        series = self.series(state)
        if state.display_set is None or series is None:
            return ()
        own = self.presets.on_offer(series.modality, state.display_set.frames[state.index])
        return own + self._value_scales.presets(state.display_set)

    def apply_preset(self, state: ViewportState, key: str) -> None:
        """Put the window of a digit's preset on the display set; 0: the automatic one of the frame."""
        if state.display_set is None:
            return
        frame = self.frame(state)
        preset = next((p for p in self.presets_on_offer(state) if p.key == key), None)
        if key == "0" and frame is not None:
            window: Voi = automatic_window(frame)
        elif key != "0" and preset is not None:
            window = preset.window
        else:
            return
        self._presentations.set_window(state.display_set.display_set_id, window)

    def forget(self, display_set_id: str) -> None:
        self._automatic_windows.pop(display_set_id, None)

    def forget_all(self) -> None:
        self._automatic_windows.clear()
