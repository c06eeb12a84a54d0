"""What is kept of one training: its answers, its losses, and what it cost; a file each, never a program."""

import json
import logging
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from medviewer.ai.figures.discrimination import Scores
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

MAX_BYTES = 2**28  # of one file; real ones have some hundred thousand


@dataclass(frozen=True, slots=True)
class Outcome:
    """One training of one row.

    Attributes:
        probabilities: (n, classes) of the cases it is judged on.
        members: (m,) losses of the cases it was trained on.
        strangers: (n,) losses of those it is judged on.
        facts: plain numbers about it: steps, cases, noise, ε by each accountant, δ.
    """

    probabilities: Scores
    members: Scores
    strangers: Scores
    facts: dict[str, float]


def save_outcome(file: Path, key: str, outcome: Outcome) -> None:
    """Write it whole, with the `key` of all that decided it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(file) as fresh:
        np.savez(
            fresh,
            key=np.array(key),
            facts=np.array(json.dumps(outcome.facts)),
            probabilities=outcome.probabilities,
            members=outcome.members,
            strangers=outcome.strangers,
        )


def load_outcome(file: Path, key: str) -> Outcome | None:
    """What was kept; None where there is nothing, it is damaged, or other settings made it."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError("too large")
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            if str(kept["key"]) != key:
                return None
            return Outcome(
                kept["probabilities"],
                kept["members"],
                kept["strangers"],
                json.loads(str(kept["facts"])),
            )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        logger.warning("%s cannot be read; that row is trained again", file.name)
        return None
