"""Archives entered come back as they were; what is broken in the file is told, and the rest lives."""

import dataclasses
from pathlib import Path

import pytest

from medviewer.domain.archive import (
    ArchiveNode,
    ListenerSettings,
    Login,
    Protocol,
    Retrieval,
    TransportSecurity,
)
from medviewer.domain.network_settings import ArrivalQuota, NetworkSettings, PriorRules
from medviewer.domain.node_rules import is_ae_title, what_is_wrong
from medviewer.session.network.node_files import find_node, read_nodes, write_nodes

MAIN = ArchiveNode(
    'Haus "A" \\ 主',
    host="pacs.example",
    port=11112,
    ae_title="MAIN PACS",
    own_ae_title="DESK1",
    retrieval=Retrieval.MOVE,
    security=TransportSecurity(True, "/etc/ca.pem", "/etc/me.pem", "/etc/me.key"),
    timeout_s=7,
)
WEB = ArchiveNode(
    "web", Protocol.DICOMWEB, url="https://pacs.example/dicom-web", login=Login.BASIC, user="anna"
)
EVERYTHING = NetworkSettings(
    nodes=(MAIN, WEB),
    default="web",
    is_listening=True,
    listener=ListenerSettings("ME", "0.0.0.0", 4242, ("CT1", "MR 2")),
    priors=PriorRules("web", most=3, years=4, same_modality=False),
    quota=ArrivalQuota(5, 9),
)


def test_that_what_was_set_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"

    write_nodes(EVERYTHING, file)

    assert read_nodes(file).settings == EVERYTHING
    assert read_nodes(file).problems == ()


def test_that_only_the_user_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"

    write_nodes(EVERYTHING, file)

    assert file.stat().st_mode & 0o077 == 0


def test_that_no_file_means_no_archive_and_no_complaint(tmp_path: Path) -> None:
    found = read_nodes(tmp_path / "none.toml")

    assert (found.settings, found.problems) == (NetworkSettings(), ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("port = 70000", "70000 is no port"),
        ('port = "104"', "port"),
        ('ae_title = "MORE THAN SIXTEEN"', "MORE THAN SIXTEEN"),
        ('protocol = "gopher"', "protocol"),
        ("security = 3", "TransportSecurity"),
        ('host = "a b"', "host"),
        ("timeout_s = 0", "1 second"),
    ],
)
def test_that_a_broken_entry_is_told_and_the_others_live(
    tmp_path: Path, line: str, said: str
) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text(f'[[archive]]\nname = "broken"\n{line}\n\n[[archive]]\nname = "good"\n')

    found = read_nodes(file)

    assert [node.name for node in found.settings.nodes] == ["good"]
    assert len(found.problems) == 1
    assert said in str(found.problems[0])
    assert "broken" in str(found.problems[0])


def test_that_an_entry_without_a_name_is_told(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text("[[archive]]\nport = 104\n")

    assert "name" in str(read_nodes(file).problems[0])


def test_that_the_second_of_two_of_one_name_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text('[[archive]]\nname = "a"\nport = 1\n[[archive]]\nname = "a"\nport = 2\n')

    found = read_nodes(file)

    assert [node.port for node in found.settings.nodes] == [1]
    assert len(found.problems) == 1


@pytest.mark.parametrize("content", ["[[archive", "x = 1\n" * 300_000, "\udcff"])
def test_that_a_file_that_is_no_toml_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text(content, errors="surrogateescape")

    found = read_nodes(file)

    assert found.settings == NetworkSettings()
    assert str(file) in str(found.problems[0])


def test_that_a_bad_quota_costs_only_the_quota(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text('[quota]\ngigabytes = -3\n[priors]\nnode = "a"\n')

    found = read_nodes(file)

    assert found.settings.quota == ArrivalQuota()
    assert found.settings.priors == PriorRules("a")
    assert "gigabytes" in str(found.problems[0])


@pytest.mark.parametrize("host", ["", " ", "a b", "user@here"])
def test_that_a_listener_without_an_address_does_not_listen_on_all_of_them(
    tmp_path: Path, host: str
) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text(f'is_listening = true\n[listener]\nhost = "{host}"\n')

    found = read_nodes(file)

    assert not found.settings.is_listening
    assert found.settings.listener.host == "127.0.0.1"
    assert "which address" in str(found.problems[0])


def test_that_a_bad_listener_is_not_started(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"
    file.write_text("is_listening = true\n[listener]\nport = 0\n")

    found = read_nodes(file)

    assert not found.settings.is_listening
    assert len(found.problems) == 1


def test_that_the_command_line_finds_a_node_by_name(tmp_path: Path) -> None:
    file = tmp_path / "nodes.toml"
    write_nodes(EVERYTHING, file)

    assert find_node("web", file) == WEB
    assert find_node("other", file) is None


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("https://pacs.example/dicom-web", True),
        ("http://[::1]:8042/x", True),
        ("https://user:secret@pacs.example/", False),
        ("https://pacs.example/dicom-web?token=secret", False),
        ("https://pacs.example/dicom-web#secret", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("http://a:b/", False),
    ],
)
def test_that_an_address_is_of_the_web_and_holds_no_secret(url: str, is_right: bool) -> None:
    node = dataclasses.replace(WEB, url=url)

    assert (what_is_wrong(node) is None) is is_right


@pytest.mark.parametrize(
    ("title", "is_one"),
    [("A", True), ("A" * 16, True), ("A" * 17, False), (" ", False), ("A\\B", False), ("Ä", False)],
)
def test_that_an_ae_title_is_what_the_standard_allows(title: str, is_one: bool) -> None:
    assert is_ae_title(title) is is_one
