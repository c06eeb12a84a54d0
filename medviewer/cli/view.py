"""`medviewer [view] [PATH…]`: the window."""

import argparse
from pathlib import Path

from medviewer import interpreter


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("view", help="open the viewer (what happens without a verb, too)")
    parser.add_argument(
        "places", nargs="*", type=Path, metavar="PATH", help="folders, DICOM files, ZIP archives"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed."""
    interpreter.tune_for_a_window()
    from medviewer import app  # Qt only when a window is wanted

    return app.run([place.absolute() for place in arguments.places])
