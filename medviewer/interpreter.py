"""How the Python interpreter is set for a program with a window."""

import gc
import sys

# Scanning makes hundreds of thousands of objects that stay: looking for garbage among them takes 30 ms.
OBJECTS_BETWEEN_COLLECTIONS = 50_000
# How long the GUI thread waits for its turn while a job computes in Python; 5 ms, as it comes, is a third of
# a frame, and one paint needs several turns.
TURN_S = 0.001


def tune_for_a_window() -> None:
    """Call it first: most of what it saves is the program's own imports.

    Nothing is collected until `jobs.garbage` does: of the 160,000 objects that imports make, 700 are garbage.
    """
    gc.disable()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    sys.setswitchinterval(TURN_S)
