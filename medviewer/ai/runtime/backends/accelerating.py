"""Prepares a model's networks for one back-end; their answers keep their form, class maps included.

channels_last   a pixel's channels side by side in memory, as CPU convolutions like it; batch norms folded
bf16            the same with convolutions in bfloat16 (autocast), where the CPU has instructions for it
onnxruntime     each network's one look at an image as an ONNX graph; only views and means stay in torch
"""

import copy
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import torch
from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork, Look
from medviewer.ai.networks.lesion_net import LesionLook, LesionNet
from medviewer.ai.runtime.backends.folding import fold_normalisation
from medviewer.ai.runtime.backends.graph_cache import cached_graph
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.onnx_network import OnnxNetwork, open_session
from medviewer.errors import AnalysisError
from medviewer.words import message


class Backend(StrEnum):
    """How networks are run."""

    TORCH = "torch"
    CHANNELS_LAST = "channels_last"
    BF16 = "bf16"
    ONNXRUNTIME = "onnxruntime"


def accelerated(model: ImageModel, backend: Backend, cache: Path, threads: int) -> ImageModel:
    """A copy of `model` that runs so; graphs are kept in `cache`.

    Raises:
        AnalysisError: the networks cannot be run so, and why.
    """
    if backend is Backend.TORCH:
        return model
    if is_graph(model):
        raise AnalysisError(
            message("Backends", "It is an ONNX graph already, which ONNX Runtime runs as it is.")
        )
    if backend is Backend.ONNXRUNTIME:
        changed = model.with_members(
            tuple(
                _by_onnx(model, member, index, cache, threads)
                for index, member in enumerate(model.members)
            )
        )
    else:
        changed = model.with_members(tuple(_rearranged(member) for member in model.members))
        changed.has_channels_last = True
        changed.is_half = backend is Backend.BF16
    changed.as_trained = model
    return changed


def is_graph(model: ImageModel) -> bool:
    """Whether its networks are ONNX graphs of others."""
    return any(isinstance(member, OnnxNetwork) for member in model.members)


def _rearranged(member: nn.Module) -> nn.Module:
    """A copy as CPU convolutions like it."""
    copied = copy.deepcopy(member)
    fold_normalisation(copied)
    return copied.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]  # torch forgot it


def _by_onnx(
    model: ImageModel, member: nn.Module, index: int, cache: Path, threads: int
) -> nn.Module:
    """A second face of `member`, its weights shared, that looks at images through a graph."""
    if not isinstance(member, ClassMapNetwork | LesionNet):
        raise AnalysisError(
            message(
                "Backends",
                "{network} is not run by ONNX Runtime here.",
                network=type(member).__name__,
            )
        )
    name = f"{model.card.weights_sha256[:16]}-{index}-look"
    graph = cached_graph(
        cache, name, _OneLook(member), (model.spec.image_channels, *model.spec.input_size)
    )
    seen = copy.copy(member)
    answer = Look if isinstance(member, ClassMapNetwork) else LesionLook
    seen.looked_at = _Graph(graph, threads, answer)  # type: ignore[method-assign,assignment]  # that is the trick
    return seen


class _OneLook(nn.Module):
    """A network's look at images as a module of its own."""

    def __init__(self, network: ClassMapNetwork | LesionNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.network.looked_at(images))


class _Graph:
    """A graph with one input that is called with a tensor and answers as the network does."""

    def __init__(self, data: bytes, threads: int, answer: Callable[..., Look | LesionLook]) -> None:
        self._session = open_session(data, threads)
        self._input = self._session.get_inputs()[0].name
        self._answer = answer

    def __call__(self, images: Tensor) -> Look | LesionLook:
        given = images.detach().cpu().contiguous().numpy()
        found = self._session.run(None, {self._input: given})
        return self._answer(*(torch.from_numpy(each) for each in found))
