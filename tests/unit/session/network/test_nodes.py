"""What the reader enters about archives is kept, secrets elsewhere."""

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.credentials import Secret
from medviewer.domain.archive import ArchiveNode, Protocol
from medviewer.domain.network_settings import NetworkSettings, PriorRules
from medviewer.errors import KeyringUnavailable
from medviewer.jobs.runner import JobRunner
from medviewer.session.messages import Messages
from medviewer.session.network.node_files import read_nodes
from medviewer.session.network.nodes import SET_ASIDE, Nodes
from medviewer.words import message

pytestmark = pytest.mark.gui


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = threading.Event()

    def __call__(self, place: str, kind: Secret, secret: str) -> None:
        if self.is_locked.is_set():
            raise KeyringUnavailable(message("Test", "locked"))
        self.kept[place, kind.value] = secret


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def nodes(runner: JobRunner, ring: Ring) -> Nodes:
    return Nodes(runner, Messages(), keep=ring)


def test_that_an_archive_entered_is_there_in_the_next_run(nodes: Nodes, tmp_path: Path) -> None:
    nodes.use(tmp_path / "nodes.toml")

    nodes.put(ArchiveNode("main"))

    assert read_nodes(tmp_path / "nodes.toml").settings.nodes == (ArchiveNode("main"),)


def test_that_a_name_is_given_once(nodes: Nodes) -> None:
    nodes.put(ArchiveNode("main", port=1))

    refused = nodes.put(ArchiveNode("main", port=2))

    assert "main" in str(refused)
    assert [node.port for node in nodes.value.nodes] == [1]


def test_that_a_changed_archive_stays_in_its_place_and_role(nodes: Nodes) -> None:
    nodes.put(ArchiveNode("a"))
    nodes.put(ArchiveNode("b"))
    nodes.update(default="a", priors=PriorRules("a"))

    assert nodes.put(ArchiveNode("c"), instead_of="a") is None

    assert [node.name for node in nodes.value.nodes] == ["c", "b"]
    assert (nodes.value.default, nodes.value.priors.node) == ("c", "c")


def test_that_priors_are_off_once_their_archive_is_gone(nodes: Nodes) -> None:
    nodes.put(ArchiveNode("a"))
    nodes.update(priors=PriorRules("a"))

    nodes.remove("a")

    assert nodes.value == NetworkSettings()


def test_that_a_secret_goes_to_the_keyring_and_to_no_file(
    nodes: Nodes, ring: Ring, qtbot: QtBot, tmp_path: Path
) -> None:
    nodes.use(tmp_path / "nodes.toml")
    nodes.put(ArchiveNode("main"))

    with qtbot.waitSignal(nodes.secret_kept) as kept:
        nodes.keep_secret("main", Secret.PASSWORD, "hunter2")

    assert kept.args == ["main", None]
    assert ring.kept == {("main", "password"): "hunter2"}
    assert "hunter2" not in (tmp_path / "nodes.toml").read_text()


def test_that_a_locked_keyring_is_told(nodes: Nodes, ring: Ring, qtbot: QtBot) -> None:
    ring.is_locked.set()

    with qtbot.waitSignal(nodes.secret_kept) as kept:
        nodes.keep_secret("main", Secret.TOKEN, "x")

    assert str(kept.args[1]) == "locked"


def test_that_secrets_go_with_their_archive(
    nodes: Nodes, ring: Ring, runner: JobRunner, qtbot: QtBot
) -> None:
    nodes.put(ArchiveNode("main"))

    nodes.remove("main")

    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert ring.kept == {("main", kind.value): "" for kind in Secret}


@pytest.mark.parametrize(
    ("url", "is_forgotten"),
    [
        ("https://pacs.example/other-root", False),
        ("https://elsewhere.example/web", True),
        ("http://pacs.example/web", True),
    ],
)
def test_that_a_secret_goes_to_no_other_server(
    nodes: Nodes, ring: Ring, runner: JobRunner, qtbot: QtBot, url: str, is_forgotten: bool
) -> None:
    web = ArchiveNode("web", protocol=Protocol.DICOMWEB, url="https://pacs.example/web")
    nodes.put(web)

    nodes.put(dataclasses.replace(web, url=url), instead_of="web")

    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert (ring.kept == {("web", kind.value): "" for kind in Secret}) is is_forgotten


def test_that_what_was_left_out_is_set_aside_before_the_file_is_written_anew(
    nodes: Nodes, tmp_path: Path
) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text('[[archive]]\nname = "broken"\nport = 0\n')
    file.chmod(0o600)

    nodes.use(file)
    nodes.put(ArchiveNode("main"))

    assert "broken" not in file.read_text()
    assert "broken" in (tmp_path / SET_ASIDE).read_text()
    assert (tmp_path / SET_ASIDE).stat().st_mode & 0o077 == 0
