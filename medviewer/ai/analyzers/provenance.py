"""Who says so, and the name a finding keeps when asked again: what every analyzer puts on its findings."""

import uuid
from datetime import UTC, datetime

from medviewer.domain.finding import Provenance
from medviewer.domain.model_card import AnalysisRequest, ModelCard


def provenance_of(card: ModelCard, request: AnalysisRequest, device: str) -> Provenance:
    """The model, the series it was asked about, and now."""
    return Provenance(
        card.model_id,
        card.version,
        card.weights_sha256,
        request.series_instance_uid,
        device,
        datetime.now(UTC).isoformat(timespec="seconds"),
    )


def finding_id(provenance: Provenance, sop_instance_uid: str, *place: object) -> str:
    """A UUID of what was found, not of when: asked again, a finding keeps the reader's decision."""
    said = (provenance.weights_sha256, provenance.series_instance_uid, sop_instance_uid, *place)
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(said)))
