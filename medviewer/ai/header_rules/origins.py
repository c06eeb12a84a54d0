"""Whether the images are as the scanner made them, in values a model can be given."""

from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.domain.unit import Unit
from medviewer.words import Message, message

NOT_AS_ACQUIRED = {
    "DERIVED",
    "SECONDARY",
    "MIP",
    "PROJECTION IMAGE",
}  # ImageType, PS3.3 C.7.6.1.1.2
# DX For Presentation is DERIVED by rule (PS3.3 C.8.11.7.1.4): processed from the detector's values.
NOT_A_RADIOGRAPH = NOT_AS_ACQUIRED - {"DERIVED"}


def no_original(card: ModelCard, images: AskedImages) -> Message | None:
    kinds = {value.upper() for value in images.first.image_type}
    if images.display_set.is_localizer or "LOCALIZER" in kinds:
        return message(
            "Applicability",
            "This is a localizer, not a scan. Choose the series it was made for.",
        )
    if kinds & (NOT_A_RADIOGRAPH if images.is_radiograph else NOT_AS_ACQUIRED):
        return message(
            "Applicability",
            "{model} needs images as acquired; this series is derived ({kinds}). Choose the original one.",
            model=card.title,
            kinds=", ".join(filter(None, images.first.image_type)),
        )
    return None


def unprocessed(card: ModelCard, images: AskedImages) -> Message | None:
    """Detector values before the maker's processing, which look like no radiograph a reader knows."""
    if images.first.technique.presentation_intent != "FOR PROCESSING":
        return None
    return message(
        "Applicability",
        "These are a detector's raw values (FOR PROCESSING); {model} was made for images as they are read. "
        "Choose the series made for presentation.",
        model=card.title,
    )


def in_colour(card: ModelCard, images: AskedImages) -> Message | None:
    if not any(frame.is_colour for frame in images.display_set.frames):
        return None
    return message(
        "Applicability",
        "{model} reads grey images; these are in colour. Choose a grey series.",
        model=card.title,
    )


def wrong_unit(card: ModelCard, images: AskedImages) -> Message | None:
    """A model made for values without a unit takes any: it looks at them as they are shown."""
    wanted = card.applicability.unit
    if wanted in (Unit.NONE, images.first.rescale.unit):
        return None
    return message(
        "Applicability",
        "{model} needs values in {unit}, and this series does not say how to get them. Export it from the "
        "scanner or archive again.",
        model=card.title,
        unit=str(wanted),
    )
