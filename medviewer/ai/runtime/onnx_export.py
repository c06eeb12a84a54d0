"""Writes a network as an ONNX graph that holds its own weights, for any number of images at once."""

import logging
import warnings

import torch
from torch import nn

from medviewer.errors import AnalysisError
from medviewer.words import message

INPUT, OUTPUT = "images", "answer"


def to_onnx(network: nn.Module, shape: tuple[int, ...]) -> bytes:
    """The graph of `network.forward` for images of (channels, rows, columns) or curves (leads, samples).

    It is the CPU's, in evaluation mode.

    Raises:
        AnalysisError: the packages that export are not installed, or the network cannot be written so.
    """
    example = torch.zeros(2, *shape)  # two: of one, the exporter takes the batch for a constant
    images = torch.export.Dim("n", min=1, max=4096)
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                network.cpu().eval(),
                (example,),
                dynamo=True,
                input_names=[INPUT],
                output_names=[OUTPUT],
                dynamic_shapes=({0: images},),
                verbose=False,
            )
    except (ImportError, RuntimeError, TypeError, ValueError) as error:
        raise AnalysisError(
            message(
                "ONNX export",
                "The network could not be written for ONNX Runtime ({cause}). The other ways to run it "
                "remain.",
                cause=str(error).splitlines()[0],
            )
        ) from error
    if program is None:
        raise TypeError("torch.onnx.export gave no program")  # it does not, with dynamo
    data: bytes = program.model_proto.SerializeToString()
    return data
