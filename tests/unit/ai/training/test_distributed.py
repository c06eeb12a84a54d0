"""Two processes train as one does."""

import socket
from pathlib import Path

import pytest
import torch
import torch.multiprocessing as processes
from torch import Tensor, nn

from medviewer.ai.training.distributed import joined_processes
from medviewer.ai.training.division import Division
from medviewer.ai.training.trainer import Trainer
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

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


def train_as(rank: int, port: int, folder: str) -> None:
    """What torchrun would start: one process of two."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in (
            ("RANK", rank),
            ("LOCAL_RANK", rank),
            ("WORLD_SIZE", 2),
            ("MASTER_ADDR", "127.0.0.1"),
            ("MASTER_PORT", port),
        ):
            environment.setenv(name, str(value))
        torch.set_num_threads(1)
        with joined_processes("cpu") as place:
            found = Trainer(small_task(), PARTS, Plain(), place).run()
    torch.save(found.weights, Path(folder) / f"{rank}.pt")


@pytest.mark.slow
def test_that_two_processes_end_with_the_weights_of_one(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    processes.spawn(train_as, (port, str(tmp_path)), nprocs=2)  # type: ignore[attr-defined, no-untyped-call]  # torch

    alone = Trainer(small_task(), PARTS, Plain()).run().weights
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    for name, value in alone.items():
        assert torch.equal(first[name], second[name])
        assert torch.allclose(first[name], value, atol=1e-5)


def test_that_a_process_alone_joins_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)

    with joined_processes("cpu") as place:
        assert (place.rank, place.world, place.is_first) == (0, 1, True)
