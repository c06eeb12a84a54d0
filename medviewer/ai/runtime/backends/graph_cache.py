"""ONNX graphs of networks, written once: a graph's file is named by its weights' hash and its exporter."""

import hashlib
import os
from pathlib import Path

import torch
from torch import nn

from medviewer.ai.runtime.onnx_export import to_onnx


def cached_graph(cache: Path, name: str, network: nn.Module, shape: tuple[int, int, int]) -> bytes:
    """The graph of `network`; written to `cache` where it is not there, or not whole.

    The first line of a file is the hash of the rest: a half-written or altered one is made again.

    Raises:
        AnalysisError: it cannot be exported.
    """
    file = cache / f"{name}-{torch.__version__.replace('+', '_')}.graph"
    kept = _read(file)
    if kept is not None:
        return kept
    graph = to_onnx(network, shape)
    cache.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(f".{os.getpid()}")
    new.write_bytes(_digest(graph) + b"\n" + graph)
    new.replace(file)
    return graph


def _read(file: Path) -> bytes | None:
    try:
        digest, _, graph = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return graph if digest == _digest(graph) else None


def _digest(graph: bytes) -> bytes:
    return hashlib.sha256(graph).hexdigest().encode()
