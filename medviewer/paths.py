"""Where resources, settings, logs and the reader's data live: in a checkout, a wheel or a frozen build."""

import os
import sys
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path

APP = "medviewer"


def resources() -> Path:
    """The folder of icons, models, presets and templates that is shipped with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    checkout = Path(__file__).resolve().parents[1]
    places += [checkout / "resources", Path(sys.prefix) / "share" / APP / "resources"]
    return next((place for place in places if place.is_dir()), places[-1])


def models() -> Path:
    return resources() / "models"


def settings_file() -> Path:
    return _private(_overridden("config") or user_config_path(APP)) / "settings.toml"


def log_folder() -> Path:
    return _private(_overridden("logs") or user_log_path(APP))


def data_folder() -> Path:
    """Where reports and demo studies go unless the reader says otherwise; readable by its owner only."""
    return _private(_overridden("data") or user_data_path(APP))


def _overridden(kind: str) -> Path | None:
    """MEDVIEWER_HOME puts everything the program writes under one folder (tests, portable installs)."""
    home = os.environ.get("MEDVIEWER_HOME")
    return Path(home) / kind if home else None


def _private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
