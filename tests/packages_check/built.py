"""Where the packages lie that `make packages-check` has built."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
DIST = CHECKOUT / os.environ.get("DIST", "dist")
BUILD = CHECKOUT / os.environ.get("BUILD", "build")


def frozen_folder() -> Path:
    folder = DIST / "medviewer"
    if not (folder / "medviewer").is_file():
        pytest.skip(f"{folder} is not there (make frozen)")
    return folder


def package(pattern: str, target: str) -> Path:
    """The newest file in DIST of this pattern; skips where `make target` has not made it."""
    found = sorted(DIST.glob(pattern), key=lambda file: file.stat().st_mtime)
    if not found:
        pytest.skip(f"no {pattern} in {DIST} (make {target})")
    return found[-1]
