"""`medviewer report SESSION_FILE --out DIR`: documents of a reading that was kept, without a window.

A session file holds no images: the studies it speaks of are looked for in the folders named, else where this
computer's list of studies last saw them.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from medviewer import paths
from medviewer.ai.installed_models import installed_cards
from medviewer.cli.bundle_options import add_options, bundle_order, export, kinds_of, tell
from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.trail_notes import note
from medviewer.domain.bundle import Packing
from medviewer.domain.patient_identity import may_be_same
from medviewer.domain.study import Study
from medviewer.domain.study_journal import KeptStudy
from medviewer.errors import InputError, NothingToOpen, StoreError
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.lesions.kept_priors import follow_up_of_kept
from medviewer.session.review.kept_reading import (
    decisions_without_findings,
    missing_models,
    order_of_kept,
)
from medviewer.session.sharing.audit_events import export_event
from medviewer.words import Message, message


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("report", help="export a reading from a session file")
    parser.add_argument("session_file", type=Path, help="a .mvsession file")
    parser.add_argument("--out", type=Path, required=True, help="folder for the documents")
    parser.add_argument("--study", dest="study_uid", default="", help="StudyInstanceUID")
    add_study_folders(parser)
    add_options(parser, is_required=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export every study of the file; errors are raised for `main` to print."""
    from medviewer.store.session_file import read_session

    kinds, packing = kinds_of(arguments.bundle), Packing(arguments.packing)
    every = read_session(arguments.session_file)
    asked = _asked_for(every, arguments.study_uid)
    catalog = installed_cards()
    code = 0
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressLine())
        unpacked = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="medviewer-")))
        found = [
            (kept, study_of(kept, arguments.study_folders, unpacked / str(n), progress))
            for n, kept in enumerate(asked)
        ]
        for kept, study in found:
            reading = replace(
                order_of_kept(study, kept.journal, catalog),
                follow_up=follow_up_of_kept(kept, every),
            )
            _say_what_lacks(kept, missing_models(kept.journal, catalog))
            lost = len(decisions_without_findings(reading))
            if lost:
                print(_without_findings(lost), file=sys.stderr)
            out = arguments.out if len(found) == 1 else arguments.out / kept.study_instance_uid
            outcome = export(bundle_order(reading, kinds, packing, out), progress)
            progress.done()
            names = [kind.value for kind in outcome.kinds]
            reader = kept.journal.content.reader
            note([export_event(study, names, len(outcome.files), reader, verb="report")])
            code = max(code, tell(outcome))
    return code


def add_study_folders(parser: argparse.ArgumentParser) -> None:
    """What `study_of` is given for its places."""
    parser.add_argument(
        "--study-folder",
        dest="study_folders",
        type=Path,
        nargs="+",
        default=[],
        metavar="PATH",
        help="where the images are; without it they are looked for where they were last opened",
    )


def study_of(
    kept: KeptStudy, folders: Iterable[Path], unpack_to: Path, progress: ProgressSink
) -> Study:
    """The images of a kept reading.

    Raises:
        InputError: they are nowhere; says which study is needed and where was looked.
    """
    places = list(folders)
    looked_in = places or known_files(kept)
    unpack_to.mkdir(exist_ok=True)
    for study in _scanned(looked_in, unpack_to, progress):
        is_it = study.study_instance_uid == kept.study_instance_uid
        if is_it and may_be_same(study.patient, kept.patient):
            return study
    raise InputError(_not_found(kept, places))


def known_files(kept: KeptStudy) -> list[Path]:
    """Where this computer's list of studies saw it last; empty where it never did."""
    from medviewer.store.study_index import StudyIndex

    index = StudyIndex(paths.index_file())
    if not index.file.exists():
        return []
    try:
        studies = index.studies_of(kept.patient)
        keys = [s.study_key for s in studies if s.study_instance_uid == kept.study_instance_uid]
        files = [file.path for key in keys for file in index.files(key)]
    except StoreError:
        return []
    return [path for path in files if path.exists()]


def _scanned(places: list[Path], unpack_to: Path, progress: ProgressSink) -> tuple[Study, ...]:
    from medviewer.dicom import scanner

    if not places:
        return ()
    try:
        found = scanner.scan(places, unpack_to, CancelToken(), progress, lambda update: None)
    except NothingToOpen:
        return ()
    return found.studies


def _asked_for(studies: tuple[KeptStudy, ...], study_uid: str) -> tuple[KeptStudy, ...]:
    chosen = tuple(s for s in studies if study_uid in ("", s.study_instance_uid))
    if chosen:
        return chosen
    raise InputError(
        message(
            "Report",
            "The session holds no study {uid}. It holds: {listed}",
            uid=study_uid or "–",
            listed=", ".join(s.study_instance_uid for s in studies) or "–",
        )
    )


def _say_what_lacks(kept: KeptStudy, models: tuple[str, ...]) -> None:
    if kept.lost:
        print(_lost(kept.lost), file=sys.stderr)
    if models:
        print(_without_models(models), file=sys.stderr)


def _not_found(kept: KeptStudy, places: list[Path]) -> Message:
    if places:
        return message(
            "Report",
            "The images of study {uid} are in none of the places named. Name the folder that holds them with "
            "--study-folder.",
            uid=kept.study_instance_uid,
        )
    return message(
        "Report",
        "The session speaks of study {uid}, whose images are not where this computer last saw them. Name the "
        "folder that holds them with --study-folder.",
        uid=kept.study_instance_uid,
    )


def _lost(count: int) -> Message:
    return message(
        "Report",
        "{count} things in the session file could not be read: what was kept of them is damaged.",
        count=count,
    )


def _without_models(models: tuple[str, ...]) -> Message:
    return message(
        "Report",
        "Not installed here: {models}. What they said and nobody decided on is left out.",
        models=", ".join(models),
    )


def _without_findings(count: int) -> Message:
    return message(
        "Report",
        "{count} decisions are on findings that the session file does not hold; they are left out.",
        count=count,
    )
