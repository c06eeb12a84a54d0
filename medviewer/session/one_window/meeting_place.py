"""Where a second start finds the window that runs: one place for each user, home and screen."""

import getpass
import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET = 100  # bytes of a socket's path; the system allows 104 (macOS) or 108 (Linux)


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Attributes: `address` of the socket, or a pipe's name; `lock` says who listens there."""

    address: str
    lock: Path

    @property
    def may_be_taken(self) -> bool:
        """Whether somebody may listen; False is certain, so that a first start need not ask."""
        return sys.platform == "win32" or os.path.exists(self.address)


def meeting_place() -> MeetingPlace | None:
    """None where no folder can be had that is this user's alone: every start then opens a window."""
    name = f"window-{_identity()}"
    try:
        folder = _private_folder()
    except OSError:
        return None
    if folder is None:
        return None
    address = str(folder / name)
    if sys.platform == "win32":
        address = f"medviewer-{name}"
    elif len(os.fsencode(address)) > LONGEST_SOCKET:
        return None
    return MeetingPlace(address, folder / f"{name}.lock")


def _identity() -> str:
    """Another home is another program, and a window on another screen would open where nobody looks."""
    home = os.environ.get("MEDVIEWER_HOME")
    parts = (
        os.path.realpath(home) if home else "",
        _user(),
        os.environ.get("DISPLAY", ""),
        os.environ.get("WAYLAND_DISPLAY", ""),
    )
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()[:16]


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def _private_folder() -> Path | None:
    """Ours, a folder and closed to others; anybody may have made one of that name in a common place."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.path.isabs(runtime) and os.path.isdir(runtime):
        folder = Path(runtime) / "medviewer"
    else:
        folder = Path(tempfile.gettempdir()) / f"medviewer.{_user()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if sys.platform == "win32":
        return folder
    found = folder.lstat()
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return folder if is_ours and not stat.S_IMODE(found.st_mode) & 0o077 else None
