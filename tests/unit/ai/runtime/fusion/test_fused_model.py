"""A model on disk: the same answers after reading, nothing altered, nothing absurd."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.installed_systems import system_file
from medviewer.ai.runtime.fusion.fused_model import (
    INPUTS,
    LINEAR,
    FusedModel,
    FusionPlan,
    SubjectPlan,
    load_fused_model,
    write_fused_model,
)
from medviewer.ai.runtime.fusion.subjects import Subject
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from tests.unit.ai.runtime.fusion.made_inputs import ARRAYS, PARTS, cases
from tests.unit.ai.runtime.fusion.test_subjects import NAMES, linear, network

PLANS = (
    SubjectPlan("gated fusion", "gated", "network", NAMES, members=2, hidden=4),
    SubjectPlan("logistic", LINEAR, "baseline", NAMES),
)


def written(folder: Path) -> SystemCard:
    subjects: dict[str, Subject] = {"gated fusion": network("gated"), "logistic": linear()}
    plan = FusionPlan("intensive care", PARTS, PLANS, "chest_xray")
    names = write_fused_model(folder, FusedModel(plan, ARRAYS, subjects))
    files = tuple(system_file(folder, name) for name in names)
    return SystemCard("made", "1", "fusion", "Made", "", "", "", files, (), ())


def test_that_a_model_answers_alike_after_reading(tmp_path: Path) -> None:
    model = load_fused_model(written(tmp_path), tmp_path)

    given = model.encoded(cases())
    for name, subject in (("gated fusion", network("gated")), ("logistic", linear())):
        assert np.allclose(model.subjects[name].logits(given), subject.logits(given))


def test_that_altered_inputs_are_refused(tmp_path: Path) -> None:
    card = written(tmp_path)
    file = tmp_path / INPUTS
    file.write_text(file.read_text().replace("50.0", "51.0"))

    with pytest.raises(ModelUnusable):
        load_fused_model(card, tmp_path)


def test_that_a_plan_of_another_width_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    file = tmp_path / INPUTS
    file.write_text(file.read_text().replace('values = ["M", "F"]', 'values = ["M"]'))
    files = tuple(system_file(tmp_path, name) for name in (INPUTS, "fusion.safetensors"))
    card = SystemCard("made", "1", "fusion", "Made", "", "", "", files, (), ())

    with pytest.raises(ModelUnusable):
        load_fused_model(card, tmp_path)


def test_that_a_subject_of_parts_that_are_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="reads parts"):
        FusionPlan("x", PARTS, (SubjectPlan("x", LINEAR, "baseline", ("sound",)),))
