"""DICOMDIRs: exactly what they list, whatever became of the names, and nothing outside their folder."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from medviewer.dicom.disk.fileset import FileSet, is_dicomdir, read_file_set
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken


def write_dicomdir(path: Path, *file_ids: str | list[str], in_use: int = 0xFFFF) -> Path:
    """A DICOMDIR whose records name these files; its offsets are all zero."""
    records = []
    for file_id in file_ids:
        record = Dataset()
        record.OffsetOfTheNextDirectoryRecord = 0
        record.RecordInUseFlag = in_use
        record.OffsetOfReferencedLowerLevelDirectoryEntity = 0
        record.DirectoryRecordType = "IMAGE"
        record.ReferencedFileID = file_id
        records.append(record)
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    dataset.file_meta.MediaStorageSOPInstanceUID = UID("1.2.3")
    dataset.FileSetID = "TEST"
    dataset.DirectoryRecordSequence = Sequence(records)
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.save_as(path, enforce_file_format=True)
    return path


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def read(dicomdir: Path) -> FileSet:
    return read_file_set(dicomdir, CancelToken())


def test_that_exactly_what_is_listed_is_offered_in_its_order(tmp_path: Path) -> None:
    touch(tmp_path / "A" / "1", tmp_path / "A" / "2", tmp_path / "A" / "unlisted")
    dicomdir = write_dicomdir(tmp_path / "DICOMDIR", ["A", "2"], ["A", "1"])

    found = read(dicomdir)

    assert found.files == [tmp_path / "A" / "2", tmp_path / "A" / "1"]
    assert found.problems == []


@pytest.mark.parametrize(
    ("listed", "on_disk"),
    [
        (["IMAGES", "IM1"], "images/im1"),
        (["images", "im1"], "IMAGES/IM1"),
        (["IMAGES", "IM1"], "IMAGES/IM1.;1"),
        (["IMAGES", "IM1;1"], "IMAGES/IM1"),
        ("IMAGES/IM1", "IMAGES/IM1"),
        ("IMAGES\\IM1", "IMAGES/IM1"),
        (["IMAGES ", "IM1"], "IMAGES/IM1"),
    ],
)
def test_that_names_are_found_however_the_medium_was_copied(
    tmp_path: Path, listed: str | list[str], on_disk: str
) -> None:
    touch(tmp_path / on_disk)

    found = read(write_dicomdir(tmp_path / "DICOMDIR", listed))

    assert found.files == [tmp_path / on_disk]


def test_that_a_name_as_written_wins_over_one_in_another_case(tmp_path: Path) -> None:
    touch(tmp_path / "IM1", tmp_path / "im1")

    found = read(write_dicomdir(tmp_path / "DICOMDIR", "im1", "IM1"))

    assert found.files == [tmp_path / "im1", tmp_path / "IM1"]


def test_that_listed_files_that_are_missing_are_named(tmp_path: Path) -> None:
    touch(tmp_path / "IM1")

    found = read(write_dicomdir(tmp_path / "DICOMDIR", "IM1", ["DEEP", "IM2"]))

    assert [problem.path for problem in found.problems] == [tmp_path / "DEEP" / "IM2"]
    assert "not there" in str(found.problems[0].reason)


@pytest.mark.parametrize(
    "listed", [["..", "secret"], "/etc/passwd", "C:\\secret", ["A", "..", "..", "s"]]
)
def test_that_nothing_outside_the_folder_is_offered(
    tmp_path: Path, listed: str | list[str]
) -> None:
    touch(tmp_path / "secret", tmp_path / "cd" / "IM1", tmp_path / "cd" / "A" / "IM1")

    found = read(write_dicomdir(tmp_path / "cd" / "DICOMDIR", "IM1", listed))

    assert found.files == [tmp_path / "cd" / "IM1"]
    assert "outside" in str(found.problems[0].reason)


def test_that_a_link_out_of_the_folder_is_refused_and_one_within_is_not(tmp_path: Path) -> None:
    touch(tmp_path / "secret", tmp_path / "cd" / "IM1")
    (tmp_path / "cd" / "OUT").symlink_to(tmp_path / "secret")
    (tmp_path / "cd" / "IN").symlink_to(tmp_path / "cd" / "IM1")

    found = read(write_dicomdir(tmp_path / "cd" / "DICOMDIR", "OUT", "IN"))

    assert found.files == [tmp_path / "cd" / "IN"]
    assert [problem.path.name for problem in found.problems] == ["OUT"]


def test_that_a_dicomdir_that_lists_only_what_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="lists no file that is there"):
        read(write_dicomdir(tmp_path / "DICOMDIR", "IM1"))


def test_that_records_out_of_use_list_nothing(tmp_path: Path) -> None:
    touch(tmp_path / "IM1")

    with pytest.raises(UnreadableFile):
        read(write_dicomdir(tmp_path / "DICOMDIR", "IM1", in_use=0))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_that_a_dicomdir_cut_short_is_refused_rather_than_half_offered(
    tmp_path: Path, share: float
) -> None:
    names = [f"IM{number}" for number in range(50)]
    touch(*(tmp_path / name for name in names))
    dicomdir = write_dicomdir(tmp_path / "DICOMDIR", *names)
    content = dicomdir.read_bytes()
    dicomdir.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(UnreadableFile):
        read(dicomdir)


def test_that_noise_is_refused(tmp_path: Path) -> None:
    touch(tmp_path / "DICOMDIR")

    with pytest.raises(UnreadableFile, match=r"damaged|lists no file"):
        read(tmp_path / "DICOMDIR")


def test_that_a_dicomdir_is_known_by_its_class_whatever_its_name(tmp_path: Path) -> None:
    dicomdir = write_dicomdir(tmp_path / "INDEX.DCM", "IM1")

    assert is_dicomdir(dicomdir.read_bytes()[:1024])
    assert not is_dicomdir(b"x" * 1024)


@pytest.mark.parametrize(
    "name",
    ["DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-nooffset", "DICOMDIR-reordered"],
)
def test_that_every_shared_dicomdir_offers_what_it_lists(shared_data: Path, name: str) -> None:
    folder = shared_data / "dicom" / "dicomdir" / "pydicom_sets"

    found = read(folder / name)

    assert len(found.files) == 31
    assert found.problems == []
