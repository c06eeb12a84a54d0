"""`medviewer fetch ARCHIVE --study UID`: a study, or some of its series, from an archive onto disk.

Asked again, only what is missing is brought. Without --out it goes to what the viewer keeps of arrivals.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from medviewer import paths
from medviewer.cli.archive_nodes import add_node, folder_for, listener_of, node_of, with_move
from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.trail_notes import note
from medviewer.cli.transfer_words import tell
from medviewer.dicom.network.archive import Archive
from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode, Arrival, RetrieveOrder, TransferOutcome
from medviewer.domain.transfers import Direction, Stage, Transfer
from medviewer.errors import InputError
from medviewer.progress import CancelToken
from medviewer.session.network.node_files import read_nodes
from medviewer.session.network.transfer_words import stage_of
from medviewer.session.sharing.network_events import transfer_event
from medviewer.words import message


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("fetch", help="bring a study from an archive (C-GET, C-MOVE, WADO)")
    add_node(parser)
    parser.add_argument("--study", required=True, metavar="UID", help="StudyInstanceUID")
    parser.add_argument("--series", action="append", default=[], metavar="UID", help="repeatable")
    parser.add_argument(
        "--instance", action="append", default=[], metavar="UID", help="of a series"
    )
    parser.add_argument(
        "--patient-id", default="", metavar="ID", help="for archives that want it (Patient Root)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="without it: the viewer's arrivals")
    parser.add_argument("--move", action="store_true", help="C-MOVE to our own listener")
    parser.add_argument("--port", type=int, default=0, help="of our listener, for --move")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring it; 1 where something is missing afterwards."""
    if arguments.instance and len(arguments.series) != 1:
        raise InputError(
            message("Archive", "Instances are of one series. Name it with --series UID.")
        )
    node = with_move(node_of(arguments), arguments.move)
    series, instances = tuple(arguments.series), tuple(arguments.instance)
    order = RetrieveOrder(arguments.study, series, instances, arguments.patient_id)
    out = folder_for(arguments.out) if arguments.out else paths.arrivals_folder()
    listener = listener_of(arguments, read_nodes().settings)
    outcome = _retrieved(open_archive(node, listener), node, order, ArrivalFolder(out))
    return tell(outcome, as_json=arguments.json)


def _retrieved(
    archive: Archive, node: ArchiveNode, order: RetrieveOrder, into: ArrivalFolder
) -> TransferOutcome:
    """What came; it stands in the audit trail however it ends."""
    ended = Transfer(0, Direction.FETCH, node.name, node.address, order=order, stage=Stage.FAILED)
    sizes: list[int] = []  # a line for each image would bury the problems

    def count(arrival: Arrival) -> None:
        sizes.append(arrival.size)

    try:
        with ProgressLine() as progress:
            outcome = archive.retrieve(order, into, count, progress, CancelToken())
        ended = replace(ended, stage=stage_of(outcome), outcome=outcome)
        return outcome
    except KeyboardInterrupt:
        ended = replace(ended, stage=Stage.CANCELLED)
        raise
    finally:
        ended = replace(ended, done=len(sizes), byte_count=sum(sizes))
        note([transfer_event(ended)])
