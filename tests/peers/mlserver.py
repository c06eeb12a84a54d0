"""A real KServe v2 server: mlserver in the environment `packaging/remote_setup.sh` makes, on loopback."""

import os
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from medviewer.ai.remote.repository import ServerKind, ServingOrder, write_repository
from tests.peers.free_port import free_port

ROOT = Path(__file__).parents[2]
STARTS_WITHIN_S = 240  # a hang guard: it loads torch and every model
WHY_MISSING = "mlserver is not installed in .venv-remote (bash packaging/remote_setup.sh)"


def program() -> Path:
    folder = Path(os.environ.get("VENV_REMOTE", ".venv-remote"))
    return ROOT / folder / "bin" / "mlserver"


def is_installed() -> bool:
    return program().exists()


class MlServer:
    """Serves models as `medviewer serve` says, in a process of its own, with this tree's code."""

    def __init__(self, folder: Path, model_ids: tuple[str, ...]) -> None:
        self._folder = folder
        self._port = _two_free_ports()
        self.url = f"http://127.0.0.1:{self._port}"
        order = ServingOrder(folder / "r", ServerKind.MLSERVER, model_ids, "cpu", self._port)
        write_repository(order)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until every model is loaded."""
        home = self._folder / "home"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "MEDVIEWER_HOME": str(home)}
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [program(), "start", self._folder / "r"],
                cwd=self._folder,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self._folder / "log").read_text()[-4000:])
            time.sleep(0.3)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def listening_addresses(self) -> set[str]:
        """Where the server's own process accepts connections."""
        import psutil

        assert self._process is not None
        found = psutil.Process(self._process.pid).net_connections("inet")
        return {each.laddr.ip for each in found if each.status == psutil.CONN_LISTEN}

    def _is_ready(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/v2/health/ready") as answer:
            return bool(answer.status == 200)
        return False


def _two_free_ports() -> int:
    """One for HTTP and the next for gRPC, which mlserver opens whether it is asked to or not."""
    while True:
        port = free_port()
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port + 1))
            return port
