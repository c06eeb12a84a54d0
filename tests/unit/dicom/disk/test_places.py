"""Which files lie in what a reader opened."""

import errno
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from medviewer.dicom.disk import places
from medviewer.dicom.disk.places import Listing, list_files
from medviewer.progress import Cancelled, CancelToken


@dataclass
class Listed:
    """Everything a walk found."""

    files: list[Path]
    listing: Listing

    @property
    def reasons(self) -> list[str]:
        return [str(problem.reason) for problem in self.listing.problems]


def listed(*places: Path) -> Listed:
    listing = Listing()
    unpack_to = places[0].parent / "unpacked"
    return Listed(list(list_files(places, unpack_to, CancelToken(), listing)), listing)


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_that_folders_are_walked_to_their_ends(tmp_path: Path) -> None:
    root = tmp_path / "root"
    touch(root / "b", root / "deep" / "er" / "c", root / "a.dcm")

    assert listed(root).files == [root / "a.dcm", root / "b", root / "deep" / "er" / "c"]


def test_that_hidden_files_junk_and_dicomdir_are_passed_by(tmp_path: Path) -> None:
    root = tmp_path / "root"
    junk = [root / ".DS_Store", root / "__MACOSX" / "x", root / "DICOMDIR", root / "Thumbs.db"]
    touch(root / "a", *junk)

    assert listed(root).files == [root / "a"]


def test_that_a_folder_called_dicomdir_is_walked(tmp_path: Path) -> None:
    touch(tmp_path / "root" / "dicomdir" / "a")

    assert listed(tmp_path / "root").files == [tmp_path / "root" / "dicomdir" / "a"]


def test_that_an_unusable_dicomdir_opens_the_files_beside_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    touch(root / "DICOMDIR", root / "IM1")

    assert listed(root / "DICOMDIR").files == [root / "IM1"]


def test_that_a_circle_of_links_ends(tmp_path: Path) -> None:
    root = tmp_path / "root"
    touch(root / "a")
    (root / "again").symlink_to(root, target_is_directory=True)

    assert listed(root).files == [root / "a"]


def test_that_a_broken_link_is_passed_by(tmp_path: Path) -> None:
    root = tmp_path / "root"
    touch(root / "a")
    (root / "nowhere").symlink_to(tmp_path / "gone")

    assert listed(root).files == [root / "a"]


def test_that_a_file_named_twice_is_listed_once(tmp_path: Path) -> None:
    touch(tmp_path / "root" / "a")

    assert listed(tmp_path / "root", tmp_path / "root" / "a").files == [tmp_path / "root" / "a"]


def test_that_every_archive_is_unpacked(tmp_path: Path) -> None:
    archives = [tmp_path / "1.zip", tmp_path / "2.zip"]
    for number, path in enumerate(archives):
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("IM1", str(number))

    found = listed(*archives)

    assert [file.read_text() for file in found.files] == ["0", "1"]
    assert [found.listing.origin(file) for file in found.files] == [p / "IM1" for p in archives]


def test_that_a_missing_place_is_told(tmp_path: Path) -> None:
    found = listed(tmp_path / "gone")

    assert [problem.path for problem in found.listing.problems] == [tmp_path / "gone"]


def test_that_listing_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        list(list_files([tmp_path], tmp_path / "unpacked", token, Listing()))


def test_that_the_first_file_comes_before_the_last_folder_is_listed(tmp_path: Path) -> None:
    touch(tmp_path / "root" / "a" / "1", tmp_path / "root" / "b" / "2")
    listing = Listing()
    files = list_files([tmp_path / "root"], tmp_path / "unpacked", CancelToken(), listing)

    first = next(files)
    touch(tmp_path / "root" / "b" / "3")

    assert first.name == "1"
    assert [file.name for file in files] == ["2", "3"]


def test_that_folders_nested_a_thousand_deep_are_walked(tmp_path: Path) -> None:
    before, deep = Path.cwd(), tmp_path
    try:
        for _ in range(1200):  # beyond what one path may be long, and beyond Python's recursion
            os.chdir(deep)
            os.mkdir("d")
            deep = Path("d")
    finally:
        os.chdir(before)

    found = listed(tmp_path)

    assert found.files == []
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # Python's own way recurses


def test_that_pipes_never_block_the_walk(tmp_path: Path) -> None:
    root = tmp_path / "root"
    touch(root / "a")
    os.mkfifo(root / "pipe")

    in_folder, named = listed(root), listed(root / "pipe")

    assert in_folder.files == [root / "a"]
    assert named.files == []
    assert "pipe" in named.reasons[0]


@pytest.mark.parametrize(
    ("name", "is_read"),
    [(".dcm", True), (".IM1.DCM", True), ("._IM1.dcm", False), (".DS_Store", False)],
)
def test_that_a_hidden_file_is_read_if_it_calls_itself_dicom(
    tmp_path: Path, name: str, is_read: bool
) -> None:
    touch(tmp_path / "root" / name)

    assert bool(listed(tmp_path / "root").files) is is_read


def test_that_an_archive_is_known_by_its_content(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "study", "w") as out:
        out.writestr("IM1", "x")

    found = listed(tmp_path / "study")

    assert [found.listing.origin(file) for file in found.files] == [tmp_path / "study" / "IM1"]
    assert list(found.listing.archives.values()) == [tmp_path / "study"]


def test_that_names_of_any_bytes_and_any_length_are_walked(tmp_path: Path) -> None:
    long = tmp_path.joinpath("root", *["folder-of-thirty-two-characters-"] * 9)
    odd = os.fsdecode(b"\xc3\x28\xff.dcm")
    touch(long / odd)

    found = listed(tmp_path / "root")

    assert found.files == [long / odd]
    assert len(str(long)) > 260


def test_that_a_place_that_went_away_is_told_once(tmp_path: Path) -> None:
    root = tmp_path / "stick"
    touch(*(root / f"{number:02}" for number in range(20)))
    listing, read = Listing(), 0

    for file in list_files([root], tmp_path / "unpacked", CancelToken(), listing):
        read += 1
        if read == 3:
            shutil.rmtree(root)
        try:
            file.read_bytes()
        except OSError as error:
            listing.report_failure(error)

    assert read == 3
    assert [problem.path for problem in listing.problems] == [root]
    assert "went away" in str(listing.problems[0].reason)


def test_that_a_disk_that_fails_again_and_again_is_given_up(tmp_path: Path) -> None:
    root = tmp_path / "stick"
    touch(*(root / f"{number:02}" for number in range(40)))
    listing, read = Listing(), 0

    for _ in list_files([root], tmp_path / "unpacked", CancelToken(), listing):
        read += 1
        listing.report_failure(OSError(errno.EIO, "Input/output error"))

    assert read == places.FAILURES_IN_A_ROW
    assert "went away" in str(listing.problems[0].reason)


def test_that_one_bad_sector_ends_nothing(tmp_path: Path) -> None:
    touch(*(tmp_path / "root" / f"{number:02}" for number in range(40)))
    listing, read = Listing(), 0

    for _ in list_files([tmp_path / "root"], tmp_path / "unpacked", CancelToken(), listing):
        read += 1
        listing.report_failure(OSError(errno.EIO, "Input/output error"))
        listing.report_read()

    assert read == 40
