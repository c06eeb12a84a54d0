"""Remembers, for each model's very weights, which back-end the self-test chose on this computer."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path

from medviewer import paths
from medviewer.ai.runtime.backends.accelerating import Backend
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

FILE = "backends.json"
# The same arithmetic as plain torch, to the last digits of a float, in two thirds to nine tenths of its time.
UNMEASURED = Backend.CHANNELS_LAST


def chosen_backend(weights_sha256: str) -> Backend:
    """What was chosen for these weights; `UNMEASURED` where nothing was, or the file cannot be read."""
    try:
        return Backend(read_choices().get(weights_sha256, UNMEASURED))
    except ValueError:
        return UNMEASURED


def read_choices() -> dict[str, str]:
    """Back-ends by the hash of the weights they were chosen for."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def remember(choices: Mapping[str, Backend]) -> None:
    """Add what was chosen to what was; a disk that is full costs speed, not more."""
    kept = read_choices() | {sha: str(backend) for sha, backend in choices.items()}
    try:
        with whole_file(_file()) as new:
            new.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    except OSError:
        logger.warning("The chosen back-ends could not be kept")


def _file() -> Path:
    return paths.data_folder() / FILE
