"""What `medviewer inspect --json` prints: a document whose every key is always there.

The keys, their units and an example stand in the README under "For scripts"; `SCHEMA_VERSION` grows when
one of them changes its meaning or goes.
"""

import json
import math
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA_VERSION = 1
ONLY_WHERE_KNOWN = ("probes", "object")


@dataclass(frozen=True, slots=True)
class ProbeValue:
    """The modality value of the nearest source voxel; None outside."""

    lps: tuple[float, float, float]
    value: float | tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class DisplaySetFacts:
    """One display set; `probes` is None where no point was asked for or nothing is known of its place.

    `object` is what an object that is no image says; None for images and for kinds that nobody reads here.
    """

    id: str
    kind: str
    frames: int
    rows: int | None
    columns: int | None
    transfer_syntaxes: tuple[str, ...]
    photometric: str | None
    unit: str | None
    spacing_mm: tuple[float, float, float | None] | None
    affine_lps: tuple[tuple[float, ...], ...] | None
    regular: bool
    warnings: tuple[str, ...]
    min: float | None
    max: float | None
    mean: float | None
    suv_factor: float | None
    sop_instance_uids: tuple[str, ...]
    probes: tuple[ProbeValue, ...] | None = None
    object: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    series_instance_uid: str
    modality: str | None
    description: str | None
    display_sets: tuple[DisplaySetFacts, ...]


@dataclass(frozen=True, slots=True)
class StudyFacts:
    study_instance_uid: str
    patient_name: str | None
    patient_id: str | None
    study_date: str | None
    series: tuple[SeriesFacts, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a folder or archive entry, that was left out or could not be decoded, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that lies in the places named."""

    studies: tuple[StudyFacts, ...]
    unreadable: tuple[Unreadable, ...]

    def as_json(self) -> str:
        """Strict JSON: numbers that JSON has no word for (NaN, infinity) are null."""
        document = {"schema_version": SCHEMA_VERSION, **asdict(self)}
        return json.dumps(_plain(document), indent=2, ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {
            key: _plain(one)
            for key, one in value.items()
            if not (key in ONLY_WHERE_KNOWN and one is None)
        }
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
