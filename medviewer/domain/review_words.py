"""What a reader's decisions are called."""

from medviewer.domain.finding import RejectionReason
from medviewer.words import Message, message

REASONS = {
    RejectionReason.VESSEL: message("Review", "vessel"),
    RejectionReason.ARTEFACT: message("Review", "artefact"),
    RejectionReason.SCAR: message("Review", "scar"),
    RejectionReason.WRONG_PLACE: message("Review", "wrong place"),
    RejectionReason.WRONG_LABEL: message("Review", "wrong label"),
    RejectionReason.KNOWN: message("Review", "known before"),
}


def reason_words(reason: RejectionReason) -> Message:
    """Why a finding was rejected."""
    return REASONS[reason]
