"""`medviewer [view] [PATH… | LINK…]`: the window; one that runs already is asked to open them."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from medviewer import interpreter
from medviewer.domain.study_link import is_link
from medviewer.session.one_window.handing_over import HandedOver, hand_over
from medviewer.session.one_window.meeting_place import meeting_place
from medviewer.session.one_window.order import OpeningOrder


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("view", help="open the viewer (what happens without a verb, too)")
    parser.add_argument(
        "places",
        nargs="*",
        metavar="PATH",
        help="folders, DICOM files, ZIP archives; or a link: medviewer://open?study=UID",
    )
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open another window, even where one runs that would open them",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed, or hand over to the one that runs."""
    order = order_of(arguments.places)
    place = meeting_place()
    outcome = HandedOver.NOBODY
    if place is not None and not arguments.new_window:
        outcome = hand_over(place, order)
    if outcome is HandedOver.TAKEN:
        return 0
    interpreter.tune_for_a_window()
    from medviewer import app  # Qt only when a window is wanted

    return app.run(order, place, does_other_hang=outcome is HandedOver.NO_ANSWER)


def order_of(words: Sequence[str]) -> OpeningOrder:
    places = tuple(place_of(word) for word in words if not is_link(word))
    return OpeningOrder(places, tuple(word for word in words if is_link(word)))


def place_of(word: str) -> Path:
    """Desktops that pass links pass files as URLs, too."""
    if word.lower().startswith("file:///") or word.lower().startswith("file://localhost/"):
        return Path(unquote(urlsplit(word).path, errors="surrogateescape"))
    return Path(word).absolute()
