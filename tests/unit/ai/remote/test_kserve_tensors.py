"""Tensors on the wire: every kind both ways, and what only looks like some."""

import base64
import json
import zlib

import numpy as np
import pytest

from medviewer.ai.remote.answer_reading import identity_in, open_answer
from medviewer.ai.remote.kserve_tensors import read_tensors, unpacked_pixels, written_tensors
from medviewer.ai.remote.question import IDENTITY, analysis_question
from medviewer.ai.remote.strict_json import Malformed
from medviewer.ai.remote.tensors import KSERVE_NAMES, as_text_tensor
from tests.peers.kserve_stub import read_request
from tests.unit.ai.remote.samples import PIXELS, request


def output(**changes: object) -> bytes:
    each = {"name": "answer", "shape": [1], "datatype": "BYTES", "data": ["{}"]} | changes
    return json.dumps({"outputs": [each]}).encode()


NO_TENSORS = [
    b"",
    b"[]",
    b"{",
    b'{"outputs": {}}',
    b'{"outputs": [{"name": "answer"}]}',
    b"[" * 100_000,
    output(),
    output(data=['{"format": NaN}']),
    output(shape=[2]),
    output(shape=[-5]),
    output(shape="1"),
    output(datatype="FP32", data=[1.0]),
    output(datatype="FP32", data=["a"]),
    output(datatype=7),
    output(data=[7]),
    output(data=None),
    output(parameters={"binary_data_size": 10**12}),
    output(parameters={"binary_data_size": -1}),
    output(parameters=3),
    output(data=[json.dumps({"format": 1, "kind": "identity"})]),
    output(data=[json.dumps({"format": 1, "kind": "identity", "identity": {"version": 3}})]),
]


@pytest.mark.parametrize("body", NO_TENSORS, ids=range(len(NO_TENSORS)))
@pytest.mark.parametrize("header", [None, "20", "99999999999999999999", "-1", "x"])
def test_that_tensors_that_are_none_are_refused(body: bytes, header: str | None) -> None:
    headers = {} if header is None else {"inference-header-content-length": header}

    with pytest.raises(Malformed):
        identity_in(open_answer(read_tensors(body, headers), IDENTITY))  # type: ignore[arg-type]


@pytest.mark.parametrize("is_binary", [True, False], ids=["binary", "JSON"])
@pytest.mark.parametrize("kind", KSERVE_NAMES)
def test_that_every_kind_of_pixel_crosses(kind: str, is_binary: bool) -> None:
    pixels = np.abs(PIXELS).astype(kind)
    body, headers = written_tensors(analysis_question(request(), pixels), is_binary=is_binary)

    length = headers.get("Inference-Header-Content-Length")
    arrived = unpacked_pixels(read_request(body, int(length) if length else None))

    assert arrived[f"pixels_{kind}"].dtype == np.dtype(kind)
    assert np.array_equal(arrived[f"pixels_{kind}"], pixels)


def packed(data: bytes, shape: list[int], kind: str = "int16") -> dict[str, object]:
    words = base64.b64encode(zlib.compress(data)).decode()
    return {
        "deflated_pixels": as_text_tensor(words),
        "pixel_shape": np.array(shape, np.int32),
        "pixel_kind": as_text_tensor(kind),
    }


@pytest.mark.parametrize(
    "question",
    [
        packed(bytes(8), [1, 2, 3]),  # too few
        packed(bytes(8), [1, 2]),
        packed(bytes(8), [1, -2, -2]),
        packed(bytes(8), [2**30, 2**30, 2**30]),
        packed(bytes(8), [1, 2, 2], "object"),
        packed(bytes(8), [1, 2, 2]) | {"deflated_pixels": as_text_tensor("%%")},
        packed(bytes(8), [1, 2, 2]) | {"deflated_pixels": as_text_tensor("AAAA")},
        packed(bytes(8), [1, 2, 2]) | {"deflated_pixels": np.zeros(1)},
    ],
    ids=range(8),
)
def test_that_packed_pixels_are_what_they_say_or_refused(question: dict[str, np.ndarray]) -> None:
    with pytest.raises(Malformed):
        unpacked_pixels(question)


def test_that_a_bomb_is_not_inflated_beyond_what_its_shape_promises() -> None:
    bomb = packed(bytes(64 << 20), [1, 2, 2])

    arrived = unpacked_pixels(bomb)  # type: ignore[arg-type]

    assert arrived["pixels_int16"].nbytes == 8
