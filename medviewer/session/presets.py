"""The window presets on offer for what is shown: the header's first, then automatic, then by modality."""

import tomllib
from pathlib import Path

from medviewer import paths
from medviewer.domain.study import FrameSource
from medviewer.domain.voi import VoiWindow, WindowPreset
from medviewer.words import mark, message

PRESET_NAMES = (  # as in resources/window_presets.toml, here so that translators see them
    mark("Presets", "Lung"),
    mark("Presets", "Mediastinum"),
    mark("Presets", "Soft tissue"),
    mark("Presets", "Bone"),
    mark("Presets", "Brain"),
    mark("Presets", "Liver"),
    mark("Presets", "Angio"),
    mark("Presets", "Stroke"),
)


class PresetTable:
    """Presets by modality, read once from `resources/window_presets.toml`."""

    def __init__(self, file: Path | None = None) -> None:
        text = (file or paths.resources() / "window_presets.toml").read_text(encoding="utf-8")
        self._by_modality = {
            modality: tuple(
                WindowPreset(
                    message("Presets", row["name"]),
                    VoiWindow(row["center"], row["width"]),
                    key=str(row.get("key", "")),
                )
                for row in rows
            )
            for modality, rows in tomllib.loads(text).items()
        }

    def on_offer(self, modality: str, frame: FrameSource) -> tuple[WindowPreset, ...]:
        """The frame's own windows (key 1 the first), then the modality's."""
        own = tuple(
            WindowPreset(preset.name, preset.window, key="1" if position == 0 else "")
            for position, preset in enumerate(frame.windows)
        )
        return own + self._by_modality.get(modality, ())
