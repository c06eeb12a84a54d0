"""Two processes train as one does."""

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from medviewer.ai.training.distributed import Place, joined_processes
from medviewer.ai.training.division import Division
from medviewer.ai.training.trainer import Trainer
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task
from tests.unit.ai.training.two_processes import Weights, weights_of_two

PARTS = Division(discs(32, 1), discs(16, 2), discs(8, 3))


class Plain(nn.Module):
    """Neither dropout nor batch statistics, so that sharing a batch changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.layers = nn.Sequential(nn.Conv2d(1, 4, 5), nn.ReLU(), nn.Conv2d(4, 1, 1))

    def forward(self, images: Tensor) -> Tensor:
        logits: Tensor = self.layers(images).mean(dim=(2, 3))
        return logits


def trained(place: Place) -> Weights:
    return Trainer(small_task(), PARTS, Plain(), place).run().weights


@pytest.mark.slow
def test_that_two_processes_end_with_the_weights_of_one(tmp_path: Path) -> None:
    first, second = weights_of_two(trained, tmp_path)

    alone = trained(Place())
    for name, value in alone.items():
        assert torch.equal(first[name], second[name])
        assert torch.allclose(first[name], value, atol=1e-5)


def test_that_a_process_alone_joins_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)

    with joined_processes("cpu") as place:
        assert (place.rank, place.world, place.is_first) == (0, 1, True)
