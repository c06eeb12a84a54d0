"""The images a system beside the classifiers of images takes for its picture, as the guard asks for them."""

from medviewer.domain.model_card import Applicability, ModelCard
from medviewer.domain.system_card import SystemCard
from medviewer.domain.unit import Unit

ANY_MM = 1000.0
CHEST_XRAY = "chest_xray"  # as `image_kind` names it


def picture_card(card: SystemCard) -> ModelCard:
    """A card for the guard alone: frontal chest radiographs, the only pictures a system reads so far."""
    return ModelCard(
        model_id=card.system_id,
        version=card.version,
        title=card.title,
        analyzer="",
        intended_use=card.intended_use,
        labels=(card.system_id,),
        weights_file="",
        weights_sha256="",
        score_threshold=0.5,
        is_calibrated=False,
        applicability=Applicability(
            modalities=("CR", "DX", "RG"),
            body_parts=("CHEST", "THORAX", "LUNG"),
            min_slices=1,
            max_slice_spacing_mm=ANY_MM,
            max_pixel_spacing_mm=ANY_MM,
            unit=Unit.NONE,
            needs_volume=False,
            views=("PA", "AP"),
            image_kinds=(CHEST_XRAY,),
        ),
        sources=card.sources,
        metrics=(),
        limits=card.limits,
        licence=card.licence,
    )
