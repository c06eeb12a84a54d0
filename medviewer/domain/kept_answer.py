"""What a model answered, as it is kept between runs: all but the pixels it saw and the model's card."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisRequest, AnalysisStatus, AttentionPatch
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.words import Message


@dataclass(frozen=True, slots=True, eq=False)
class KeptAnswer:
    """A result set of `session.result_sets`. Two are equal that are the same one, shown or hidden alike.

    `model_id`, `model_version` and `weights_sha256` name the card; it is shown again only where that very
    model is still there. The other fields are those of `AnalysisResult`; `request` holds no pixels.
    """

    set_id: str
    model_id: str
    model_version: str
    weights_sha256: str
    request: AnalysisRequest
    status: AnalysisStatus
    device: str
    number: int = 1
    finished_at: str = ""
    is_shown: bool = True
    reason: Message | None = None
    notes: tuple[Message, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    attention: tuple[AttentionPatch, ...] = ()
    attention_bias: float = 0.0
    timings_s: Mapping[str, float] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    slice_contributions: tuple[float, ...] = ()
    prediction_set: tuple[str, ...] = ()
    spread: float | None = None
    is_overridable: bool = False
    probabilities: tuple[ProbabilityMap, ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KeptAnswer):
            return NotImplemented
        return (self.set_id, self.is_shown) == (other.set_id, other.is_shown)

    def __hash__(self) -> int:
        return hash((self.set_id, self.is_shown))
