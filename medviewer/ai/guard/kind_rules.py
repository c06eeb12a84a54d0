"""What follows from the kind of image the pixels show, as `image_kind` judges it, for one model.

The headers' word stands against the pixels': a body part they name is only doubted, an unnamed one is decided
by the pixels. A film turned or inverted is no matter of headers. CT is never refused here, only doubted:
its models look for the organ itself on the Hounsfield values.
"""

from collections.abc import Callable, Mapping

from medviewer.ai.guard.opinion import FINE, Opinion
from medviewer.domain.model_card import ModelCard
from medviewer.words import Message, message

# Of a film being turned or inverted. None of 315 sound films of other hospitals (RSNA, SIIM, COVID sets)
# reaches 0.2; at SURE 73 % of the same films inverted and 79 % turned by a quarter are refused.
SURE, LIKELY = 0.6, 0.3
UNLIKELY, HARDLY = (
    0.2,
    0.05,
)  # of the wanted kind: below they are doubted, and refused where unnamed

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
    share = sum(kinds.get(kind, 0.0) for kind in wanted)
    spoilt = max(
        (kind for kind in SPOILT if SPOILT[kind] in wanted), key=_share_in(kinds), default=""
    )
    if spoilt and kinds.get(spoilt, 0.0) >= LIKELY:
        reason = _looks_like(card, spoilt, kinds[spoilt])
        return _refused_or_doubted(reason, is_refused=kinds[spoilt] >= SURE)
    if share >= (HARDLY if body_part else UNLIKELY):
        return FINE
    is_ct = "CT" in card.applicability.modalities
    is_refused = share < HARDLY and not body_part and not is_ct
    return _refused_or_doubted(_unlike(card, share), is_refused=is_refused)


def _share_in(kinds: Mapping[str, float]) -> Callable[[str], float]:
    return lambda kind: kinds.get(kind, 0.0)


def _refused_or_doubted(reason: Message, *, is_refused: bool) -> Opinion:
    return Opinion(refusals=(reason,)) if is_refused else Opinion(warnings=(reason,))


def _looks_like(card: ModelCard, kind: str, share: float) -> Message:
    return message(
        "Guard",
        "To the guard this looks like a {kind} ({share} %), which {model} misreads. Set the image right.",
        kind=KINDS[kind],
        share=round(100 * share),
        model=card.title,
    )


def _unlike(card: ModelCard, share: float) -> Message:
    wanted = card.applicability.image_kinds[0]
    return message(
        "Guard",
        "To the guard these images hardly look like a {wanted} ({share} %), which {model} was made for. "
        "Choose a fitting series.",
        wanted=KINDS.get(wanted, wanted),
        share=round(100 * share),
        model=card.title,
    )
