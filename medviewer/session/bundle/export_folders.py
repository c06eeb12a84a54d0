"""How the folder is laid out in which an export is made, and what its manifest says lies at its top."""

import json
from pathlib import Path

MANIFEST = "bundle.json"
BUNDLE = "bundle"  # what is made
BEFORE = "before"  # what it takes the place of, while it is moved


def top_names(folder: Path) -> frozenset[str]:
    """Names at the top of a folder that an export's manifest lists; none where it is none of ours."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = {str(each["path"]).partition("/")[0] for each in found["files"]}
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()
    return frozenset(name for name in names if _is_name(name))


def _is_name(name: str) -> bool:
    """Whether it names something in the folder, and nothing above or beside it."""
    return name not in ("", ".", "..") and Path(name).name == name
