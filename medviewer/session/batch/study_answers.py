"""What models said of one study, as plain rows: small enough to travel, and to be kept in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medviewer.domain.geometry import Vector
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding a model states of its own accord; see `domain.finding.Finding`.

    Attributes:
        key_slice: index of the slice to show first, in the series' display set.
        key_sop_instance_uid: the instance of that slice; "" where a slice was interpolated.
    """

    finding_id: str
    label: str
    confidence: float
    is_calibrated: bool
    key_slice: int
    key_sop_instance_uid: str = ""
    center_lps_mm: Vector | None = None
    diameter_mm: float | None = None


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """One model's answer on one study.

    Attributes:
        status: done, refused or abstained, as `AnalysisStatus` writes it.
        reason: why it refused or abstained; None when done.
        scores: study-level score for each label.
        timings_s: seconds for each stage inside the model.
    """

    model_id: str
    model_version: str
    weights_sha256: str
    status: str
    reason: Message | None = None
    device: str = ""
    series_instance_uid: str = ""
    modality: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[FindingRow, ...] = ()
    warnings: tuple[Message, ...] = ()
    timings_s: Mapping[str, float] = field(default_factory=dict)
