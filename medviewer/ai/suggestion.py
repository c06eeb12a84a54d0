"""Which models fit the series a reader looks at, best first, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.ai.applicability import Verdict, check
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.words import Message, message


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model that may look at the series; `reason` says why it fits, `verdict` what is to be minded."""

    card: ModelCard
    verdict: Verdict
    reason: Message


def suggest(cards: Iterable[ModelCard], images: AskedImages) -> tuple[Suggestion, ...]:
    """The models whose headers' rules the series meets; those with fewer doubts, and named parts, first."""
    found = [
        Suggestion(card, verdict, _why(card, images))
        for card in cards
        if card.is_analyzer and (verdict := check(card, images)).is_allowed
    ]
    return tuple(sorted(found, key=lambda each: _rank(each, images)))


def _rank(suggestion: Suggestion, images: AskedImages) -> tuple[bool, int, str]:
    is_unnamed = not _named_part(suggestion.card, images)
    return (is_unnamed, len(suggestion.verdict.reasons), suggestion.card.model_id)


def _named_part(card: ModelCard, images: AskedImages) -> str:
    """The body part of the card that the headers name; "" where they name none."""
    parts = card.applicability.body_parts
    return next((part for part in parts if part in images.body_part), "")


def _why(card: ModelCard, images: AskedImages) -> Message:
    if part := _named_part(card, images):
        return message(
            "Suggestion",
            "{model} was made for {modality} of {part}, and this is one.",
            model=card.title,
            modality=images.series.modality,
            part=part,
        )
    return message(
        "Suggestion",
        "{model} was made for {modality}, and this is one; the headers do not name the body part.",
        model=card.title,
        modality=images.series.modality,
    )
