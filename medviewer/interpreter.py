"""How the Python interpreter is set for a program with a window."""

import gc
import sys

# Importing and scanning make hundreds of thousands of objects that stay: looking through all of them for
# garbage took 30 ms in the middle of the imports.
OBJECTS_BETWEEN_COLLECTIONS = 50_000
# How long the GUI thread waits for its turn while a job computes in Python; 5 ms, as it comes, is a third of
# a frame, and one paint needs several turns.
TURN_S = 0.001


def tune_for_a_window() -> None:
    """Call it first: most of what it saves is the program's own imports."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    sys.setswitchinterval(TURN_S)
