"""What a batch leaves when it ends: tables, summary, page, an audit entry, and the lines that say so."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil

from medviewer import paths
from medviewer.cli.batch_progress import BatchLine
from medviewer.cli.page_language import page_language
from medviewer.cli.trail_notes import note
from medviewer.domain.audit import AuditEvent, AuditKind
from medviewer.errors import AuditUnavailable, InputError
from medviewer.session.batch.batch_outputs import BatchFolder, write_figures, write_tables
from medviewer.session.batch.batch_run import LIST, BatchRequest, Tally
from medviewer.session.batch.decisions import (
    Decision,
    Decisions,
    from_session_file,
    from_trail,
)
from medviewer.session.batch.folder_lock import only_batch_in
from medviewer.session.batch.identifiers import KEY_FILE, Identifiers, hashed_identifiers
from medviewer.session.batch.study_task import TaskStatus
from medviewer.store.audit_trail import AuditTrail
from medviewer.store.batch_list import BatchList
from medviewer.words import Message, message

PROBLEMS_SHOWN = 10


def finish(
    request: BatchRequest,
    found: BatchList,
    tally: Tally,
    arguments: argparse.Namespace,
    line: BatchLine,
) -> None:
    """Write everything and tell it.

    Raises:
        ExportError: the disk refused; the results are there all the same.
    """
    names = identifiers_of(request.out, arguments)
    folder = BatchFolder(request.out, found, request.limit, names)
    run = run_facts(tally, arguments)
    files = write_tables(folder)
    files += write_figures(
        folder, decisions(arguments.decisions), run, page_language(arguments.language)
    )
    note([batch_event(request, tally)])
    line.event("ended", {**run, "files": list(files)})
    if not arguments.json:
        _tell_problems(found, tally, names)
        _tell(request, tally, files)


def make_page(arguments: argparse.Namespace) -> int:
    """`medviewer batch dashboard DIR [--decisions SESSION…]`.

    Raises:
        InputError: there is no batch in that folder, or one is running in it.
        ExportError: the disk refused.
    """
    if len(arguments.sources) != 2:
        raise InputError(
            message("Batch", "Name the folder of one batch: medviewer batch dashboard DIR")
        )
    out = Path(arguments.sources[1])
    if not (out / LIST).is_file():
        raise InputError(
            message("Batch", "There is no batch in {folder}. Name its --out folder.", folder=out)
        )
    with only_batch_in(out):
        found = BatchList(out / LIST)
        try:
            arguments.hash_identifiers |= (out / KEY_FILE).exists()  # once hashed, always
            names = identifiers_of(out, arguments)
            folder = BatchFolder(out, found, max(0, arguments.limit), names)
            known = decisions(arguments.decisions)
            files = write_figures(folder, known, language=page_language(arguments.language))
        finally:
            found.close()
    print(f"{out / files[-1]} ({len(known)} decisions)")
    return 0


def identifiers_of(out: Path, arguments: argparse.Namespace) -> Identifiers:
    """How studies are named in everything that is written or told beside the results.

    Raises:
        OSError: the key could not be written.
    """
    if not arguments.hash_identifiers:
        return Identifiers()
    return hashed_identifiers(out, arguments.plain_column)


def decisions(session_files: list[Path]) -> Decisions:
    """Of the session files, and of this user's audit trail.

    Raises:
        InputError: a file is no session.
    """
    return Decisions(_decided(session_files))


def _decided(session_files: list[Path]) -> Iterator[Decision]:
    for file in session_files:
        yield from from_session_file(file)
    try:
        yield from from_trail(AuditTrail(paths.audit_file(), paths.audit_anchor_file()))
    except AuditUnavailable as error:
        print(f"medviewer: without the decisions of the audit trail: {error}", file=sys.stderr)


def run_facts(tally: Tally, arguments: argparse.Namespace) -> dict[str, object]:
    """The run that ends, as plain values."""
    return {
        "elapsed_s": round(tally.elapsed_s, 3),
        "workers": arguments.workers,
        "threads": arguments.threads,
        "studies": tally.told,
        "skipped": tally.statuses[TaskStatus.SKIPPED],
        "failed": tally.statuses[TaskStatus.FAILED],
        "per_hour": round(tally.per_hour, 1),
        "busy_s": round(tally.busy_s, 3),
        "worker_peak_memory_bytes": tally.peak_memory_bytes,
        "memory_bytes": psutil.Process().memory_info().rss,
        "unreadable_files": tally.problems,
    }


def batch_event(request: BatchRequest, tally: Tally) -> AuditEvent:
    """One entry for the whole run; each study's own account is its result."""
    return AuditEvent(
        AuditKind.ANALYSIS,
        facts={
            "verb": "batch",
            "models": " ".join(f"{m.model_id}:{m.weights_sha256}" for m in request.order.models),
            "operating_point": request.order.point,
            **{status.value: tally.statuses[status] for status in TaskStatus},
        },
    )


def _tell_problems(found: BatchList, tally: Tally, names: Identifiers) -> None:
    if names.are_hashed:
        if tally.problems:
            print(f"medviewer: {unnamed_problems(tally.problems)}", file=sys.stderr)
        return
    for path, reason in found.problems(PROBLEMS_SHOWN):
        print(f"medviewer: {path}: {reason}", file=sys.stderr)
    if tally.problems > PROBLEMS_SHOWN:
        print(f"medviewer: … and {tally.problems - PROBLEMS_SHOWN} more", file=sys.stderr)


def _tell(request: BatchRequest, tally: Tally, files: tuple[str, ...]) -> None:
    counts = ", ".join(
        f"{tally.statuses[status]} {status.value}"
        for status in TaskStatus
        if tally.statuses[status]
    )
    print(f"{tally.told} studies: {counts}")
    print(f"{request.out}: {' '.join(files)}")


def unnamed_problems(count: int) -> Message:
    return message(
        "Batch",
        "Places that could not be read: {count}. Which ones is not told where identifiers are hashed; run "
        "the batch without --hash-identifiers to see.",
        count=count,
    )
