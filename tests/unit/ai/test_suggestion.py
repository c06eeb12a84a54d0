"""Which models are suggested for a series, in which order, and why."""

import dataclasses

from medviewer.ai.applicability import Level
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.ai.suggestion import suggest
from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import Patient, Series, Study
from tests.unit.ai.guard.guard_samples import ct_card, film_card, mr_card
from tests.unit.ai.test_applicability import make_series

CARDS = (
    dataclasses.replace(mr_card(), model_id="brain"),
    dataclasses.replace(ct_card(), model_id="chest"),
    dataclasses.replace(film_card(), model_id="film"),
)


def suggested(series: Series, cards: tuple[ModelCard, ...] = CARDS) -> list[str]:
    images = AskedImages(Study("1", Patient(), series=(series,)), series, series.display_sets[0])
    return [suggestion.card.model_id for suggestion in suggest(cards, images)]


def test_that_only_models_the_series_fits_are_suggested() -> None:
    assert suggested(make_series()) == ["chest"]
    assert suggested(dataclasses.replace(make_series(), modality="PT")) == []


def test_that_a_model_of_the_named_body_part_comes_first() -> None:
    anything = dataclasses.replace(
        ct_card(),
        model_id="anything",
        applicability=dataclasses.replace(ct_card().applicability, body_parts=()),
    )

    assert suggested(make_series(), (anything, *CARDS)) == ["chest", "anything"]


def test_that_the_reason_names_what_the_model_was_made_for() -> None:
    series = make_series()
    images = AskedImages(Study("1", Patient(), series=(series,)), series, series.display_sets[0])

    [suggestion] = suggest(CARDS, images)

    assert str(suggestion.reason) == "Sample was made for CT of CHEST, and this is one."
    assert suggestion.verdict.level is Level.YES


def test_that_an_unnamed_body_part_is_said() -> None:
    series = dataclasses.replace(make_series(), body_part_examined="")
    images = AskedImages(Study("1", Patient(), series=(series,)), series, series.display_sets[0])

    [suggestion] = suggest(CARDS, images)

    assert "do not name the body part" in str(suggestion.reason)
    assert suggestion.verdict.level is Level.WARN


def test_that_the_guards_own_model_is_never_suggested() -> None:
    servant = dataclasses.replace(ct_card(), analyzer="")

    assert suggested(make_series(), (servant,)) == []
