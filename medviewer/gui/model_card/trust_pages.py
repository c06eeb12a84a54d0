"""How far a model's numbers, refusals and maps can be believed."""

from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import CALIBRATION_GATE, Calibration, ExplanationTest
from medviewer.gui.model_card.page_html import (
    NONE_STATED,
    Section,
    interval,
    page,
    paragraph,
    table,
)
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

DATA = message("ModelCard", "Measured on")
PASSED, FAILED = message("ModelCard", "passed"), message("ModelCard", "failed")
REPORTED = message("ModelCard", "reported only")


def calibration_html(card: ModelCard, words: Translator) -> str:
    sections: list[Section] = [
        (message("ModelCard", "Calibration"), "".join(calibration_lines(card, words)))
    ]
    if card.conformal is not None:
        sections.append((message("ModelCard", "Prediction sets"), conformal_html(card, words)))
    return page(sections, words)


def calibration_lines(card: ModelCard, words: Translator) -> list[str]:
    calibration = card.calibration
    if calibration is None:
        plain = PROBABILITIES if card.is_calibrated else scores_only(card)
        return [paragraph(words(plain))]
    lines = (verdict(calibration, card.is_calibrated), how_measured(calibration))
    return [paragraph(words(line)) for line in lines]


def scores_only(card: ModelCard) -> Message:
    return message(
        "ModelCard",
        "Not calibrated on whole scans: confidences are scores, not probabilities. "
        "Findings are reported from a score of {threshold}.",
        threshold=f"{card.score_threshold:.2f}",
    )


def verdict(calibration: Calibration, is_shown: bool) -> Message:
    """Whether a reader sees percentages, and why; `is_shown` as the card says."""
    ece = interval(calibration.ece)
    if calibration.is_trustworthy and not is_shown:
        return message(
            "ModelCard",
            "Probabilities came true where they were measured (expected calibration error {ece}), but what "
            "is reported is more than that: confidences are scores, never shown in %.",
            ece=ece,
        )
    if is_shown:
        return message(
            "ModelCard",
            "Confidences are probabilities, shown in %: expected calibration error {ece}, at most "
            "{gate} is asked for.",
            ece=ece,
            gate=CALIBRATION_GATE,
        )
    return message(
        "ModelCard",
        "Confidences are scores, never shown in %: expected calibration error {ece}, more than {gate}.",
        ece=ece,
        gate=CALIBRATION_GATE,
    )


def how_measured(calibration: Calibration) -> Message:
    return message(
        "ModelCard",
        "Method: {method}, fitted on {fitted}; measured on {measured}",
        method=calibration.method,
        fitted=calibration.fitted_on,
        measured=calibration.measured_on,
    )


def conformal_html(card: ModelCard, words: Translator) -> str:
    rule = card.conformal
    if rule is None:
        return ""
    return paragraph(
        words(
            message(
                "ModelCard",
                "“Cannot exclude …” names every label that stays possible at {alpha} error: the truth was "
                "among them in {coverage} of cases, with {size} labels named on average. Measured on {data}",
                alpha=f"{rule.alpha:.0%}",
                coverage=interval(rule.coverage),
                size=f"{rule.mean_set_size:.2f}",
                data=rule.data,
            )
        )
    )


def explanations_html(card: ModelCard, words: Translator) -> str:
    headings = tuple(
        words(each)
        for each in (
            message("ModelCard", "Method"),
            message("ModelCard", "Test"),
            message("ModelCard", "Value"),
            message("ModelCard", "Gate"),
            message("ModelCard", "Outcome"),
            DATA,
        )
    )
    rows = [test_row(test, words) for test in card.explanation_tests]
    body = table(headings, rows) if rows else paragraph(words(NONE_STATED))
    note = message("ModelCard", "A method with a failed test is not offered on the image.")
    sections: list[Section] = [
        (message("ModelCard", "Tests of the explanations"), paragraph(words(note)) + body)
    ]
    return page(sections, words)


def test_row(test: ExplanationTest, words: Translator) -> tuple[str, ...]:
    outcome = REPORTED if not test.gate else PASSED if test.is_passed else FAILED
    return (
        test.method,
        test.name,
        f"{test.value:.3g}",
        test.gate or "–",
        words(outcome),
        test.data,
    )


def guard_html(card: ModelCard, words: Translator) -> str:
    headings = tuple(
        words(each)
        for each in (
            message("ModelCard", "Input"),
            message("ModelCard", "Refused"),
            message("ModelCard", "Warned"),
            message("ModelCard", "Images"),
            DATA,
        )
    )
    rows = [
        (f.input_kind, f"{f.refused:.0%}", f"{f.warned:.0%}", str(f.count), f.data)
        for f in card.guard_figures
    ]
    body = table(headings, rows) if rows else paragraph(words(NONE_STATED))
    sections: list[Section] = [
        (message("ModelCard", "What the guard did with images it must not fall for"), body)
    ]
    return page(sections, words)


PROBABILITIES = message("ModelCard", "Calibrated on held-back data: confidences are probabilities.")
