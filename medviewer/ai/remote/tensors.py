"""Arrays by name, as KServe v2 carries them: the kinds of pixels there are, and what is too much."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.remote.strict_json import Malformed
from medviewer.domain.volume import PixelArray

Tensors = Mapping[str, PixelArray]

QUESTION, ANSWER = "question", "answer"
PIXELS = "pixels_"  # and a kind: one input for each kind of pixel: a KServe input has one datatype
PACKED_PIXELS = "deflated_pixels"  # RFC 1950, for servers that take no binary tensors
PIXEL_KIND, PIXEL_SHAPE = "pixel_kind", "pixel_shape"  # of packed ones
PACKED = (PACKED_PIXELS, PIXEL_KIND, PIXEL_SHAPE)
CONTRIBUTIONS, PROBABILITIES = "contributions", "probabilities"
KSERVE_NAMES = {
    "uint8": "UINT8",
    "uint16": "UINT16",
    "uint32": "UINT32",
    "int8": "INT8",
    "int16": "INT16",
    "int32": "INT32",
    "float32": "FP32",
    "float64": "FP64",
}
MOST_PIXELS = 1 << 30  # of one question: 4,096 slices of 512 x 512
MOST_BYTES = 4 << 30
MOST_TEXT = 32 << 20  # bytes of a question or an answer in words
DIMENSIONS = 3  # slice, row, column


def as_text_tensor(text: str) -> NDArray[np.object_]:
    """One BYTES element."""
    return np.array([text.encode()], np.object_)


def text_of(tensors: Tensors, name: str) -> bytes:
    """The one element of a BYTES tensor."""
    array = tensors.get(name)
    if array is None or array.size != 1:
        raise Malformed(name)
    value = array.ravel()[0]
    data = value.encode() if isinstance(value, str) else value
    if not isinstance(data, bytes) or len(data) > MOST_TEXT:
        raise Malformed(name)
    return data


def floats_of(tensors: Tensors, name: str) -> NDArray[np.float32]:
    """A flat tensor of finite numbers; empty where there is none."""
    array = tensors.get(name)
    if array is None:
        return np.zeros(0, np.float32)
    if array.ndim > 1 or array.dtype.kind not in "iuf":
        raise Malformed(name)
    found = array.astype(np.float32).ravel()
    if not np.isfinite(found).all():
        raise Malformed(name)
    return found


def bytes_of(tensors: Tensors, name: str) -> bytes:
    """A flat UINT8 tensor; empty where there is none."""
    array = tensors.get(name)
    if array is None or not array.size:
        return b""
    if array.ndim != 1 or array.dtype != np.uint8:
        raise Malformed(name)
    return array.tobytes()


def kind_of(array: PixelArray) -> str:
    """The name in `KSERVE_NAMES` of an array's numbers, whatever their byte order."""
    name = array.dtype.newbyteorder("=").name
    if name not in KSERVE_NAMES:
        raise Malformed(name)
    return name
