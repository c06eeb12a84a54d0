"""Window presets as TOML, as `session.presets` reads them."""

import json
from collections.abc import Mapping, Sequence

from medviewer.domain.voi import VoiWindow, WindowPreset


def preset_toml(by_modality: Mapping[str, Sequence[WindowPreset]]) -> str:
    """One table a preset; VOI LUTs are the header's and never written."""
    none = "".join(f"{json.dumps(m)} = []\n" for m, presets in by_modality.items() if not presets)
    return none + "".join(
        _table(modality, preset, preset.window)
        for modality, presets in by_modality.items()
        for preset in presets
        if isinstance(preset.window, VoiWindow)
    )


def _table(modality: str, preset: WindowPreset, window: VoiWindow) -> str:
    name = json.dumps(str(preset.name), ensure_ascii=False).replace("\x7f", "\\u007f")
    return (
        f"[[{json.dumps(modality)}]]\nname = {name}\nwidth = {window.width!r}\n"
        f'center = {window.center!r}\nkey = "{preset.key}"\n\n'
    )
