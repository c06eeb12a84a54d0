"""Prepares a model's networks for one back-end; their answers keep their form, class maps included.

channels_last   a pixel's channels side by side in memory, as CPU convolutions like them
bf16            convolutions in bfloat16 (autocast), where the CPU has instructions for it
onnxruntime     the heavy part of each network (its features) as an ONNX graph; heads and views stay in torch
"""

import copy
from enum import StrEnum
from pathlib import Path

import torch
from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.lesion_net import LesionNet
from medviewer.ai.networks.unet import Scales
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
    if any(isinstance(member, OnnxNetwork) for member in model.members):
        raise AnalysisError(
            message("Backends", "It is an ONNX graph already, which ONNX Runtime runs as it is.")
        )
    members = tuple(copy.deepcopy(member) for member in model.members)
    if backend is Backend.ONNXRUNTIME:
        for index, member in enumerate(members):
            _run_by_onnx(model, member, index, cache, threads)
    changed = model.with_members(members)
    changed.as_trained = model
    if backend is not Backend.ONNXRUNTIME:
        changed.has_channels_last = True
        changed.is_half = backend is Backend.BF16
        for member in members:
            member.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch forgot it
    return changed


def _run_by_onnx(
    model: ImageModel, member: nn.Module, index: int, cache: Path, threads: int
) -> None:
    """Put a graph in the place of the part that takes the time."""
    name = f"{model.card.weights_sha256[:16]}-{index}"
    shape = (model.spec.image_channels, *model.spec.input_size)
    if isinstance(member, ClassMapNetwork):
        graph = cached_graph(cache, name, _FeatureGrid(member), shape)
        member.feature_grid = _Graph(graph, threads).first  # type: ignore[method-assign]  # that is the trick
    elif isinstance(member, LesionNet):
        graph = cached_graph(cache, name, member.unet, shape)
        member.unet = _GraphScales(graph, threads)  # type: ignore[assignment]  # it answers alike
    else:
        raise AnalysisError(
            message(
                "Backends",
                "{network} is not run by ONNX Runtime here.",
                network=type(member).__name__,
            )
        )


class _FeatureGrid(nn.Module):
    """A classifier's features as a module of their own."""

    def __init__(self, network: ClassMapNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        return self.network.feature_grid(images)


class _Graph:
    """A graph with one input that is called with a tensor."""

    def __init__(self, data: bytes, threads: int) -> None:
        self._session = open_session(data, threads)
        self._input = self._session.get_inputs()[0].name

    def all(self, images: Tensor) -> list[Tensor]:
        given = images.detach().cpu().contiguous().numpy()
        return [torch.from_numpy(each) for each in self._session.run(None, {self._input: given})]

    def first(self, images: Tensor) -> Tensor:
        return self.all(images)[0]


class _GraphScales(nn.Module):
    """A U-Net's two outputs from a graph."""

    def __init__(self, data: bytes, threads: int) -> None:
        super().__init__()
        self._graph = _Graph(data, threads)

    def forward(self, images: Tensor) -> Scales:
        fine, deep = self._graph.all(images)
        return Scales(fine, deep)
