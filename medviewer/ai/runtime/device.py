"""Chooses where a model computes: CUDA, else Apple's MPS, else the CPU, and names it for a badge."""

import os

import torch

from medviewer.errors import AnalysisError
from medviewer.words import message

CHOICES = ("auto", "cuda", "mps", "cpu")


def pick_device(wanted: str = "auto") -> torch.device:
    """The best device there is, or the one asked for.

    Raises:
        AnalysisError: the device asked for is not on this machine.
    """
    if wanted == "auto":
        return torch.device(next(kind for kind in ("cuda", "mps", "cpu") if _is_there(kind)))
    if wanted not in CHOICES or not _is_there(wanted):
        raise AnalysisError(
            message(
                "Device",
                "This computer has no device “{device}” for AI. Choose “auto” or “cpu”.",
                device=wanted,
            )
        )
    return torch.device(wanted)


def badge(device: torch.device) -> str:
    """`CUDA · <name>`, `MPS` or `CPU`."""
    if device.type == "cuda":
        return f"CUDA · {torch.cuda.get_device_name(device)}"
    return device.type.upper()


def leave_a_core_for_the_viewer() -> None:
    """Compute with all cores but one; the one left draws, decodes and scrolls."""
    torch.set_num_threads(max(1, (os.cpu_count() or 1) - 1))


def compute_with(threads: int) -> None:
    """As many threads as a batch gives each of its workers."""
    torch.set_num_threads(max(1, threads))


def _is_there(kind: str) -> bool:
    if kind == "cuda":
        return torch.cuda.is_available()
    if kind == "mps":
        return torch.backends.mps.is_available()
    return kind == "cpu"
