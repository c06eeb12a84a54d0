"""An imported classifier on slices: windows, the mean over slices, and findings in its author's words."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from medviewer.ai.analyzers.image_classifier import ImageClassifier, resized, windowed
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, SharedArray
from medviewer.domain.model_trust import NetworkSpec
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import ImageStack
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.unit.ai.runtime.two_layers import two_layer_card

SPEC = NetworkSpec("onnx", (4, 4))


class Brightness(nn.Module):
    """Says "bright" by ten times how far the mean grey lies above one half, and "dark" by the opposite."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        bright = 10 * (images.mean(dim=(1, 2, 3)) - 0.5)
        return torch.stack([bright, -bright], dim=1)


def analyze(array: np.ndarray, **changes: Any) -> AnalysisResult:
    card = replace(
        two_layer_card(SPEC),
        labels=("bright", "dark"),
        score_threshold=0.6,
        display_window=VoiWindow(50, 100),
    )
    model = ImageModel(card, (Brightness(),), torch.device("cpu"))
    request = AnalysisRequest(
        "1", "m", "1", "2", "d", SharedArray("", array.shape, ""), None, Unit.NONE,
        tuple(f"image {index}" for index in range(len(array))),
    )  # fmt: skip
    stack = ImageStack(array, (None,) * len(array), Unit.NONE)
    token = changes.pop("token", CancelToken())
    analyzer = ImageClassifier(card, model)
    return analyzer.analyze(replace(request, **changes), stack, ignore_progress, token)


def slices(*levels: int) -> np.ndarray:
    return np.stack([np.full((8, 8), level, np.int16) for level in levels])


def test_that_the_study_is_the_mean_of_its_slices_and_their_shares_sum_to_it() -> None:
    result = analyze(slices(100, 75, 50))

    # Greys 1, 0.75 and 0.5 give logits 5, 2.5 and 0 for "bright"; the mean is 2.5, for "dark" -2.5.
    assert result.slice_contributions == pytest.approx((5 / 3, 2.5 / 3, 0), abs=1e-5)
    assert result.scores["bright"] == pytest.approx(1 / (1 + np.exp(-5.0)), abs=1e-6)


def test_that_the_finding_lies_on_the_image_that_says_it_most() -> None:
    [finding] = analyze(slices(75, 100, 50)).findings

    assert finding.label == "bright"
    assert finding.image_index == 1
    assert finding.sop_instance_uids == ("image 1",)
    assert not finding.is_calibrated


def test_that_below_the_threshold_there_is_no_finding() -> None:
    assert analyze(slices(50)).findings == ()


def test_that_monochrome1_is_inverted() -> None:
    assert (
        analyze(slices(100), curves=(ToneCurve(VoiWindow(50, 100), is_inverted=True),))
        .findings[0]
        .label
        == "dark"
    )


def test_that_it_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        analyze(slices(1, 2), token=token)


def test_that_without_a_window_the_images_own_values_count() -> None:
    values = np.arange(101, dtype=np.int16).reshape(1, 101)

    shown = windowed(values, None)

    assert shown[0, [0, 1, 50, 99, 100]] == pytest.approx([0, 0, 0.5, 1, 1])


def test_that_a_flat_image_without_a_window_is_black() -> None:
    assert windowed(np.full((2, 2), 7), None).tolist() == [[0, 0], [0, 0]]


def test_that_shrinking_averages() -> None:
    checks = np.indices((8, 8)).sum(axis=0).astype(np.float32) % 2

    assert resized(checks, (2, 2)) == pytest.approx(np.full((2, 2), 0.5), abs=0.01)
