"""How many threads each of several workers on one machine computes with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

# Read by numerical libraries when they are loaded, and by our decoding: each would take every core.
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS",
    "MEDVIEWER_THREADS",
)

# What a killed worker held in shared memory is removed for it, and nobody need be told.
QUIET = {"PYTHONWARNINGS": "ignore:resource_tracker"}


def thread_environment(threads: int) -> dict[str, str]:
    """What must stand in a worker's environment before it is started; nothing for 0 threads."""
    return dict.fromkeys(THREAD_VARIABLES, str(threads)) if threads else {}


@contextmanager
def computing_with(threads: int) -> Iterator[None]:
    """Processes begun in this block compute with so many threads each; 0 leaves it to the libraries."""
    wanted = thread_environment(threads) | QUIET
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
