"""A card is written so that reading it gives an equal one, whatever it states."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.ai.card_writer import card_text, write_card
from medviewer.ai.catalog import load_card, load_catalog, parse_card
from medviewer.domain.model_card import Applicability, Metric, ModelCard, TrainingSource
from medviewer.domain.model_trust import (
    Calibration,
    ConformalRule,
    ExplanationTest,
    FeatureGuard,
    GuardFigure,
    Interval,
    NetworkSpec,
    OperatingPoint,
)
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiFunction, VoiWindow

SOME = Interval(0.93, 0.9, 0.95)
FULL = ModelCard(
    model_id="full",
    version="2.0",
    title='Title "with" quotes, a \\ and\na second line',
    analyzer="anything",
    intended_use="Tests of 中文 and \x7f.",
    labels=("glioma", "meningioma"),
    weights_file="weights.safetensors",
    weights_sha256="ab" * 32,
    score_threshold=0.5,
    is_calibrated=True,
    applicability=Applicability(
        ("MR",), (), 1, 5.0, 1e-3, Unit.NONE, needs_volume=False, oldest_years=5.0
    ),
    sources=(TrainingSource("set", "CC BY 4.0", "somebody"),),
    metrics=(Metric("network", "AUC", 0.99, 0.98, 1.0, "val"),),
    limits=("one", "a second limit that is long enough for the list to be broken into lines" * 2),
    licence="Apache-2.0",
    display_window=VoiWindow(40.0, 400.0, VoiFunction.SIGMOID),
    network=NetworkSpec(
        "resnet",
        (128, 96),
        5,
        (("width", 16), ("dropout", 0.5), ("stages", (1, 2, 3)), ("se", True), ("norm", "batch")),
    ),
    calibration=Calibration("platt", (1.5, -0.25), Interval(0.01, 0.0, 0.02), "fit", "val"),
    operating_points=(OperatingPoint("balanced", "glioma", 0.4, SOME, SOME, SOME, 0.1, "val"),),
    conformal=ConformalRule(0.1, (0.3, 0.4), SOME, 1.1, "calibration"),
    feature_guard=FeatureGuard("guard.safetensors", "cd" * 32, 3.0, 5.5),
    guard_figures=(GuardFigure("inverted", 0.9, 0.1, 20, "val"),),
    explanation_tests=(ExplanationTest("class map", "deletion", 0.2, "≤ 0.3", True, "val"),),
)


def test_that_every_table_survives_writing_and_reading(tmp_path: Path) -> None:
    write_card(FULL, tmp_path / "card.toml")

    assert load_card(tmp_path / "card.toml") == FULL


def test_that_the_shipped_cards_survive_writing_and_reading() -> None:
    cards = load_catalog()

    assert tuple(parse_card(card_text(card)) for card in cards) == cards


def test_that_a_whole_number_among_options_stays_one() -> None:
    card = parse_card(card_text(FULL))

    assert card.network is not None
    assert [type(value) for _, value in card.network.options] == [int, float, tuple, bool, str]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (replace(FULL, weights_file="../weights.safetensors"), "plain name"),
        (replace(FULL, weights_file="/etc/passwd"), "plain name"),
        (replace(FULL, model_id="a/b"), "model_id"),
        (replace(FULL, network=NetworkSpec("resnet", (128, 96), 1000)), "members must be 1 to 32"),
        (replace(FULL, conformal=ConformalRule(0.1, (0.3,), SOME, 1, "")), "quantiles must be 2"),
        (
            replace(FULL, calibration=Calibration("beta", (1.0,), SOME, "", "")),
            "parameters must be 3 for beta",
        ),
        (replace(FULL, labels=("other",), conformal=None), "'glioma' is not among labels"),
    ],
)
def test_that_an_impossible_card_is_refused_with_the_reason(broken: ModelCard, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_card(card_text(broken))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None])
def test_that_a_figure_that_is_no_number_is_not_written(value: float) -> None:
    with pytest.raises(ValueError, match="nothing a card can hold"):
        card_text(replace(FULL, score_threshold=value))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("members = 5", 'members = "5"', "network.members must be a int, not '5'"),
        ("input_size = [128, 96]", "input_size = [128]", "network.input_size must have 2 values"),
        ("score_threshold = 0.5", "score_threshold = nan", "score_threshold must be a finite"),
        ("low = 0.9,", "", r"operating_points\[0\].sensitivity.low is missing"),
        ('function = "SIGMOID"', 'function = "STEP"', "display_window.function cannot be 'STEP'"),
        ("count = 20", "count = 20\nseen = 1", r"guard_figures\[0\].seen is not known"),
    ],
)
def test_that_what_is_wrong_is_named_with_its_place(old: str, new: str, words: str) -> None:
    text = card_text(FULL)
    assert old in text

    with pytest.raises(ValueError, match=words):
        parse_card(text.replace(old, new, 1))
