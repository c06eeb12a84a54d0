"""A real PACS: Orthanc with its DICOMweb plugin, on loopback, empty, gone with its test."""

import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.domain.archive import ArchiveNode, Protocol
from tests.peers.free_port import free_port

PROGRAM = "Orthanc"
PLUGIN = Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")
STARTS_WITHIN_S = 60  # a hang guard
WHY_MISSING = (
    "Orthanc with its DICOMweb plugin is not installed (apt-get install orthanc orthanc-dicomweb)"
)


def is_installed() -> bool:
    return shutil.which(PROGRAM) is not None and PLUGIN.exists()


@dataclass
class Orthanc:
    """One server with storage of its own.

    Attributes:
        modalities: AE title -> (host, port) of those C-MOVE may send to.
        settings: more of Orthanc's configuration, laid over ours.
    """

    folder: Path
    modalities: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    http_port: int = field(default_factory=free_port)
    dicom_port: int = field(default_factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        """A port that was found free and let go may be found again."""
        while self.dicom_port == self.http_port:
            self.dicom_port = free_port()

    def start(self) -> None:
        """Start, or start again with what was stored, and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        configuration = self.folder / "orthanc.json"
        configuration.write_text(json.dumps(self._configuration()))
        with (self.folder / "orthanc.log").open("ab") as log:
            self._process = subprocess.Popen(
                [PROGRAM, str(configuration)], stdout=log, stderr=log, cwd=self.folder
            )
        self._wait_until_up()

    def stop(self) -> None:
        """End it as a machine room would."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)
            self._process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=60)
            self._process = None

    @property
    def process_id(self) -> int:
        return 0 if self._process is None else self._process.pid

    @property
    def dimse_node(self) -> ArchiveNode:
        return ArchiveNode("orthanc", host="127.0.0.1", port=self.dicom_port, ae_title="ORTHANC")

    @property
    def web_node(self) -> ArchiveNode:
        return ArchiveNode("orthanc-web", Protocol.DICOMWEB, url=f"{self.http_url}/dicom-web")

    @property
    def http_url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    def upload(self, file: Path) -> None:
        """Put a DICOM file into the archive by Orthanc's own interface."""
        self._post("/instances", file.read_bytes())

    def count_instances(self) -> int:
        with urllib.request.urlopen(f"{self.http_url}/statistics", timeout=60) as answer:
            return int(json.load(answer)["CountInstances"])

    def _post(self, path: str, body: bytes) -> None:
        request = urllib.request.Request(f"{self.http_url}{path}", data=body, method="POST")
        with urllib.request.urlopen(request, timeout=60):
            pass

    def _configuration(self) -> dict[str, object]:
        ours: dict[str, object] = {
            "Name": "test",
            "StorageDirectory": str(self.folder / "storage"),
            "IndexDirectory": str(self.folder / "storage"),
            "HttpPort": self.http_port,
            "HttpBindAddresses": ["127.0.0.1"],
            "DicomPort": self.dicom_port,
            "DicomAet": "ORTHANC",
            "DicomCheckCalledAet": False,
            "DicomAlwaysAllowEcho": True,
            "DicomAlwaysAllowStore": True,
            "DicomAlwaysAllowFind": True,
            "DicomAlwaysAllowGet": True,
            "DicomAlwaysAllowMove": True,
            "AuthenticationEnabled": False,
            "RemoteAccessAllowed": False,
            "UnknownSopClassAccepted": True,
            "DicomModalities": {
                title: [title, host, port] for title, (host, port) in self.modalities.items()
            },
            "Plugins": [str(PLUGIN)],
            "DicomWeb": {"Enable": True, "Root": "/dicom-web/"},
        }
        return {**ours, **self.settings}

    def _wait_until_up(self) -> None:
        gives_up = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < gives_up:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.http_url}/system", timeout=5):
                    return
            except urllib.error.HTTPError:
                return  # it answers: it wants a login
            except OSError:
                time.sleep(0.05)
        log = (self.folder / "orthanc.log").read_text(errors="replace")[-2000:]
        self.kill()
        raise RuntimeError(f"Orthanc did not start:\n{log}")
