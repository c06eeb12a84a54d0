"""The guard before a model: what is refused is not run unless the reader insists, doubts are told."""

import dataclasses

import numpy as np
import pytest
import torch

from medviewer.ai.guard.glance import Glance
from medviewer.ai.guard.seen_kind import SeenKind
from medviewer.ai.runtime import guard as guard_module
from medviewer.ai.runtime.guard import Guard
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    ModelCard,
    SharedArray,
)
from medviewer.domain.unit import Unit
from medviewer.domain.volume import Volume
from medviewer.words import message
from tests.unit.ai.guard.guard_samples import mr_card

SHAPE = (3, 64, 64)
GEOMETRY = VolumeGeometry(ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 3.0, 3.0), (0, 0, 3.0), SHAPE)


class Kinds:
    """An `ImageKinds` that always sees the same."""

    def __init__(self, **seen: float) -> None:
        self._seen = seen

    def judge(self, glance: Glance) -> SeenKind:
        return SeenKind(self._seen)


def head() -> Volume:
    rows, columns = np.mgrid[:64, :64] - 31.5
    disc = np.hypot(rows, columns) < 25
    return Volume(np.repeat(disc[None] * 100.0, 3, axis=0), GEOMETRY, Unit.NONE)


def request(override: str = "") -> AnalysisRequest:
    return AnalysisRequest(
        "1", "sample", "1", "2", "d", SharedArray("", (), ""), GEOMETRY, Unit.NONE, (),
        override=override,
    )  # fmt: skip


class Runs:
    """A model that counts how often it ran."""

    def __init__(self, card: ModelCard) -> None:
        self.count = 0
        self._card = card

    def __call__(self) -> AnalysisResult:
        self.count += 1
        own = message("Test", "its own doubt")
        return AnalysisResult(request(), self._card, AnalysisStatus.DONE, "CPU", warnings=(own,))


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> Guard:
    monkeypatch.setattr(guard_module, "load_image_kinds", lambda device: Kinds(brain_mr=1.0))
    return Guard(torch.device("cpu"))


def test_that_a_fitting_image_reaches_the_model(guard: Guard) -> None:
    model = Runs(mr_card())

    result = guard.answer(mr_card(), request(), head(), model)

    assert model.count == 1
    assert [str(warning) for warning in result.warnings] == ["its own doubt"]


def test_that_a_blank_image_is_refused_and_the_model_is_not_run(guard: Guard) -> None:
    model, blank = Runs(mr_card()), dataclasses.replace(head(), array=np.zeros(SHAPE))

    result = guard.answer(mr_card(), request(), blank, model)

    assert model.count == 0
    assert result.status is AnalysisStatus.REFUSED
    assert "blank" in str(result.reason)
    assert result.is_overridable


def test_that_an_override_runs_the_model_and_keeps_the_reason_as_a_warning(guard: Guard) -> None:
    model, blank = Runs(mr_card()), dataclasses.replace(head(), array=np.zeros(SHAPE))

    result = guard.answer(mr_card(), request("a phantom"), blank, model)

    assert model.count == 1
    assert result.status is AnalysisStatus.DONE
    assert "blank" in str(result.warnings[0])


def test_that_another_kind_of_image_is_refused(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "load_image_kinds", lambda device: Kinds(breast_mr=0.99))

    result = guard.answer(mr_card(), request(), head(), Runs(mr_card()))

    assert "hardly look like a brain MR" in str(result.reason)


def test_that_without_image_kind_the_pixel_checks_go_on(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "load_image_kinds", lambda device: None)

    assert guard.answer(mr_card(), request(), head(), Runs(mr_card())).status is AnalysisStatus.DONE


def test_that_a_field_too_small_for_a_head_is_refused(guard: Guard) -> None:
    plane = dataclasses.replace(GEOMETRY.plane, row_spacing_mm=0.9, column_spacing_mm=0.9)
    joint = dataclasses.replace(head(), geometry=dataclasses.replace(GEOMETRY, plane=plane))

    result = guard.answer(mr_card(), request(), joint, Runs(mr_card()))

    assert "show only 58 mm of the patient" in str(result.reason)
