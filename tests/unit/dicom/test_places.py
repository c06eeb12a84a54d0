"""Which files lie in what a reader opened."""

import zipfile
from pathlib import Path

import pytest

from medviewer.dicom.places import Listing, list_files
from medviewer.progress import Cancelled, CancelToken


def listed(*places: Path) -> Listing:
    return list_files(places, places[0].parent / "unpacked", CancelToken())


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


def test_that_opening_a_dicomdir_opens_the_files_beside_it(tmp_path: Path) -> None:
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

    listing = listed(*archives)

    assert [file.read_text() for file in listing.files] == ["0", "1"]
    assert [listing.origins[file] for file in listing.files] == [p / "IM1" for p in archives]


def test_that_a_missing_place_is_told(tmp_path: Path) -> None:
    listing = listed(tmp_path / "gone")

    assert [problem.path for problem in listing.problems] == [tmp_path / "gone"]


def test_that_listing_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        list_files([tmp_path], tmp_path / "unpacked", token)
