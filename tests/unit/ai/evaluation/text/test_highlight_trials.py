"""A card says how many of a coder's highlights stand, measured on its own texts."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.evaluation.text.highlight_trials import try_highlights
from medviewer.ai.installed_systems import load_system_card
from medviewer.ai.runtime.text.text_model import TextModel
from tests.phantoms.clinical_texts import made_cases
from tests.phantoms.coded_sets import trained_coder


def test_that_words_that_stand_for_made_codes_weigh_more_than_others(tmp_path: Path) -> None:
    folder = trained_coder(tmp_path)
    model = TextModel.load(load_system_card(folder), folder)

    found = try_highlights(model, made_cases(12, ("en",), seed=5), np.arange(12))

    assert found["highlights_standing"].value > 0.5
    assert found["highlight_drop"].value > found["random_drop"].value


def test_that_the_same_seed_tries_the_same_words(tmp_path: Path) -> None:
    folder = trained_coder(tmp_path)
    model = TextModel.load(load_system_card(folder), folder)
    cases, groups = made_cases(6, ("en",), seed=5), np.arange(6)

    assert try_highlights(model, cases, groups) == pytest.approx(
        try_highlights(model, cases, groups)
    )
