"""`medviewer corrections SESSION_FILE… --out DIR`: readers' decisions as a training set without identity."""

import argparse
import tempfile
from pathlib import Path

from medviewer.ai.installed_models import installed_cards
from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.report import add_study_folders, study_of
from medviewer.cli.trail_notes import note
from medviewer.progress import CancelToken
from medviewer.session.review.kept_reading import order_of_kept
from medviewer.session.sharing.audit_events import export_event
from medviewer.session.sharing.corrections import export_corrections


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "corrections", help="export decisions on findings as a training set without identity"
    )
    parser.add_argument("session_files", nargs="+", type=Path, help=".mvsession files")
    parser.add_argument("--out", type=Path, required=True, help="a new folder")
    parser.add_argument(
        "--licence", required=True, help="under which licence you give it; stands in its manifest"
    )
    add_study_folders(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Asking for it here is the consent; errors are raised for `main` to print."""
    from medviewer.store.session_file import read_session

    catalog, orders = installed_cards(), []
    with ProgressLine() as progress, tempfile.TemporaryDirectory(prefix="medviewer-") as unpacked:
        kept = [each for file in arguments.session_files for each in read_session(file)]
        for number, each in enumerate(kept):
            study = study_of(each, arguments.study_folders, Path(unpacked) / str(number), progress)
            orders.append(order_of_kept(study, each.journal, catalog))
        progress.done()
        outcome = export_corrections(
            orders, arguments.out, arguments.licence.strip(), CancelToken()
        )
    note([export_event(None, ("corrections",), outcome.examples, verb="corrections")])
    print(
        f"{outcome.examples} examples of {outcome.patients} patients: {outcome.folder} "
        f"(left out: {outcome.skipped} decisions, {outcome.lettered} pictures with lettering)"
    )
    return 0
