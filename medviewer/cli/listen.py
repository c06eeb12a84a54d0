"""`medviewer listen --allow AET`: take what others send; on this computer only, unless told otherwise."""

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from medviewer import paths
from medviewer.cli.archive_nodes import add_security, folder_for, security_of
from medviewer.cli.trail_notes import note
from medviewer.cli.transfer_words import printable
from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.storage_listener import StorageListener
from medviewer.domain.archive import Arrival, ListenerSettings
from medviewer.domain.node_rules import what_is_wrong_with
from medviewer.errors import InputError
from medviewer.session.network.node_files import read_nodes
from medviewer.session.network.pushed import QUIET_S, Pushed, PushedStudy
from medviewer.session.sharing.network_events import received_event
from medviewer.words import Message

LOOK_S = 0.2


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("listen", help="take what archives and modalities send (storage SCP)")
    parser.add_argument("--port", type=int, default=0, help="11112, or as set in the viewer")
    parser.add_argument("--ae-title", default="", metavar="AET", help="what we are called by")
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="AET",
        help="who may send, repeatable; without it the archives entered in the viewer",
    )
    parser.add_argument(
        "--host", default="", metavar="ADDRESS", help="127.0.0.1; 0.0.0.0 opens it to the network"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="without it: the viewer's arrivals")
    parser.add_argument("--count", type=int, default=0, metavar="N", help="end after N images")
    add_security(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Listen until interrupted; a line for each image."""
    settings, known = _settings(arguments)
    out = folder_for(arguments.out) if arguments.out else paths.arrivals_folder()
    arrivals: list[Arrival] = []
    pushed = Pushed()

    def take(arrival: Arrival) -> None:
        arrivals.append(arrival)
        pushed.add(arrival)
        print(arrival.path, flush=True)

    listener = StorageListener(settings, ArrivalFolder(out), take, _warn, known_ae_titles=known)
    listener.start()
    print(f"{settings.ae_title}@{settings.host}:{listener.port}", file=sys.stderr, flush=True)
    try:
        while not arguments.count or len(arrivals) < arguments.count:
            time.sleep(LOOK_S)
            _note(pushed.take_quiet(QUIET_S))
    finally:
        listener.stop()
        _note(pushed.take_quiet(0.0))
    return 0


def _note(studies: Iterable[PushedStudy]) -> None:
    """Into the audit trail, a line for each study."""
    events = [received_event(study) for study in studies]
    if events:
        note(events)


def _settings(arguments: argparse.Namespace) -> tuple[ListenerSettings, tuple[str, ...]]:
    kept = read_nodes().settings
    settings = replace(
        kept.listener,
        ae_title=arguments.ae_title or kept.listener.ae_title,
        host=arguments.host or kept.listener.host,
        port=arguments.port or kept.listener.port,
        allowed_ae_titles=tuple(arguments.allow) or kept.listener.allowed_ae_titles,
        security=security_of(arguments, kept.listener.security),
    )
    wrong = what_is_wrong_with(settings)
    if wrong is not None:
        raise InputError(wrong)
    return settings, kept.callers


def _warn(problem: Message) -> None:
    print(f"medviewer: {printable(str(problem))}", file=sys.stderr, flush=True)
