"""Tensors as a KServe v2 request carries them, and as its answer brings them back.

Where a server has the protocol's binary extension (Triton) arrays travel as they lie in memory. Elsewhere
(mlserver over HTTP) everything is JSON: pixels are then deflated and written in base64, since a number a
pixel would be five times as long; what remains is small.
"""

import base64
import math
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from medviewer.ai.remote.strict_json import Malformed
from medviewer.ai.remote.tensors import (
    ANSWER,
    CONTRIBUTIONS,
    DIMENSIONS,
    KSERVE_NAMES,
    MOST_BYTES,
    PACKED,
    PACKED_PIXELS,
    PIXEL_KIND,
    PIXEL_SHAPE,
    PIXELS,
    PROBABILITIES,
    Tensors,
    as_text_tensor,
    kind_of,
    text_of,
)
from medviewer.domain.volume import PixelArray
from medviewer.errors import NotApplicable
from medviewer.words import message

HEADER_LENGTH = "Inference-Header-Content-Length"
FASTEST = 1  # zlib's level
BLOCK = 1 << 20  # bytes deflated between two looks at whether anybody still waits: some 50 ms
OnPacked = Callable[[int, int], None]  # bytes deflated so far, and of all
OUTPUTS = (ANSWER, CONTRIBUTIONS, PROBABILITIES)


def ignore_packing(done: int, size: int) -> None:
    """Stand in where nobody wants to know how far the packing is."""
    del done, size


def written_tensors(
    question: Tensors, *, is_binary: bool, on_packed: OnPacked = ignore_packing
) -> tuple[bytes, dict[str, str]]:
    """The body of an inference request and its headers.

    Args:
        on_packed: called before each block of pixels is deflated; what it raises ends the work.

    Raises:
        NotApplicable: more pixels than a request may have.
    """
    from tritonclient.http import InferenceServerClient, InferRequestedOutput

    if sum(array.nbytes for array in question.values()) > MOST_BYTES:
        raise NotApplicable(TOO_MANY_PIXELS)
    sent = question
    if not is_binary:
        sent = {k: v for each in question.items() for k, v in _packed(*each, on_packed)}
    body, header_length = InferenceServerClient.generate_request_body(
        [_input(name, array, is_binary) for name, array in sent.items()],
        outputs=[InferRequestedOutput(name, binary_data=is_binary) for name in OUTPUTS],
    )
    headers = {"Content-Type": "application/json"}
    if header_length is not None:
        headers = {"Content-Type": "application/octet-stream", HEADER_LENGTH: str(header_length)}
    return body, headers


def read_tensors(body: bytes, headers: Mapping[str, str]) -> dict[str, PixelArray]:
    """The tensors of an answer; header names are lower case.

    Raises:
        Malformed: it is no answer of the protocol.
    """
    from tritonclient.http import InferResult
    from tritonclient.utils import InferenceServerException

    if headers.get("content-encoding", "identity") != "identity":
        raise Malformed("content-encoding")
    length = headers.get(HEADER_LENGTH.lower())
    try:
        header = None if length is None else _length(length, len(body))
        answer = InferResult.from_response_body(body, header_length=header)
        found = {name: answer.as_numpy(name) for name in OUTPUTS}
    except (InferenceServerException, struct.error, LookupError, AttributeError) as error:
        raise Malformed(type(error).__name__) from error
    except (ValueError, TypeError, ArithmeticError, RecursionError, MemoryError) as error:
        raise Malformed(type(error).__name__) from error
    return {name: array for name, array in found.items() if array is not None}


def unpacked_pixels(question: Tensors) -> Tensors:
    """A question as it was before it became JSON; one that travelled in binary as it is.

    Raises:
        Malformed: the pixels are not of the shape and kind they are said to be.
    """
    if PACKED_PIXELS not in question:
        return question
    kind = text_of(question, PIXEL_KIND).decode(errors="replace")
    shape = question.get(PIXEL_SHAPE, np.zeros(0)).ravel().tolist()
    if kind not in KSERVE_NAMES or len(shape) != DIMENSIONS:
        raise Malformed(PACKED_PIXELS)
    pixels = _inflated(question[PACKED_PIXELS], shape, np.dtype(kind).newbyteorder("<"))
    rest = {name: each for name, each in question.items() if name not in PACKED}
    return {**rest, f"{PIXELS}{kind}": pixels}


def _inflated(packed: PixelArray, shape: list[int], dtype: np.dtype[Any]) -> PixelArray:
    """Never more than the shape promises, and never more than a question may have."""
    size = math.prod(shape) * dtype.itemsize
    if min(shape) < 1 or size > MOST_BYTES or packed.size != 1:
        raise Malformed(PACKED_PIXELS)
    try:
        data = base64.b64decode(packed.ravel()[0], validate=True)
        found = zlib.decompressobj().decompress(data, size)
    except (ValueError, TypeError, zlib.error) as error:
        raise Malformed(PACKED_PIXELS) from error
    if len(found) != size:
        raise Malformed(PACKED_PIXELS)
    return np.frombuffer(found, dtype).reshape(shape)


def _packed(name: str, array: PixelArray, on_packed: OnPacked) -> list[tuple[str, PixelArray]]:
    """Pixels in base64, their shape and kind beside them; everything else as it is."""
    if not name.startswith(PIXELS):
        return [(name, array)]
    data = base64.b64encode(_deflated(array, on_packed)).decode()
    return [
        (PACKED_PIXELS, as_text_tensor(data)),
        (PIXEL_KIND, as_text_tensor(kind_of(array))),
        (PIXEL_SHAPE, np.array(array.shape, np.int32)),
    ]


def _deflated(array: PixelArray, on_packed: OnPacked) -> bytes:
    """RFC 1950, block by block: a chest CT takes seconds, and a cancel should not."""
    packer, packed = zlib.compressobj(FASTEST), bytearray()
    pixels = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    for start in range(0, pixels.nbytes, BLOCK):
        on_packed(start, pixels.nbytes)
        packed += packer.compress(pixels[start : start + BLOCK].data)
    return bytes(packed + packer.flush())


def _input(name: str, array: PixelArray, is_binary: bool) -> object:
    from tritonclient.http import InferInput

    is_text = array.dtype == np.object_
    kind = "BYTES" if is_text else KSERVE_NAMES[array.dtype.name]
    tensor = InferInput(name, list(array.shape), kind)
    return tensor.set_data_from_numpy(array, binary_data=is_binary)


def _length(said: str, most: int) -> int:
    if not said.isdecimal() or not 0 < int(said[:12]) <= most:
        raise Malformed(HEADER_LENGTH)
    return int(said[:12])


TOO_MANY_PIXELS = message(
    "Remote",
    "These images are too many to be sent to another machine at once. Choose a shorter series, or analyse "
    "on this computer.",
)
