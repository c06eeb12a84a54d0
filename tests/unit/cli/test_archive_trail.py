"""`medviewer fetch` and `send`: what stands in the audit trail, and what is no DICOM."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.__main__ import main
from medviewer.domain.audit import AuditEntry, AuditFilter
from medviewer.store.audit_trail import AuditTrail
from tests.peers.free_port import free_port
from tests.peers.scripted_archive import STUDY, ScriptedArchive, library, slices


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[ScriptedArchive]:
    made = ScriptedArchive(library(slices(tmp_path / "source", 2)))
    yield made
    made.stop()


def network_entries() -> list[AuditEntry]:
    trail = AuditTrail(paths.audit_file(), paths.audit_anchor_file())
    return list(trail.entries(AuditFilter(kind="network")))


def test_that_a_fetch_stands_in_the_audit_trail(archive: ScriptedArchive, tmp_path: Path) -> None:
    address = f"SCRIPTED@127.0.0.1:{archive.node.port}"

    code = main(["fetch", address, "--study", STUDY, "--out", str(tmp_path / "in")])

    (entry,) = network_entries()
    assert (code, entry.study_instance_uid) == (0, STUDY)
    told = {name: entry.facts[name] for name in ("action", "outcome", "address", "instances")}
    assert told == {"action": "fetch", "outcome": "done", "address": address, "instances": 2}


def test_that_a_fetch_that_failed_stands_there_too(tmp_path: Path) -> None:
    address = f"NOBODY@127.0.0.1:{free_port()}"

    code = main(["fetch", address, "--study", STUDY, "--out", str(tmp_path)])

    (entry,) = network_entries()
    assert code == 1
    assert (entry.facts["outcome"], entry.facts["instances"]) == ("failed", 0)


@pytest.mark.parametrize("address", ["NOBODY@127.0.0.1:{port}", "http://127.0.0.1:{port}/web"])
def test_that_what_is_no_dicom_is_bad_input(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague")

    code = main(["send", address.format(port=free_port()), str(letter)])

    assert code == 2
    assert "letter.txt" in capsys.readouterr().err
