"""What arrives lies whole in its place, or not at all."""

from pathlib import Path

import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.errors import ArrivalsUnwritable

KEY = InstanceKey("1.2.3", "1.2.3.4", "1.2.3.4.5")


def test_that_an_instance_is_found_again_by_its_uids(tmp_path: Path) -> None:
    folder = ArrivalFolder(tmp_path)

    with folder.writing(KEY) as stream:
        stream.write(b"image")

    assert folder.holds(KEY)
    assert folder.path_of(KEY).read_bytes() == b"image"


def test_that_a_broken_transfer_leaves_nothing(tmp_path: Path) -> None:
    folder = ArrivalFolder(tmp_path)

    with pytest.raises(ConnectionResetError):
        break_off(folder)

    assert not folder.holds(KEY)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def break_off(folder: ArrivalFolder) -> None:
    with folder.writing(KEY) as stream:
        stream.write(b"ima")
        raise ConnectionResetError


def test_that_a_uid_that_is_a_path_stays_inside(tmp_path: Path) -> None:
    hostile = InstanceKey("../../etc", "/tmp", "..")

    path = ArrivalFolder(tmp_path / "in").path_of(hostile)

    assert path.resolve().is_relative_to((tmp_path / "in").resolve())


def test_that_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with (
        pytest.raises(ArrivalsUnwritable, match="could not be written"),
        ArrivalFolder(tmp_path / "file").writing(KEY),
    ):
        pytest.fail("there is nowhere to write to")
