"""`medviewer query|fetch|send|listen`: against a real PACS, and what is said where there is none."""

import json
import subprocess
import sys
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file

from medviewer import paths
from medviewer.__main__ import main
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.free_port import free_port
from tests.peers.orthanc import Orthanc

SMALL_CT = Path(str(get_testdata_file("CT_small.dcm")))
STUDY = "1.3.6.1.4.1.5962.1.2.1.20040119072730.12322"


def address(orthanc: Orthanc) -> str:
    return f"ORTHANC@127.0.0.1:{orthanc.dicom_port}"


def test_that_studies_are_listed_as_json(
    orthanc: Orthanc, capsys: pytest.CaptureFixture[str]
) -> None:
    orthanc.upload(SMALL_CT)

    code = main(["query", address(orthanc), "--patient-name", "Comp*", "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["study_instance_uid"] == STUDY


def test_that_the_dicomweb_address_of_an_archive_serves_as_well(
    orthanc: Orthanc, capsys: pytest.CaptureFixture[str]
) -> None:
    orthanc.upload(SMALL_CT)

    code = main(["query", orthanc.web_node.url])

    assert code == 0
    assert STUDY in capsys.readouterr().out


def test_that_a_study_is_sent_and_fetched_again(
    orthanc: Orthanc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["send", address(orthanc), str(SMALL_CT)]) == 0

    code = main(["fetch", address(orthanc), "--study", STUDY, "--out", str(tmp_path), "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2])["transferred"] == 1
    (kept,) = tmp_path.rglob("*.dcm")
    assert pydicom.dcmread(kept).PixelData == pydicom.dcmread(SMALL_CT).PixelData


def test_that_what_was_sent_stands_in_the_audit_trail(
    orthanc: Orthanc, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["send", address(orthanc), str(SMALL_CT)])
    capsys.readouterr()

    main(["audit", "list"])

    assert "verb=send" in capsys.readouterr().out
    assert paths.audit_file().exists()


@pytest.mark.parametrize(
    "url", ["https://reader:s3cret@pacs.example/web", "https://pacs.example/web?token=s3cret"]
)
def test_that_a_secret_in_an_address_is_refused_and_not_repeated(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["query", url])

    said = capsys.readouterr().err
    assert code == 2
    assert "pacs.example" in said
    assert "s3cret" not in said


def test_that_a_study_nobody_has_is_a_problem(
    orthanc: Orthanc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["fetch", address(orthanc), "--study", "1.2.3", "--out", str(tmp_path)])

    assert code == 1
    assert "nothing of what was asked for" in capsys.readouterr().err


def test_that_an_archive_that_is_not_there_is_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["query", f"PACS@127.0.0.1:{free_port()}", "--echo"])

    assert code == 1
    assert "Check host and port" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", "AET@host", "AET@host:99999", "@host:104"])
def test_that_no_address_is_bad_input(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", name]) == 2
    assert capsys.readouterr().err.startswith("medviewer: ")


def test_that_a_date_of_another_kind_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "A@127.0.0.1:104", "--date", "31.01.2026"]) == 2
    assert "20260131" in capsys.readouterr().err


def test_that_listening_takes_what_is_sent_notes_it_and_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    options = ["--port", str(port), "--allow", "SENDER", "--out", str(tmp_path), "--count", "1"]
    listening = subprocess.Popen(
        [sys.executable, "-m", "medviewer", "listen", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert listening.stderr is not None
    assert listening.stderr.readline() == f"MEDVIEWER@127.0.0.1:{port}\n"
    node = ArchiveNode("us", port=port, ae_title="MEDVIEWER", own_ae_title="SENDER")

    open_archive(node).store([SMALL_CT], ignore_progress, CancelToken())

    out, _ = listening.communicate(timeout=60)
    main(["audit", "list", "--study", STUDY])
    assert Path(out.strip()).is_file()
    assert listening.returncode == 0
    assert "from=SENDER" in capsys.readouterr().out
