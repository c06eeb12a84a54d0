"""Where a training stands, on disk after every epoch; tensors and plain values only, never a program."""

import json
import logging
import pickle
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from medviewer.ai.training.task import Task

logger = logging.getLogger(__name__)

State = dict[str, Any]


def save_checkpoint(file: Path, task: Task, state: State) -> None:
    """Write `state` under the task's key; a killed run leaves the last whole checkpoint."""
    save_state(file, task_key(task), state)


def save_state(file: Path, key: str, state: State) -> None:
    """Write `state` under `key`, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    torch.save({**state, "task": key}, fresh)
    fresh.replace(file)


def load_checkpoint(file: Path, task: Task, device: str) -> State | None:
    """The state in `file`; None where there is none, it is broken, or it belongs to other settings."""
    return load_state(file, task_key(task), device)


def load_state(file: Path, key: str, device: str) -> State | None:
    """The state written under `key`; None where there is none, or it is broken or of another key."""
    if not file.is_file():
        return None
    try:
        state: State = torch.load(file, map_location=device, weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError):
        logger.warning("The checkpoint %s cannot be read; training starts afresh", file.name)
        return None
    if state.get("task") != key:
        logger.warning("The checkpoint belongs to other settings; training starts afresh")
        return None
    return state


def task_key(task: Task) -> str:
    """All that decides the weights; the number of members, judging and the card's words do not."""
    deciding = asdict(task)
    for name in ("members", "judging", "card", "release"):
        deciding.pop(name)
    return json.dumps(deciding, sort_keys=True)
