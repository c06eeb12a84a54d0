"""What a reader's decisions are called."""

from medviewer.domain.finding import RejectionReason, ReviewState, VoxelBox
from medviewer.words import Message, message

REASONS = {
    RejectionReason.VESSEL: message("Review", "vessel"),
    RejectionReason.ARTEFACT: message("Review", "artefact"),
    RejectionReason.SCAR: message("Review", "scar"),
    RejectionReason.WRONG_PLACE: message("Review", "wrong place"),
    RejectionReason.WRONG_LABEL: message("Review", "wrong label"),
    RejectionReason.KNOWN: message("Review", "known before"),
}

STATES = {
    ReviewState.PROPOSED: message("Review", "undecided"),
    ReviewState.ACCEPTED: message("Review", "accepted"),
    ReviewState.EDITED: message("Review", "edited"),
    ReviewState.REJECTED: message("Review", "rejected"),
}


ONLY_IMAGES = ("image {number}", "images {first}–{last}")


def readers_words(text: str) -> Message:
    """What a reader typed, as it is in every language."""
    return message("Label", "{label}", label=text)


def images_words(box: VoxelBox) -> Message:
    """The images a box lies on, as counted on screen."""
    first, last = box.first[0] + 1, box.last[0] + 1
    if first == last:
        return message("Review", "image {number}", number=first)
    return message("Review", "images {first}–{last}", first=first, last=last)


def is_only_an_image(site: Message) -> bool:
    """Whether a place is no more than the image a reader added a finding on: a report has that anyway."""
    return site.text in ONLY_IMAGES


def reason_words(reason: RejectionReason) -> Message:
    """Why a finding was rejected."""
    return REASONS[reason]
