"""Ray is loaded, started or joined: silently, on loopback unless an address says otherwise."""

import importlib
import logging
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from medviewer.errors import ClusterUnusable
from medviewer.words import message

logger = logging.getLogger(__name__)

LOCAL, AUTO, CLIENT = "local", "auto", "ray://"
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
KNOCK_S = 5.0  # for the first word of a machine that is said to be there
# Results are small and travel with the answers; Ray's store is never needed. 75 MB is its least.
OBJECT_STORE_BYTES = 100 << 20
STARTS = 2  # Ray gives its own processes 30 s to stand; a busy machine needs them again

# Read when ray is imported, and by the processes it starts.
SILENT: Mapping[str, str] = {
    "RAY_USAGE_STATS_ENABLED": "0",  # else the cluster's head reports to Ray's authors every hour
    "RAY_USAGE_STATS_PROMPT_ENABLED": "0",
    "RAY_NUM_REDIS_GET_RETRIES": "2",  # else a cluster that is gone is waited for ten minutes
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "1",  # a worker that asked for no GPU sees none
}
# WORKAROUND ray 2.60, _private/services.py: 127.0.0.1 is replaced by the network's address unless Ray is
# told to be as on Windows and macOS, where one machine is all it does; remove when loopback is respected.
ONE_MACHINE = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"


def load_ray(address: str) -> Any:
    """The library, made silent before it is loaded.

    Raises:
        ClusterUnusable: it is not installed, or not all of it.
    """
    os.environ.update(SILENT)
    if address == LOCAL or _host(address) in LOOPBACK_HOSTS:
        os.environ[ONE_MACHINE] = "0"
    try:
        ray = importlib.import_module("ray")
        if address.startswith(CLIENT):
            importlib.import_module("grpc")
    except ImportError as error:
        raise ClusterUnusable(
            message(
                "Cluster",
                "A batch on several machines needs the package “{package}”, which is not installed here. "
                "Install it on every machine with: pip install {extra}",
                package=error.name or "ray",
                extra="ray[client]" if error.name == "grpc" else "medviewer[cluster]",
            )
        ) from error
    return ray


def connect(ray: Any, address: str, cpus: int, folder: str | None) -> None:
    """Start Ray here with so many cores (`local`), or join the cluster of that address.

    Args:
        folder: for what Ray started here writes; None: where it likes.

    Raises:
        ClusterUnusable: nobody answers, this machine is no part of it, or it is another Ray or Python.
    """
    quiet = {"log_to_driver": False, "configure_logging": False, "namespace": "medviewer"}
    # WORKAROUND ray 2.60, listen_error_messages: a lost machine's log is printed on standard output, where
    # our JSON lines are; remove when `log_to_driver=False` counts there, too.
    importlib.import_module("ray._private.worker").print_to_stdstream = _say_nothing  # type: ignore[attr-defined]
    with _in_words(address):
        if address == LOCAL:
            started = {"num_cpus": cpus, "include_dashboard": False, "_temp_dir": folder}
            _start(ray, {"object_store_memory": OBJECT_STORE_BYTES, **started, **quiet})
            return
        if address != AUTO:
            _knock(address)
        ray.init(address=address, **quiet)


def _start(ray: Any, options: Mapping[str, object]) -> None:
    """A cluster of this machine alone."""
    for _ in range(STARTS - 1):
        try:
            ray.init(address=LOCAL, **options)
        except Exception as error:  # noqa: BLE001 - Ray raises Exception itself
            logger.warning("Ray did not start (%s), once more", type(error).__name__)
            ray.shutdown()  # what of it has begun
        else:
            return
    ray.init(address=LOCAL, **options)


def _say_nothing(*arguments: object, **options: object) -> None:
    """What matters of a lost worker stands in its study's result."""


def reports_usage() -> bool:
    """Whether the head was started with usage statistics: only then it notes when that was."""
    store = importlib.import_module("ray.experimental.internal_kv")
    noted = store._internal_kv_get(b"CLUSTER_METADATA", namespace=b"cluster")
    return b"session_start_timestamp_ms" in (noted or b"")


def _host(address: str) -> str:
    return address.removeprefix(CLIENT).rpartition(":")[0].strip("[]")


def _knock(address: str) -> None:
    """Ray itself waits for minutes for somebody who is not there.

    Raises:
        OSError: nobody listens.
        ValueError: this is no address.
    """
    port = int(address.rpartition(":")[2])
    if not _host(address):
        raise ValueError("no host")
    socket.create_connection((_host(address), port), timeout=KNOCK_S).close()


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:  # ConnectionError and TimeoutError, too
        raise ClusterUnusable(
            message(
                "Cluster",
                "No Ray cluster answers at {address} ({reason}). Start one on this machine with “ray start "
                "--head”, join this machine to one with “ray start --address=HOST:PORT”, or let the batch "
                "start its own with --ray local.",
                address=address,
                reason=_first_line(error),
            )
        ) from error
    except Exception as error:  # Ray raises RuntimeError, ValueError and Exception itself
        raise ClusterUnusable(
            message(
                "Cluster",
                "The Ray cluster at {address} cannot be used from here: {reason}. Every machine needs the "
                "same Python and the same ray; write the address as local, auto, HOST:PORT or ray://HOST:PORT.",
                address=address,
                reason=_first_line(error),
            )
        ) from error


def _first_line(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(text.split())[:300].rstrip(".")
