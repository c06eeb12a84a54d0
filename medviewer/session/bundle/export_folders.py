"""How the folder is laid out in which an export is made, and what the manifest of an export before says."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

MANIFEST = "bundle.json"
BUNDLE = "bundle"  # what is made
BEFORE = "before"  # what it takes the place of, while it is moved
LARGEST_MANIFEST = 64 << 20  # bytes; some 200 000 files


def manifest_of(place: Path) -> Mapping[str, object]:
    """Of the export in a folder or an archive; empty where there is none, or it is none of ours."""
    try:
        found = json.loads(_text(place))
    except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return {}  # zipfile raises RuntimeError where a password is asked for
    return found if isinstance(found, dict) else {}


def top_names(folder: Path) -> frozenset[str]:
    """Names at the top of a folder that an export's manifest lists."""
    listed = manifest_of(folder).get("files")
    if not isinstance(listed, list):
        return frozenset()
    paths = (str(each["path"]) for each in listed if isinstance(each, dict) and "path" in each)
    names = {path.partition("/")[0] for path in paths}
    return frozenset(name for name in names if _is_name(name))


def _text(place: Path) -> bytes:
    """The manifest as it was written.

    Raises:
        OSError, KeyError, ValueError, RuntimeError, BadZipFile, zlib.error: it cannot be read.
    """
    if not place.is_file():
        with (place / MANIFEST).open("rb") as file:
            return _within(file.read(LARGEST_MANIFEST + 1))
    with zipfile.ZipFile(place) as archive, archive.open(MANIFEST) as packed:
        return _within(packed.read(LARGEST_MANIFEST + 1))


def _within(text: bytes) -> bytes:
    if len(text) > LARGEST_MANIFEST:
        raise ValueError("too large for a manifest")
    return text


def _is_name(name: str) -> bool:
    """Whether it names something in the folder, and nothing above or beside it."""
    return name not in ("", ".", "..") and Path(name).name == name
