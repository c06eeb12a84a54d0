"""A model as mlserver's custom runtime: `implementation` in the settings that `repository` writes.

Imported by mlserver's own process, in an environment of its own; MedViewer itself never imports it.
"""

import asyncio
from typing import Any

import numpy as np
from mlserver import MLModel
from mlserver.types import (
    InferenceRequest,
    InferenceResponse,
    MetadataTensor,
    RequestInput,
    ResponseOutput,
)

from medviewer.ai.remote.serving import ServedModel
from medviewer.ai.remote.tensors import (
    ANSWER,
    CONTRIBUTIONS,
    KSERVE_NAMES,
    PACKED,
    PROBABILITIES,
    QUESTION,
)
from medviewer.domain.volume import PixelArray

DTYPES = {kserve: dtype for dtype, kserve in KSERVE_NAMES.items()}
TENSORS = (QUESTION, *PACKED)  # all that is read of a request; whatever else it holds is ignored
MOST_ELEMENTS = 16  # of each: pixels come packed


class MedViewerModel(MLModel):  # type: ignore[misc] # mlserver is not installed where types are checked
    """Answers in a thread, so that the server can say meanwhile that it lives."""

    async def load(self) -> bool:
        """Load the weights and run them once."""
        extra = self.settings.parameters.extra or {}
        self.inputs = [MetadataTensor(name=QUESTION, datatype="BYTES", shape=[1])]
        self.outputs = [MetadataTensor(name=ANSWER, datatype="BYTES", shape=[1])]
        self._served = ServedModel(self.name, str(extra.get("device", "auto")))
        await asyncio.to_thread(self._served.load)
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        """One question, one answer."""
        question = {each.name: _array(each) for each in payload.inputs if each.name in TENSORS}
        answer = await asyncio.to_thread(self._served.answer, question)
        outputs = [_output(name, answer[name]) for name in (ANSWER, CONTRIBUTIONS, PROBABILITIES)]
        return InferenceResponse(
            id=payload.id, model_name=self.name, model_version=self.version, outputs=outputs
        )


def _array(tensor: RequestInput) -> PixelArray:
    """Values as they came; whether they make sense is judged where they are read."""
    data: Any = tensor.data.root
    values = list(data) if isinstance(data, list) else [data]
    if len(values) > MOST_ELEMENTS:
        return np.zeros(0)
    dtype = DTYPES.get(str(getattr(tensor.datatype, "value", tensor.datatype)), "object")
    try:
        return np.array(values, dtype)
    except (ValueError, TypeError, OverflowError):
        return np.zeros(0)


def _output(name: str, array: PixelArray) -> ResponseOutput:
    if array.dtype == np.object_:
        words = [value.decode() for value in array.tolist()]
        return ResponseOutput(name=name, shape=list(array.shape), datatype="BYTES", data=words)
    kind = KSERVE_NAMES[array.dtype.name]
    return ResponseOutput(name=name, shape=list(array.shape), datatype=kind, data=array.tolist())
