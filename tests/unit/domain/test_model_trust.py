"""What a card's explanation tests decide."""

import pytest

from medviewer.domain.model_trust import ExplanationTest, offered_methods


def a_test_of(method: str, gate: str, *, is_passed: bool) -> ExplanationTest:
    return ExplanationTest(method, "a test", 0.5, gate, is_passed, "phantoms")


@pytest.mark.parametrize(
    ("tests", "offered"),
    [
        ((), ()),
        ((a_test_of("class map", "≤ 1", is_passed=True),), ("class map",)),
        (
            (a_test_of("class map", "", is_passed=True),),
            (),
        ),  # reported only: nothing was shown of it
        (
            (
                a_test_of("occlusion", "≤ 1", is_passed=True),
                a_test_of("Grad-CAM", "≤ 1", is_passed=True),
                a_test_of("Grad-CAM", "≥ 2", is_passed=False),
                a_test_of("class map", "≤ 1", is_passed=True),
                a_test_of("class map", "", is_passed=False),
            ),
            ("occlusion", "class map"),
        ),
    ],
)
def test_that_a_method_with_a_failed_gate_is_not_offered(
    tests: tuple[ExplanationTest, ...], offered: tuple[str, ...]
) -> None:
    assert offered_methods(tests) == offered
