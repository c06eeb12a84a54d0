"""Where resources, settings, logs and the reader's data live: in a checkout, a wheel or a frozen build."""

import contextlib
import os
import stat
import sys
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path, user_log_path

APP = "medviewer"


def resources() -> Path:
    """The folder of icons, models, presets and templates that is shipped with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    here = Path(__file__).resolve()
    places.append(here.parents[1] / "resources")  # a checkout
    places += [
        prefix / "share" / APP / "resources"
        for prefix in (_installed_below(here), Path(sys.prefix))
    ]
    return next((place for place in places if place.is_dir()), places[-1])


def change_log() -> Path:
    """What is new in each version; beside the resources, wherever those are."""
    return resources().parent / "CHANGELOG.md"


def program() -> tuple[str, tuple[str, ...]]:
    """How this program is started: the file, and the words before its own arguments."""
    is_frozen = getattr(sys, "frozen", False)
    return sys.executable, () if is_frozen else ("-m", APP)


def models() -> Path:
    return resources() / "models"


def imported_models() -> Path:
    """Models the reader brought along; never mixed with those that are shipped."""
    return data_folder() / "models"


def tasks() -> Path:
    """The folder of training tasks, one TOML file each."""
    return resources() / "tasks"


def systems() -> Path:
    """The folder of recipes for systems beside the classifiers of images, one TOML file each."""
    return resources() / "systems"


def codes() -> Path:
    """The folder of code tables and the words that lead to codes."""
    return resources() / "codes"


def settings_file() -> Path:
    return _private(_overridden("config") or user_config_path(APP)) / "settings.toml"


def log_folder() -> Path:
    return _private(_overridden("logs") or user_log_path(APP))


def data_folder() -> Path:
    """Where reports and demo studies go unless the reader says otherwise; readable by its owner only."""
    return _private(_overridden("data") or user_data_path(APP))


def index_file() -> Path:
    """The index of the studies that were opened."""
    return data_folder() / "studies.sqlite3"


def nodes_file() -> Path:
    """The archives the reader has entered; secrets are in the keyring, never here."""
    return settings_file().with_name("nodes.toml")


def remote_machines_file() -> Path:
    """Machines that run models for this reader; secrets are in the keyring, never here."""
    return settings_file().with_name("remote_machines.toml")


def arrivals_folder() -> Path:
    """Where images from the network land, within a quota."""
    return _private(data_folder() / "arrivals")


def audit_file() -> Path:
    """The audit trail: what was decided, signed and exported."""
    return data_folder() / "audit.sqlite3"


def audit_anchor_file() -> Path:
    """How the audit trail ended; apart from it, so that who cuts one short has not cut the other."""
    return settings_file().with_name("audit.anchor")


def cache_folder() -> Path:
    """What can be made again at any time: networks exported for this computer."""
    return _private(_overridden("cache") or user_cache_path(APP))


def run_times_file() -> Path:
    """How long models took on this machine."""
    return data_folder() / "run_times.json"


def _installed_below(module: Path) -> Path:
    """PREFIX of PREFIX/lib/python3.N/site-packages/medviewer/…: the user's own, for `pip install --user`."""
    return module.parents[min(4, len(module.parents) - 1)]


def _overridden(kind: str) -> Path | None:
    """MEDVIEWER_HOME puts everything the program writes under one folder (tests, portable installs)."""
    home = os.environ.get("MEDVIEWER_HOME")
    return Path(home) / kind if home else None


def _private(folder: Path) -> Path:
    """Make the folder, and close it to others where an earlier version or the reader left it open."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        with contextlib.suppress(OSError):  # not ours: it works, too
            folder.chmod(0o700)
    return folder
