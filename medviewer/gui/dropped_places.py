"""What a file manager drops on the window, as paths: any name a disk may hold, not only what is text."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl


def dropped_places(dropped: QMimeData) -> list[Path]:
    """Every local file and folder, each once, in the order dropped."""
    places = (local_path(url) for url in dropped.urls() if url.isLocalFile())
    return list(dict.fromkeys(places))


def local_path(url: QUrl) -> Path:
    """Qt turns bytes that are no UTF-8 into replacement signs, and then there is no such file."""
    if os.name != "posix" or url.host():
        return Path(url.toLocalFile())
    encoded = bytes(url.toEncoded().data()).removeprefix(b"file://")
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
