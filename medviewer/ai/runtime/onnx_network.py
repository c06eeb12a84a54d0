"""A network that is an ONNX graph, run by ONNX Runtime on the CPU, behind the face of a torch module.

    images 0..1 ──► (x - mean) / std ──► graph ──► (n, K) logits

It has no class map: a graph of others says what it computes, not why.
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from medviewer.errors import ModelUnusable
from medviewer.words import message

PROVIDERS = ["CPUExecutionProvider"]
KNOWN_DOMAINS = {"", "ai.onnx", "ai.onnx.ml"}  # operations of others would be programs
FLOAT = "tensor(float)"
LONGEST_CAUSE = 300  # characters
QUIET = 3  # of ONNX Runtime's log levels: errors only
ONNX = "onnx"  # the network's name in a card


class OnnxNetwork(nn.Module):
    """One graph with one image input (n, channels, rows, columns) and one output (n, K)."""

    def __init__(
        self, data: bytes, options: Mapping[str, object], threads: int = 0, axes: int = 4
    ) -> None:
        """Read the graph.

        Args:
            data: the file's content; it must hold its weights itself.
            options: "mean" and "std" the images are brought to, 0 and 1 without.
            threads: 0 leaves it to ONNX Runtime.
            axes: of its input; 3 where it reads curves (n, leads, samples).

        Raises:
            ModelUnusable: it is no such graph.
        """
        super().__init__()
        self._mean = float(str(options.get("mean", 0.0)))
        self._std = float(str(options.get("std", 1.0)))
        self._session = open_session(data, threads)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        if len(inputs) != 1 or len(outputs) != 1 or inputs[0].type != FLOAT:
            raise _unusable("it must have one input of float32 images and one output")
        if len(inputs[0].shape) != axes:
            wanted = "(images, channels, rows, columns)" if axes == 4 else "(n, leads, samples)"
            raise _unusable(f"its input is {inputs[0].shape}, not {wanted}")
        self._input = inputs[0].name
        self.channels = inputs[0].shape[1]

    def forward(self, images: Tensor) -> Tensor:
        given = ((images - self._mean) / self._std).cpu().numpy()
        try:
            [answer] = self._session.run(None, {self._input: given})
        except Exception as error:  # of another size than the card says, or not to be computed
            raise _unusable(_in_words(error)) from error
        if answer.ndim != 2:
            raise _unusable(f"it answers {answer.shape}, not (images, labels)")
        return torch.from_numpy(answer)


def open_session(data: bytes, threads: int = 0) -> Any:  # ONNX Runtime carries no types
    """A graph ready to run.

    Raises:
        ModelUnusable: it is broken, or needs operations nobody here knows.
    """
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.inter_op_num_threads = 1
    settings.log_severity_level = QUIET
    try:
        return onnxruntime.InferenceSession(data, settings, providers=PROVIDERS)
    except Exception as error:
        raise _unusable(_in_words(error)) from error


def check_graph(data: bytes) -> None:
    """Refuse what reaches outside the file or names operations that are not ONNX's own.

    Raises:
        ModelUnusable: it does.
    """
    import onnx

    try:
        model = onnx.load_model_from_string(data)
    except Exception as error:
        raise _unusable("it is no ONNX file") from error
    foreign = {each.domain for each in model.opset_import} - KNOWN_DOMAINS
    if foreign or model.functions:
        raise _unusable(
            f"it brings operations of its own ({', '.join(sorted(foreign)) or 'functions'})"
        )
    if any(tensor.external_data for tensor in _tensors(model.graph)):
        raise _unusable("its weights lie in other files; save it as one file")


def _tensors(graph: Any) -> list[Any]:  # onnx.GraphProto
    """Every tensor of a graph and of the graphs inside it."""
    found = list(graph.initializer) + [sparse.values for sparse in graph.sparse_initializer]
    for node in graph.node:
        for attribute in node.attribute:
            found += [attribute.t, *attribute.tensors]
            for inner in (attribute.g, *attribute.graphs):
                found += _tensors(inner)
    return found


def _in_words(error: Exception) -> str:
    """What ONNX Runtime says, over several lines, in one."""
    return " ".join(str(error).split())[:LONGEST_CAUSE] or type(error).__name__


def _unusable(why: str) -> ModelUnusable:
    return ModelUnusable(message("Import", "The ONNX network cannot be used: {why}.", why=why))
