"""One training by several processes: who this one is, and what the first tells the others.

Started by `torchrun --nproc-per-node N -m medviewer train …`: the environment says who is who. Alone, every
function here does nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as processes
from torch import nn
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True, slots=True)
class Place:
    """Which process this is, of how many, and the device it computes on."""

    device: str = "cpu"
    rank: int = 0
    world: int = 1

    @property
    def is_first(self) -> bool:
        """Whether this process judges, reports and writes."""
        return self.rank == 0

    @property
    def kind(self) -> str:
        """The device without its number: cpu, cuda or mps."""
        return torch.device(self.device).type


@contextmanager
def joined_processes(device: str) -> Iterator[Place]:
    """This process's place; joins the others first where torchrun started several."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world == 1:
        yield Place(device)
        return
    rank, local = int(os.environ["RANK"]), int(os.environ.get("LOCAL_RANK", "0"))
    on_gpu = torch.device(device).type == "cuda"
    processes.init_process_group("nccl" if on_gpu else "gloo", rank=rank, world_size=world)
    try:
        yield Place(f"cuda:{local}" if on_gpu else device, rank, world)
    finally:
        processes.destroy_process_group()


def shared_model(model: nn.Module, place: Place) -> nn.Module:
    """The model whose gradients are averaged over all processes."""
    return DistributedDataParallel(model) if place.world > 1 else model


def told_by_first(values: list[float], place: Place) -> list[float]:
    """What the first process says, in every process; the length must agree."""
    if place.world == 1:
        return values
    told = torch.tensor(values, dtype=torch.float64, device=place.device)
    processes.broadcast(told, src=0)
    result: list[float] = told.tolist()
    return result


def mean_of_all(value: float, place: Place) -> float:
    if place.world == 1:
        return value
    total = torch.tensor(value, dtype=torch.float64, device=place.device)
    processes.all_reduce(total)
    return float(total) / place.world
