"""Files that are whole or not there."""

import stat
import sys
from pathlib import Path

import pytest

from medviewer.errors import ExportError
from medviewer.progress import Cancelled
from medviewer.whole_files import exported_file, whole_file, whole_files


def test_that_a_written_file_stands_at_its_place_and_nothing_beside_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.nii.gz") as temporary:
        temporary.write_bytes(b"new")

    assert [tmp_path / "a.nii.gz"] == list(tmp_path.iterdir())
    assert (tmp_path / "a.nii.gz").read_bytes() == b"new"


def test_that_a_writer_sees_the_name_and_its_suffixes(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.nii.gz") as temporary:
        named = temporary.name

    assert named == "a.nii.gz"


def fail_half_way(path: Path, error: BaseException) -> None:
    with whole_file(path) as temporary:
        temporary.write_bytes(b"ne")
        raise error


@pytest.mark.parametrize("error", [OSError, Cancelled, KeyboardInterrupt])
def test_that_what_fails_half_way_leaves_the_old_file(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")

    with pytest.raises(error):
        fail_half_way(path, error())

    assert path.read_bytes() == b"old"
    assert [path] == list(tmp_path.iterdir())


def test_that_of_several_files_none_is_moved_before_all_are_written(tmp_path: Path) -> None:
    with whole_files(tmp_path) as beside:
        (beside / "a").write_bytes(b"1")
        (beside / "b").write_bytes(b"2")
        meanwhile = {path.name for path in tmp_path.iterdir()} & {"a", "b"}

    assert meanwhile == set()
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_that_a_private_file_is_for_its_owner_only(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a", is_private=True) as temporary:
        temporary.write_bytes(b"")

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_that_no_export_makes_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ExportError), exported_file(tmp_path / "stick" / "a.png"):
        pass

    assert list(tmp_path.iterdir()) == []


def test_that_an_export_makes_its_folder_where_that_is_wanted(tmp_path: Path) -> None:
    with exported_file(tmp_path / "new" / "a.png", makes_folder=True) as temporary:
        temporary.write_bytes(b"picture")

    assert (tmp_path / "new" / "a.png").read_bytes() == b"picture"


def test_that_a_refused_export_says_where_and_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(ExportError) as refused, exported_file(tmp_path / "file" / "a.png"):
        pass

    assert str(tmp_path / "file" / "a.png") in str(refused.value)
    assert "could not be written" in str(refused.value)
