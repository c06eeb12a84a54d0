"""Writes what a KServe v2 server reads to serve models that are installed here; starts nothing itself.

    mlserver    DIR/settings.json, DIR/<model>/model-settings.json     `mlserver start DIR`
    Triton      DIR/<model>/config.pbtxt, DIR/<model>/1/model.py       `tritonserver --model-repository DIR`

mlserver is told to listen on this computer only, to answer over HTTP in one process, and to keep no cache.
Triton takes its address on its command line, which `START` names.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from medviewer.ai.installed_models import find_model
from medviewer.ai.remote.tensors import (
    ANSWER,
    CONTRIBUTIONS,
    KSERVE_NAMES,
    PIXELS,
    PROBABILITIES,
    QUESTION,
)
from medviewer.domain.model_card import ModelCard
from medviewer.errors import ExportError
from medviewer.whole_files import whole_file
from medviewer.words import message

RUNTIME = "medviewer.ai.remote.mlserver_runtime.MedViewerModel"
LARGEST_QUESTION = 4 << 30  # bytes Triton accepts; its own default is 64 MB


class ServerKind(StrEnum):
    MLSERVER = "mlserver"
    TRITON = "triton"


@dataclass(frozen=True, slots=True)
class ServingOrder:
    """`device`: "auto", "cpu" or "cuda"; the port is mlserver's, the next one its gRPC's."""

    folder: Path
    kind: ServerKind
    model_ids: tuple[str, ...]
    device: str = "auto"
    http_port: int = 8080


def write_repository(order: ServingOrder) -> list[Path]:
    """Write the settings of the models; the files written.

    Raises:
        ModelUnusable: a model is not installed.
        ExportError: something else lies in the folder, or it cannot be written.
    """
    cards = [find_model(model_id).card for model_id in order.model_ids]
    contents = (
        _mlserver(order, cards) if order.kind is ServerKind.MLSERVER else _triton(order, cards)
    )
    _refuse_what_is_not_ours(order.folder, contents)
    try:
        return [_write(order.folder / name, text) for name, text in contents.items()]
    except OSError as error:
        raise _unwritable(order.folder, error) from error


def start_command(order: ServingOrder) -> str:
    """What starts the server, on this computer only."""
    if order.kind is ServerKind.MLSERVER:
        return f"mlserver start {order.folder}"
    return (
        f"tritonserver --model-repository {order.folder} --http-address 127.0.0.1 "
        f"--http-port {order.http_port} --http-max-input-size {LARGEST_QUESTION} "
        "--allow-grpc false --allow-metrics false --exit-on-error true"
    )


def _mlserver(order: ServingOrder, cards: Sequence[ModelCard]) -> dict[str, str]:
    settings = {
        "host": "127.0.0.1",
        "http_port": order.http_port,
        "grpc_port": order.http_port + 1,
        "metrics_endpoint": None,
        "parallel_workers": 0,
        "cache_enabled": False,
        "debug": False,
    }
    files = {"settings.json": _json(settings)}
    for card in cards:
        files[f"{card.model_id}/model-settings.json"] = _json(
            {
                "name": card.model_id,
                "platform": "medviewer",
                "implementation": RUNTIME,
                "parameters": {"version": card.version, "extra": {"device": order.device}},
            }
        )
    return files


def _triton(order: ServingOrder, cards: Sequence[ModelCard]) -> dict[str, str]:
    files = {}
    for card in cards:
        files[f"{card.model_id}/config.pbtxt"] = _triton_config(card.model_id, order.device)
        files[f"{card.model_id}/1/model.py"] = TRITON_MODEL
    return files


def _triton_config(model_id: str, device: str) -> str:
    pixels = [
        _tensor(f"{PIXELS}{dtype}", kserve, "-1, -1, -1", is_optional=True)
        for dtype, kserve in KSERVE_NAMES.items()
    ]
    inputs = ",\n".join([_tensor(QUESTION, "STRING", "1"), *pixels])
    outputs = ",\n".join(
        [
            _tensor(ANSWER, "STRING", "1"),
            _tensor(CONTRIBUTIONS, "FP32", "-1"),
            _tensor(PROBABILITIES, "UINT8", "-1"),
        ]
    )
    return (
        f'name: "{model_id}"\nbackend: "python"\nmax_batch_size: 0\n'
        f"input [\n{inputs}\n]\noutput [\n{outputs}\n]\n"
        "instance_group [ { count: 1 } ]\n"
        f'parameters {{ key: "device" value: {{ string_value: "{device}" }} }}\n'
    )


def _tensor(name: str, kind: str, dims: str, *, is_optional: bool = False) -> str:
    optional = " optional: true" if is_optional else ""
    return f'  {{ name: "{name}" data_type: TYPE_{kind} dims: [ {dims} ]{optional} }}'


def _json(content: object) -> str:
    return json.dumps(content, indent=2) + "\n"


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(file) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return file


def _refuse_what_is_not_ours(folder: Path, contents: dict[str, str]) -> None:
    """A server loads whatever lies in its repository, so nothing else may."""
    ours = {Path(name).parts[0] for name in contents}
    try:
        others = [each.name for each in folder.iterdir() if each.name not in ours]
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritable(folder, error) from error
    if others:
        raise ExportError(
            message(
                "Serve",
                "{folder} holds something else ({name}), and a server loads whatever lies there. Name an "
                "empty folder.",
                folder=folder,
                name=others[0],
            )
        )


def _unwritable(folder: Path, error: OSError) -> ExportError:
    return ExportError(
        message(
            "Serve",
            "{folder} cannot be written ({reason}). Name another folder.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        )
    )


TRITON_MODEL = '''"""Made by `medviewer serve`; MedViewer must be installed in Triton's Python."""

from medviewer.ai.remote.triton_model import TritonPythonModel

__all__ = ["TritonPythonModel"]
'''
