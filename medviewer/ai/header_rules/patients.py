"""Whether the patient is of those a model was made from."""

from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.words import Message, message


def too_old(card: ModelCard, images: AskedImages) -> Message | None:
    """Above the model's oldest, or of an age nobody knows: children's anatomy is not taken on trust."""
    oldest, age = card.applicability.oldest_years, images.patient_age_years
    if oldest is None or (age is not None and age <= oldest):
        return None
    if age is None:
        return message(
            "Applicability",
            "{model} was made from patients of at most {oldest} years; the headers do not say how old this "
            "one is.",
            model=card.title,
            oldest=f"{oldest:g}",
        )
    return message(
        "Applicability",
        "{model} was made from patients of at most {oldest} years; this one is {age}.",
        model=card.title,
        oldest=f"{oldest:g}",
        age=int(age),
    )


def too_young(card: ModelCard, images: AskedImages) -> Message | None:
    youngest, age = card.applicability.youngest_years, images.patient_age_years
    if youngest is None or age is None or age >= youngest:
        return None
    return message(
        "Applicability",
        "{model} was made from patients of {youngest} years and older; this one is {age}.",
        model=card.title,
        youngest=f"{youngest:g}",
        age=int(age),
    )
