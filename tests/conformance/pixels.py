"""Decoded pixels of every shared image beside what other programs decode (see `peers`)."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.uid import UID

from medviewer.dicom.headers import Header, NotAnImage, read_header
from medviewer.dicom.pixels.frames import read_frame, read_stored
from medviewer.errors import MedViewerError
from tests.conformance.outcomes import Outcome, Row, Verdict
from tests.conformance.peers import block_means, digest

Facts = dict[str, Any]

PEERS = Path(__file__).with_name("peers.json")
# Which levels two right decoders may be apart, averaged over a block of pixels: rounding, no more.
BLOCK_TOLERANCE = 1.0
# 10918-1 processes nobody else here decodes; the same slice lies beside them in process 4.
UNREAD_TWINS = {"1.2.840.10008.1.2.4.53": "1.2.840.10008.1.2.4.51"}
UNREAD_TWINS["1.2.840.10008.1.2.4.55"] = "1.2.840.10008.1.2.4.51"


@cache
def peer_facts() -> dict[str, Facts]:
    """What others read, by path within the shared data."""
    facts: dict[str, Facts] = json.loads(PEERS.read_text(encoding="utf-8"))
    return facts


def pixel_rows(folder: Path) -> Iterator[Row]:
    """One row for each transfer syntax, bit depth and photometric interpretation; each file once in each."""
    outcomes = {name: outcome_of(folder, name) for name in peer_facts()}
    outcomes = {name: outcome for name, outcome in outcomes.items() if outcome is not None}
    sections: dict[str, Callable[[Facts], str]] = {
        "transfer syntax": lambda facts: UID(facts["syntax"]).name,
        "bits stored": lambda facts: facts["bits"] + (", signed" if facts["signed"] else ""),
        "photometric interpretation": lambda facts: facts["photometric"],
    }
    for section, feature_of in sections.items():
        features: dict[str, list[Outcome]] = {}
        for name, outcome in outcomes.items():
            if outcome is not None:
                features.setdefault(feature_of(peer_facts()[name]), []).append(outcome)
        for feature in sorted(features, key=_by_number):
            yield Row(section, feature, tuple(features[feature]))


def outcome_of(folder: Path, name: str) -> Outcome | None:
    """None for objects that are not shown as images, and for mosaics, which are held against their NIfTI."""
    facts = peer_facts()[name]
    try:
        header = read_header(folder / name)
        if len(header.frames) > facts.get("frames", len(header.frames)):
            return None
        frames = decoded(header)
    except NotAnImage:
        return None
    except MedViewerError as refusal:
        return Outcome(name, Verdict.REFUSED, str(refusal))
    if "unread" in facts:
        facts = _twin(facts["syntax"])
    return _compared(name, frames, facts)


def decoded(header: Header) -> NDArray[Any]:
    """[frame, row, column] as stored, or [frame, row, column, 3] in RGB of 8 bits."""
    frames = []
    for source in header.frames:
        stored = read_stored(source)
        frames.append(stored if stored.ndim == 2 else read_frame(source).array)
    return np.stack(frames)


def _compared(name: str, frames: NDArray[Any], facts: Facts) -> Outcome:
    if digest(frames) == facts["sha256"]:
        return Outcome(name, Verdict.PASSED)
    if "blocks" not in facts:
        return Outcome(name, Verdict.FAILED, "other pixels than its peers read")
    found, told = np.array(block_means(frames[0])), np.array(facts["blocks"])
    if found.shape != told.shape:
        return Outcome(name, Verdict.FAILED, f"{found.size} block means for {told.size}")
    distance = float(np.abs(found - told).max())
    if distance <= BLOCK_TOLERANCE:
        return Outcome(name, Verdict.PASSED, f"block means within {distance:.2f} levels")
    return Outcome(name, Verdict.FAILED, f"a block's mean is {distance:.1f} levels off")


def _twin(syntax: str) -> Facts:
    return next(facts for facts in peer_facts().values() if facts["syntax"] == UNREAD_TWINS[syntax])


def _by_number(feature: str) -> tuple[int, str]:
    first = feature.split()[0]
    return (int(first) if first.isdigit() else 0, feature)
