"""Whether MR images are of the weighting a model was made for, as far as their headers say."""

from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.words import Message, message

T1 = "T1"
LONGEST_T1_ECHO_MS = 40.0  # T1 needs short echoes; T2, FLAIR and diffusion have 60 ms and more


def wrong_weighting(card: ModelCard, images: AskedImages) -> Message | None:
    """Told by the echo time: names of series are the scanner's owner's."""
    echo_ms = images.first.technique.echo_time_ms
    if card.applicability.weighting != T1 or echo_ms is None or echo_ms <= LONGEST_T1_ECHO_MS:
        return None
    return message(
        "Applicability",
        "{model} was made for T1-weighted images, and this series has an echo time of {echo} ms, too long "
        "for that. Choose a T1 series.",
        model=card.title,
        echo=f"{echo_ms:g}",
    )


def without_contrast(card: ModelCard, images: AskedImages) -> Message | None:
    if not card.applicability.needs_contrast or images.series.contrast_bolus_agent:
        return None
    return message(
        "Applicability",
        "{model} was made for images after contrast medium, and the headers of this series name none.",
        model=card.title,
    )
