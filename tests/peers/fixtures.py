"""Peers as fixtures; a test whose peer is not installed skips and says so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from medviewer.domain.archive import ArchiveNode
from tests.peers import orthanc as peer
from tests.peers.bundle_objects import BundleObject, write_bundle_objects
from tests.peers.dcmtk import Server
from tests.peers.hostile_server import HostileServer
from tests.peers.orthanc import Orthanc

OrthancMaker = Callable[..., Orthanc]
ServerMaker = Callable[[ArchiveNode, Sequence[str]], Server]


@pytest.fixture
def make_orthanc(tmp_path: Path) -> Iterator[OrthancMaker]:
    """Start servers: `make_orthanc(modalities={"MEDVIEWER": ("127.0.0.1", 11112)}, settings={…})`."""
    if not peer.is_installed():
        pytest.skip(peer.WHY_MISSING)
    made: list[Orthanc] = []

    def make(
        modalities: Mapping[str, tuple[str, int]] | None = None,
        settings: Mapping[str, object] | None = None,
    ) -> Orthanc:
        server = Orthanc(tmp_path / f"orthanc{len(made)}", modalities or {}, settings or {})
        made.append(server)
        server.start()
        return server

    yield make
    for server in made:
        server.kill()


@pytest.fixture
def orthanc(make_orthanc: OrthancMaker) -> Orthanc:
    """One empty server that anybody on this computer may ask."""
    return make_orthanc()


@pytest.fixture(scope="session")
def bundle_objects(tmp_path_factory: pytest.TempPathFactory) -> tuple[BundleObject, ...]:
    """One object of every kind of the export bundle, written once; not to be changed."""
    return write_bundle_objects(tmp_path_factory.mktemp("bundle-objects"))


@pytest.fixture
def hostile_server() -> Iterator[HostileServer]:
    """A DICOMweb server that does what each test tells it to."""
    server = HostileServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def dcmtk_server(tmp_path: Path) -> Iterator[ServerMaker]:
    """Start dcmtk's servers: `dcmtk_server(node, ["storescp", …])`."""
    made: list[Server] = []

    def make(node: ArchiveNode, command: Sequence[str]) -> Server:
        folder = tmp_path / f"dcmtk{len(made)}"
        folder.mkdir()
        made.append(Server(node, folder, command))
        return made[-1]

    yield make
    for server in made:
        server.end()
