"""`medviewer batch SOURCE… --out DIR`: many studies analysed, one table; started again, it goes on.

`medviewer batch dashboard DIR` makes the page anew, with what readers decided meanwhile.
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from medviewer.cli.batch_ending import finish, identifiers_of, make_page
from medviewer.cli.batch_options import add_batch_options
from medviewer.cli.batch_progress import BatchLine
from medviewer.cli.bundle_options import kinds_of
from medviewer.cli.cluster_options import check_needs_cluster, cluster_executor
from medviewer.errors import InputError
from medviewer.progress import CancelToken
from medviewer.session.batch.asked_models import choose_models
from medviewer.session.batch.batch_run import LIST, BatchRequest, run_batch
from medviewer.session.batch.executor import Executor
from medviewer.session.batch.folder_lock import only_batch_in
from medviewer.session.batch.pool import PoolExecutor
from medviewer.session.batch.sources import Archives, Sources, parse_query
from medviewer.session.batch.study_handler import WorkerSettings, build_study_handler
from medviewer.session.batch.study_task import BatchOrder, TaskStatus
from medviewer.store.batch_list import BatchList
from medviewer.words import message

DASHBOARD = "dashboard"
FAILED = 1
SUMMARY = "analyse many studies: folders, archives, lists; resumable, with one table and a page"


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "batch",
        help=SUMMARY,
        description="Analyse many studies. Started again with the same --out it goes on where it stopped. "
        f"`medviewer batch {DASHBOARD} DIR` makes the page anew.",
    )
    add_batch_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run a batch, or make its page anew; errors are raised for `main` to print."""
    if arguments.sources[:1] == [DASHBOARD]:
        return make_page(arguments)
    sources = sources_of(arguments)
    check_needs_cluster(arguments)
    order = BatchOrder(
        choose_models(arguments.model),
        arguments.point,
        kinds_of("" if arguments.bundle == "none" else arguments.bundle),
        arguments.device,
    )
    request = BatchRequest(
        sources, order, arguments.out, max(0, arguments.limit), arguments.keep_fetched
    )
    with only_batch_in(request.out):
        return _run(request, arguments)


def _run(request: BatchRequest, arguments: argparse.Namespace) -> int:
    archives = open_archives(request.sources)
    executor = executor_for(arguments)
    found = BatchList(request.out / LIST)
    line = BatchLine(identifiers_of(request.out, arguments), is_json=arguments.json)
    try:
        tally = run_batch(request, found, archives, executor, line.watcher, CancelToken())
        line.done()
        finish(request, found, tally, arguments, line)
    except KeyboardInterrupt:
        line.done()
        print(f"medviewer: {INTERRUPTED}", file=sys.stderr)
        raise
    finally:
        line.done()
        executor.close()
        found.close()
    return FAILED if tally.statuses[TaskStatus.FAILED] else 0


def sources_of(arguments: argparse.Namespace) -> Sources:
    """What was named.

    Raises:
        InputError: nothing was, or an option lacks its companion.
    """
    if arguments.out is None:
        raise InputError(message("Batch", "Where should the results go? Name a folder with --out."))
    if arguments.query is not None and not arguments.node:
        raise InputError(
            message(
                "Batch", "Which archive should be asked? Name it with --node, as in the viewer."
            )
        )
    if not arguments.sources and arguments.query is None:
        raise InputError(
            message(
                "Batch",
                "What should be analysed? Name folders, ZIP archives or CSV lists, or an archive with --node "
                "and --query.",
            )
        )
    query = None if arguments.query is None else parse_query(arguments.query)
    return Sources(tuple(map(Path, arguments.sources)), arguments.node, query)


def open_archives(sources: Sources) -> Archives:
    """The archives entered in the viewer; the one that is asked must be among them.

    Raises:
        InputError: it is not.
    """
    from medviewer.dicom.network.opening import open_archive

    archives = Archives(open_archive)
    if sources.query is not None:
        archives.check(sources.node)
    return archives


def executor_for(arguments: argparse.Namespace) -> Executor:
    """Processes on this machine, or on those of a cluster."""
    if arguments.ray:
        return cluster_executor(arguments)
    cores = core_count()
    workers = max(1, arguments.workers or cores)
    threads = arguments.threads or max(1, cores // workers)
    arguments.workers, arguments.threads = workers, threads
    settings = WorkerSettings(arguments.out.absolute(), arguments.device, threads)
    build = partial(build_study_handler, settings)
    return PoolExecutor(build, workers, threads, arguments.time_limit)


def core_count() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


INTERRUPTED = message(
    "Batch",
    "Stopped. Results that were there are kept; start the same batch again to go on. The table is written "
    "when a batch ends.",
)
