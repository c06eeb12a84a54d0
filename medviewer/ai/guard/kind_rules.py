"""What follows from the kind of image the pixels show, as `image_kind` judges it, for one model.

The headers' word stands against the pixels': a body part they name is only doubted, an unnamed one is decided
by the pixels. A film turned or inverted is no matter of headers. CT is never refused here, only doubted:
its models look for the organ itself on the Hounsfield values.
"""

from collections.abc import Mapping

from medviewer.ai.guard.opinion import FINE, Opinion
from medviewer.domain.model_card import ModelCard
from medviewer.words import Message, message

SURE = 0.9  # from here on an unnamed or a spoilt image is refused
LIKELY = 0.5  # from here on it is doubted

# The labels of `image_kind` in a reader's words.
KINDS: Mapping[str, Message] = {
    "other": message("Image kind", "no kind of image the guard knows"),
    "chest_xray": message("Image kind", "chest radiograph"),
    "turned_chest_xray": message("Image kind", "chest radiograph that is turned"),
    "inverted_chest_xray": message("Image kind", "chest radiograph with inverted greys"),
    "hand_xray": message("Image kind", "hand radiograph"),
    "chest_ct": message("Image kind", "chest CT"),
    "abdomen_ct": message("Image kind", "abdomen CT"),
    "head_ct": message("Image kind", "head CT"),
    "brain_mr": message("Image kind", "brain MR"),
    "breast_mr": message("Image kind", "breast MR"),
}
SPOILT = {"turned_chest_xray": "chest_xray", "inverted_chest_xray": "chest_xray"}


def judge_kind(card: ModelCard, kinds: Mapping[str, float], body_part: str) -> Opinion:
    """Hold what the pixels show against what the model was made for.

    Args:
        kinds: probability of each label of `image_kind`, mean over the images looked at.
        body_part: as the headers name it; "" where they do not.
    """
    wanted = card.applicability.image_kinds
    if not wanted or not kinds:
        return FINE
    seen, share = max(kinds.items(), key=lambda item: item[1])
    if seen in wanted or share < LIKELY:
        return FINE
    reason = _reason(card, seen, share)
    is_decided = share >= SURE and "CT" not in card.applicability.modalities
    if is_decided and (not body_part or SPOILT.get(seen) in wanted):
        return Opinion(refusals=(reason,))
    return Opinion(warnings=(reason,))


def _reason(card: ModelCard, seen: str, share: float) -> Message:
    return message(
        "Guard",
        "To the guard these images look like this: {kind} ({share} %). {model} was made for this: {wanted}. "
        "Choose a fitting series.",
        kind=KINDS.get(seen, seen),
        share=round(100 * share),
        model=card.title,
        wanted=KINDS.get(card.applicability.image_kinds[0], card.applicability.image_kinds[0]),
    )
