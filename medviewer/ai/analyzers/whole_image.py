"""Findings of whole images: what a model says of an image that was never told where to look."""

from medviewer.ai.analyzers.provenance import finding_id, provenance_of
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisRequest, ModelCard
from medviewer.words import Message, message

WHOLE_IMAGE = message("Finding", "whole image")


class WholeImageWriter:
    """Writes the findings of one analysis; none has a centre, box or size."""

    def __init__(self, card: ModelCard, request: AnalysisRequest, device: str) -> None:
        self._is_calibrated = card.is_calibrated
        self._images = request.sop_instance_uids
        self._provenance = provenance_of(card, request, device)

    def finding(self, index: int, label: str, confidence: float, name: Message) -> Finding:
        """`label` of image `index`, in the request's order; `name` is the label for a reader."""
        image = self._images[index]
        return Finding(
            finding_id=finding_id(self._provenance, image, index, label),
            label=label,
            name=name,
            site=WHOLE_IMAGE,
            center_lps_mm=None,
            center_voxel=None,
            box_lps_mm=None,
            box_voxel=None,
            diameter_mm=None,
            confidence=confidence,
            is_calibrated=self._is_calibrated,
            sop_instance_uids=(image,),
            provenance=self._provenance,
            image_index=index,
        )
