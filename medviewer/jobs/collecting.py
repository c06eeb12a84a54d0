"""Python's search for garbage, put off while a job makes many objects: it holds up the window, too.

Measured on an export of 200 findings: 0.1 to 0.2 s at a time, every few seconds. Of its million objects
25 000 are in circles that only the search finds; the others go by themselves.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """No search meanwhile, in any thread; modules loaded meanwhile stay, and are never looked through."""
    was_on, loaded = gc.isenabled(), len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > loaded:
            gc.freeze()
        if was_on:
            gc.enable()
