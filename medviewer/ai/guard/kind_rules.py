"""What follows from the kind of image the pixels show, as `image_kind` judges it, for one model.

Two questions, because either alone is easily fooled: whether another kind is likelier (of ten it knows), and
whether the images look like the wanted kind at all (whatever else there is). Clearly another kind is refused,
a doubtful one is warned about.

The headers' word stands against the pixels': a body part they name is only doubted, an unnamed one is decided
by the pixels. A film turned or inverted is no matter of headers. CT is never refused here, only doubted:
its models look for the organ itself on the Hounsfield values, and the CT the guard knows is on another scale.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from medviewer.ai.guard.opinion import FINE, Opinion, together
from medviewer.ai.guard.seen_kind import FOREIGN, STRANGE, SeenKind
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


def judge_kind(card: ModelCard, seen: SeenKind, body_part: str) -> Opinion:
    """Hold what the pixels show against what the model was made for.

    Args:
        body_part: as the headers name it; "" where they do not.
    """
    wanted = card.applicability.image_kinds
    if not wanted or not seen.shares:
        return FINE
    spoilt = max(
        (kind for kind in SPOILT if SPOILT[kind] in wanted), key=_share_in(seen.shares), default=""
    )
    if spoilt and seen.shares.get(spoilt, 0.0) >= LIKELY:
        share = seen.shares[spoilt]
        return _refused_or_doubted(_looks_like(card, spoilt, share), is_refused=share >= SURE)
    is_ct = "CT" in card.applicability.modalities
    asked = (_by_share(card, seen),) if is_ct else (_by_share(card, seen), _by_shape(card, seen))
    return together(_weighed(doubt, body_part, is_ct=is_ct) for doubt in asked if doubt)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to doubt that the images are of the wanted kind, or to be sure they are not."""

    reason: Message
    is_clear: bool


def _by_share(card: ModelCard, seen: SeenKind) -> Doubt | None:
    share = sum(seen.shares.get(kind, 0.0) for kind in card.applicability.image_kinds)
    return Doubt(_unlike(card, share), share < HARDLY) if share < UNLIKELY else None


def _by_shape(card: ModelCard, seen: SeenKind) -> Doubt | None:
    known = [kind for kind in card.applicability.image_kinds if kind in seen.strangeness]
    strangeness = min((seen.strangeness[kind] for kind in known), default=0.0)
    if strangeness <= STRANGE:
        return None
    return Doubt(_strange(card, strangeness), strangeness > FOREIGN)


def _weighed(doubt: Doubt, body_part: str, *, is_ct: bool) -> Opinion:
    """A named body part outweighs a doubt, and turns what is clear into one."""
    if body_part and not doubt.is_clear:
        return FINE
    is_refused = doubt.is_clear and not body_part and not is_ct
    return _refused_or_doubted(doubt.reason, is_refused=is_refused)


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


def _strange(card: ModelCard, strangeness: float) -> Message:
    wanted = card.applicability.image_kinds[0]
    return message(
        "Guard",
        "To the guard these images are laid out unlike a {wanted} (strangeness {strangeness}; up to 1 is "
        "usual), which {model} was made for. Choose a fitting series.",
        wanted=KINDS.get(wanted, wanted),
        strangeness=f"{strangeness:.1f}",
        model=card.title,
    )
