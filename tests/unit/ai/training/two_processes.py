"""Two processes as torchrun would start them, for tests of trainings that share their batches."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import torch.multiprocessing as processes
from torch import Tensor

from medviewer.ai.training.distributed import Place, joined_processes

Weights = dict[str, Tensor]
Training = Callable[[Place], Weights]  # at the top of a module, so that another process finds it


def weights_of_two(training: Training, folder: Path) -> tuple[Weights, Weights]:
    """What each of two processes ends with."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    processes.spawn(_train_as, (training, port, str(folder)), nprocs=2)  # type: ignore[attr-defined, no-untyped-call]  # torch
    first, second = (torch.load(folder / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    return first, second


def _train_as(rank: int, training: Training, port: int, folder: str) -> None:
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
            found = training(place)
    torch.save(found, Path(folder) / f"{rank}.pt")
