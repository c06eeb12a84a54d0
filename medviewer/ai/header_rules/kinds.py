"""Whether the images are of the kind a model was made for: modality, body part, view, species."""

from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.words import Message, message

UNNAMED = message("Applicability", "of no named modality")
# View Position (0018,5101) is "AP", "PA", "LL" …; makers also write words, and view codes have meanings.
FRONTAL_WORDS = ("ANTERO", "POSTERO", "FRONTAL")
LATERAL_WORDS = ("LAT", "OBLIQUE")
LATERAL_CODES = {"LL", "RL", "LLD", "RLD", "LLO", "RLO", "LAO", "RAO", "LPO", "RPO"}


def wrong_modality(card: ModelCard, images: AskedImages) -> Message | None:
    wanted = card.applicability.modalities
    if images.series.modality in wanted:
        return None
    return message(
        "Applicability",
        "{model} was made for {wanted}; this series is {found}. Choose a study with {wanted} images.",
        model=card.title,
        wanted=" / ".join(wanted),
        found=images.series.modality or UNNAMED,
    )


def wrong_body_part(card: ModelCard, images: AskedImages) -> Message | None:
    wanted, found = card.applicability.body_parts, images.body_part
    if not found or not wanted or any(part in found for part in wanted):
        return None
    return message(
        "Applicability",
        "{model} was made for {wanted}; this series is of {found}. Choose a series of {wanted}.",
        model=card.title,
        wanted=" / ".join(wanted),
        found=found,
    )


def wrong_view(card: ModelCard, images: AskedImages) -> Message | None:
    """A radiograph from the side, or whichever way the model was not made for."""
    wanted, found = card.applicability.views, view_of(images)
    if not wanted or not found or found in wanted or not _is_certain(found):
        return None
    return message(
        "Applicability",
        "{model} was made for {wanted} views; this one is {found}. Choose a {wanted} image.",
        model=card.title,
        wanted=" / ".join(wanted),
        found=found,
    )


def wrong_species(card: ModelCard, images: AskedImages) -> Message | None:
    if not images.first.technique.is_quadruped:
        return None
    return message(
        "Applicability",
        "{model} was made for human patients; these images are of an animal.",
        model=card.title,
    )


def unnamed_body_part(card: ModelCard, images: AskedImages) -> Message | None:
    if images.body_part or not card.applicability.body_parts:
        return None
    return message(
        "Applicability",
        "The headers do not name the body part; {model} checks on the pixels that it is {wanted}.",
        model=card.title,
        wanted=" / ".join(card.applicability.body_parts),
    )


def unnamed_view(card: ModelCard, images: AskedImages) -> Message | None:
    wanted, found = card.applicability.views, view_of(images)
    if not wanted or found in wanted or _is_certain(found):
        return None
    return message(
        "Applicability",
        "The headers do not say from where the image was taken; {model} was made for {wanted} views.",
        model=card.title,
        wanted=" / ".join(wanted),
    )


def view_of(images: AskedImages) -> str:
    """View Position as its code where words were written; "" where nothing is stated.

    Without one, Patient Orientation (0020,0020) tells a film from the side: its rows lead forwards or
    backwards.
    """
    stated = images.first.technique.view_position.upper().strip()
    along_rows = next(iter(images.first.patient_orientation), "").upper()
    if not stated and along_rows.startswith(("A", "P")):
        return "LATERAL"
    if any(stated.startswith(word) for word in FRONTAL_WORDS):
        return "PA" if stated.startswith("POSTERO") else "AP"
    return stated


def _is_certain(view: str) -> bool:
    """Whether the view is known to be no frontal one, or one; makers write much else there."""
    return view in LATERAL_CODES | {"AP", "PA"} or any(word in view for word in LATERAL_WORDS)
