"""Finds the shared data that some tests are held against; it is never part of the repository."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
WHY_MISSING = "the shared data is not here (set MEDVIEWER_SHARED)"


def find_shared() -> Path | None:
    """MEDVIEWER_SHARED, or the folder `shared` beside the checkout."""
    folder = Path(os.environ.get("MEDVIEWER_SHARED") or CHECKOUT.parent / "shared")
    return folder if (folder / "data").is_dir() else None
