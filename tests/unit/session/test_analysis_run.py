"""How a volume reaches the worker, and what happens where it does not fit."""

import os
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import pytest

from medviewer.errors import OutOfMemory
from medviewer.session import analysis_run
from medviewer.session.analysis_run import _shared

VALUES = np.arange(24, dtype=np.int16).reshape(2, 3, 4)


def shared_files() -> set[str]:
    folder = analysis_run.SHARED_MEMORY_FOLDER
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_that_the_volume_lies_in_shared_memory_and_is_gone_afterwards() -> None:
    before = shared_files()

    with _shared(VALUES) as shared:
        memory = SharedMemory(shared.name)
        copy = np.ndarray(shared.shape, shared.dtype, buffer=memory.buf).copy()
        memory.close()

    assert np.array_equal(copy, VALUES)
    assert shared_files() == before


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="shared memory is no folder here")
def test_that_too_little_shared_memory_is_told_instead_of_killing_the_viewer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(descriptor: int, start: int, size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    before = shared_files()

    with pytest.raises(OutOfMemory, match="1 MB of shared memory"), _shared(VALUES):
        pass

    assert shared_files() == before
