"""`medviewer batch --ray ADDRESS`: options that put a batch on several machines, and what runs it there."""

import argparse
from functools import partial

from medviewer.errors import InputError
from medviewer.session.batch.asked_models import choose_models
from medviewer.session.batch.ray_crew import CrewOrder
from medviewer.session.batch.ray_executor import RayExecutor
from medviewer.session.batch.ray_needs import WorkerNeeds, parse_needs
from medviewer.session.batch.study_handler import WorkerSettings, build_study_handler
from medviewer.words import message


def add_cluster_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ray",
        default="",
        metavar="ADDRESS",
        help="run on a Ray cluster: auto (the one this machine is of), HOST:PORT, ray://HOST:PORT, or local "
        "(start one here); studies and --out must lie under the same path on every machine",
    )
    parser.add_argument(
        "--ray-resources",
        default="",
        metavar="NAME=AMOUNT,…",
        help="what one worker takes of a machine (default: cpu=1 and, where there is one, gpu=1; gpu=0.25 "
        "lets four share one)",
    )


def cluster_executor(arguments: argparse.Namespace) -> RayExecutor:
    """Workers on a cluster, begun and known to be alike; `arguments` learn how many and of what threads.

    Raises:
        InputError: --threads and --ray-resources say different things.
        ClusterUnusable: the cluster cannot be used, or its machines differ.
    """
    needs = parse_needs(arguments.ray_resources)
    if arguments.threads and "cpu" not in arguments.ray_resources.lower():
        needs = WorkerNeeds(float(arguments.threads), needs.gpus, needs.others)
    out = arguments.out.absolute()
    order = CrewOrder(
        out,
        partial(build_study_handler, WorkerSettings(out, arguments.device, needs.threads)),
        choose_models(arguments.model),
        max(0, arguments.workers),
        needs,
        arguments.device,
        arguments.time_limit,
    )
    executor = RayExecutor(arguments.ray, order)
    arguments.workers, arguments.threads = executor.size, needs.threads
    return executor


def check_needs_cluster(arguments: argparse.Namespace) -> None:
    """What is only meant for a cluster is not silently ignored without one.

    Raises:
        InputError: --ray is missing.
    """
    if arguments.ray_resources and not arguments.ray:
        raise InputError(
            message(
                "Cluster",
                "--ray-resources says what a worker takes of a cluster: name one with --ray.",
            )
        )
