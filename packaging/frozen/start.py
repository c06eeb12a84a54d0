"""What the frozen program runs first: a child of multiprocessing, or the command line."""

import multiprocessing
import os
import sys


def give_back_library_path() -> None:
    """Programs that we start (a browser, ffmpeg) must find their own libraries, not those frozen in here."""
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if original:
        os.environ["LD_LIBRARY_PATH"] = original
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    multiprocessing.freeze_support()  # does not return in a child
    give_back_library_path()
    from medviewer.__main__ import main

    sys.exit(main())
