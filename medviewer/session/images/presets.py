"""The window presets on offer for what is shown: the header's first, then automatic, then by modality."""

import logging
import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from medviewer import paths
from medviewer.domain.study import FrameSource
from medviewer.domain.voi import VoiWindow, WindowPreset
from medviewer.session.images.preset_file import preset_toml
from medviewer.whole_files import whole_file
from medviewer.words import mark, message

logger = logging.getLogger(__name__)

PRESET_NAMES = (  # as in resources/window_presets.toml, here so that translators see them
    mark("Presets", "Lung"),
    mark("Presets", "Mediastinum"),
    mark("Presets", "Soft tissue"),
    mark("Presets", "Bone"),
    mark("Presets", "Brain"),
    mark("Presets", "Liver"),
    mark("Presets", "Angio"),
    mark("Presets", "Stroke"),
    mark("Presets", "Posterior fossa"),
    mark("Presets", "Subdural"),
)
FILE = "window_presets.toml"
KEYS = ("", *"23456789")  # 0 is automatic, 1 the header's own
MOST = 40  # presets a modality; a longer file is cut
LONGEST_NAME = 40  # letters
Presets = tuple[WindowPreset, ...]


class PresetTable:
    """Presets by modality: shipped in `resources/window_presets.toml`, replaced by the reader's own."""

    def __init__(self, file: Path | None = None) -> None:
        self._shipped = _read(file or paths.resources() / FILE)
        self._own: dict[str, Presets] = {}
        self._own_file: Path | None = None

    def use_file(self, folder: Path | None) -> None:
        """Read the reader's own presets from a folder and keep changes there; None forgets them."""
        self._own_file = folder / FILE if folder is not None else None
        if self._own_file is not None and self._own_file.is_file():
            self._own = _read_tolerantly(self._own_file)

    def on_offer(self, modality: str, frame: FrameSource) -> Presets:
        """The frame's own windows (key 1 the first), then the modality's."""
        own = tuple(
            WindowPreset(preset.name, preset.window, key="1" if position == 0 else "")
            for position, preset in enumerate(frame.windows)
        )
        return own + self.of(modality)

    def of(self, modality: str) -> Presets:
        return self._own.get(modality, self._shipped.get(modality, ()))

    def change(self, modality: str, presets: Sequence[WindowPreset]) -> None:
        """Put the reader's in place of a modality's."""
        self._own[modality] = tuple(presets[:MOST])
        self._save()

    def restore(self, modality: str) -> None:
        """As shipped."""
        self._own.pop(modality, None)
        self._save()

    def _save(self) -> None:
        if self._own_file is None:
            return
        try:
            with whole_file(self._own_file, is_private=True) as temporary:
                temporary.write_text(preset_toml(self._own), encoding="utf-8")
        except OSError:  # a full or read-only disk must not stop a reading
            logger.warning("The window presets could not be saved")


def named(name: str, width: float, center: float, key: str = "") -> WindowPreset:
    """A preset of the reader's; its name may hold braces, which a message must not take for values."""
    words = name.strip()[:LONGEST_NAME].replace("{", "{{").replace("}", "}}")
    return WindowPreset(message("Presets", words), VoiWindow(center, width), key=key)


def _read(file: Path) -> dict[str, Presets]:
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {modality: _presets(rows) for modality, rows in found.items() if isinstance(rows, list)}


def _read_tolerantly(file: Path) -> dict[str, Presets]:
    try:
        return _read(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        logger.warning("The reader's window presets could not be read; the shipped ones are used")
        return {}


def _presets(rows: Sequence[object]) -> Presets:
    """What can be used of a modality's rows; a key is given once."""
    found: list[WindowPreset] = []
    for row in rows[:MOST]:
        preset = _preset(row) if isinstance(row, Mapping) else None
        if preset is not None and not (preset.key and preset.key in {p.key for p in found}):
            found.append(preset)
    return tuple(found)


def _preset(row: Mapping[str, object]) -> WindowPreset | None:
    name, width, center, key = (row.get(each) for each in ("name", "width", "center", "key"))
    if not isinstance(name, str) or not name.strip():
        return None
    if not isinstance(width, int | float) or not isinstance(center, int | float):
        return None
    if not (math.isfinite(width) and math.isfinite(center) and width > 0):
        return None
    return named(name, width, center, str(key) if str(key) in KEYS else "")
