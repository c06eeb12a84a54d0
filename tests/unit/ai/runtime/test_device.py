"""Where a model computes, and what it is called."""

import pytest
import torch

from medviewer.ai.runtime.device import badge, pick_device
from medviewer.errors import AnalysisError


def test_that_cuda_comes_before_mps_before_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    with_both = pick_device()
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with_mps = pick_device()
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with_none = pick_device()

    assert [with_both.type, with_mps.type, with_none.type] == ["cuda", "mps", "cpu"]


def test_that_a_device_that_is_not_there_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    with pytest.raises(AnalysisError, match="cuda"):
        pick_device("cuda")


def test_that_a_badge_names_the_graphics_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "Example 4000")

    badges = [badge(torch.device(kind)) for kind in ("cuda", "mps", "cpu")]

    assert badges == ["CUDA · Example 4000", "MPS", "CPU"]
