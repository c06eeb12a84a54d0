"""One patient's answer: its sum, what is missing, who answers, what is refused."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer import paths
from medviewer.ai.installed_systems import write_system_card
from medviewer.ai.runtime.fusion import fusion_desk
from medviewer.ai.runtime.fusion.fused_model import load_fused_model
from medviewer.ai.runtime.fusion.fusion_desk import answer_of, open_desk
from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.fused_answer import FusedAnswer, FusionRequest
from medviewer.errors import ModelUnusable, NotApplicable
from medviewer.progress import CancelToken, ignore_progress
from tests.unit.ai.runtime.fusion.test_fused_model import written

NOTES = ClinicalNotes("fever, now in ICU", values=(LabValue("CRP", 45.0, "mg/L"),))
PICTURE = np.array([1.0, 2.0, 3.0], np.float32)


def answered(
    folder: Path,
    request: FusionRequest,
    features: np.ndarray | None = PICTURE,
) -> FusedAnswer:
    card = replace(written(folder), default="gated fusion")
    return answer_of(card, load_fused_model(card, folder), request, features)


@pytest.mark.parametrize("subject", ["", "logistic"])
def test_that_shares_and_bias_sum_to_the_logit_of_the_score(tmp_path: Path, subject: str) -> None:
    answer = answered(tmp_path, FusionRequest("", "made", notes=NOTES, subject=subject))

    summed = answer.bias + sum(part.contribution for part in answer.parts)
    assert summed == pytest.approx(answer.logit, abs=1e-5)
    assert answer.score == pytest.approx(1 / (1 + np.exp(-answer.logit)), abs=1e-5)
    assert answer.low <= answer.score <= answer.high
    assert answer.subject == (subject or "gated fusion")


def test_that_without_a_part_its_score_is_the_answer_to_one_who_has_none(tmp_path: Path) -> None:
    with_all = answered(tmp_path, FusionRequest("", "made", notes=NOTES))
    no_picture = answered(tmp_path, FusionRequest("", "made", notes=NOTES), None)

    image = with_all.parts[0]
    assert image.score_without == pytest.approx(no_picture.score)
    assert not no_picture.parts[0].is_present
    assert no_picture.parts[0].contribution == 0.0
    assert no_picture.parts[0].score_without is None


def test_that_inputs_used_and_missing_are_named(tmp_path: Path) -> None:
    answer = answered(tmp_path, FusionRequest("", "made", notes=NOTES, sex="F"))

    values = answer.parts[1]
    assert values.used == ("CRP 45 mg/L", "Sex F")
    assert values.missing == ("Age",)
    assert any("itself: 1." in str(note) for note in answer.notes)  # ICU


def test_that_of_a_patient_of_whom_nothing_is_known_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotApplicable, match="Nothing is known"):
        answered(tmp_path, FusionRequest("", "made"), None)


def test_that_a_model_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelUnusable, match="medviewer evaluate nowhere"):
        open_desk("cpu")(FusionRequest("", "nowhere"), ignore_progress, CancelToken())


def test_that_a_picture_of_something_else_is_left_out_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    write_system_card(replace(written(folder), default="gated fusion"), folder)
    monkeypatch.setattr(paths, "imported_models", lambda: tmp_path)
    monkeypatch.setattr(fusion_desk, "PictureFeatures", None)  # asked, it would fail
    blank = np.full((200, 200), 128, np.uint8)

    answer = open_desk("cpu")(
        FusionRequest("", "made", blank, NOTES), ignore_progress, CancelToken()
    )

    assert not answer.parts[0].is_present
    assert answer.notes
