"""What was found of explanations, in a card: written, kept, compared."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import load_card
from medviewer.ai.evaluation.explanation_release import differences, write_explanations
from medviewer.domain.model_trust import ExplanationTest
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_spec

CLASS_MAP = ExplanationTest("class map", "pointing game", 0.5, "≥ 0.2", True, "spots")
OCCLUSION = ExplanationTest("occlusion", "pointing game", 0.1, "≥ 0.2", False, "spots")


def test_that_only_the_methods_examined_are_replaced(tmp_path: Path) -> None:
    write_card(two_layer_card(two_layer_spec()), tmp_path / "card.toml")
    write_explanations(tmp_path, (CLASS_MAP, OCCLUSION))
    better = replace(CLASS_MAP, value=0.75)

    write_explanations(tmp_path, (better,))

    assert load_card(tmp_path / "card.toml").explanation_tests == (OCCLUSION, better)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (CLASS_MAP, []),
        (replace(CLASS_MAP, value=0.515), []),
        (
            replace(CLASS_MAP, value=0.53),
            ["class map, pointing game: the card says 0.5000, found 0.5300"],
        ),
        (
            replace(CLASS_MAP, is_passed=False),
            ["class map, pointing game: the card says 0.5000, found 0.5000"],
        ),
        (
            replace(CLASS_MAP, name="other"),
            ["class map, pointing game: the card says 0.5000, found nothing"],
        ),
    ],
)
def test_that_what_was_not_found_again_is_named(found: ExplanationTest, words: list[str]) -> None:
    assert list(differences((CLASS_MAP, OCCLUSION), (found,))) == words
