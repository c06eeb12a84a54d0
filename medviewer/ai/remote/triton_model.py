"""A model as NVIDIA Triton's Python backend runs it: `model.py` in the repository imports this class.

Imported by Triton's own process; MedViewer itself never imports it. `pb_utils` is the module
`triton_python_backend_utils`, which exists nowhere else.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from medviewer.ai.remote.serving import ServedModel
from medviewer.ai.remote.tensors import (
    ANSWER,
    CONTRIBUTIONS,
    KSERVE_NAMES,
    PIXELS,
    PROBABILITIES,
    QUESTION,
)
from medviewer.domain.volume import PixelArray

INPUTS = (QUESTION, *(f"{PIXELS}{kind}" for kind in KSERVE_NAMES))


class TritonPythonModel:
    """Triton calls `initialize` once, then `execute` for each batch of requests; ours are of one each."""

    def initialize(self, args: Mapping[str, str]) -> None:
        """Load the weights and run them once."""
        config = json.loads(args["model_config"])
        parameters = config.get("parameters", {})
        device = parameters.get("device", {}).get("string_value", "auto")
        self._served = ServedModel(str(config["name"]), device)
        self._served.load()

    def execute(self, requests: list[Any]) -> list[Any]:
        """Answers in the order of the questions."""
        import triton_python_backend_utils as pb_utils

        responses = []
        for request in requests:
            found = ((n, pb_utils.get_input_tensor_by_name(request, n)) for n in INPUTS)
            question = {name: tensor.as_numpy() for name, tensor in found if tensor is not None}
            answer = self._served.answer(question)
            outputs = [pb_utils.Tensor(name, _sent(answer[name])) for name in OUTPUTS]
            responses.append(pb_utils.InferenceResponse(output_tensors=outputs))
        return responses


OUTPUTS = (ANSWER, CONTRIBUTIONS, PROBABILITIES)


def _sent(array: PixelArray) -> PixelArray:
    """Bytes as Triton wants them: contiguous, text as objects."""
    return array if array.dtype == np.object_ else np.ascontiguousarray(array)
