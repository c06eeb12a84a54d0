"""What lies in the places a reader opened."""

import errno
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.dicom import scanner
from medviewer.dicom.disk.places import FAILURES_IN_A_ROW
from medviewer.dicom.headers import Header, read_header
from medviewer.dicom.reading.recall import Recall
from medviewer.dicom.scanner import ScanSummary, ScanUpdate, scan, scan_everything, survey
from medviewer.errors import NothingToOpen, UnreadableFile
from medviewer.progress import Cancelled, CancelToken, Progress, ignore_progress
from medviewer.words import message
from tests.phantoms.dicom_files import write_image
from tests.phantoms.series import CtSeries, write_ct


class Scan:
    """One scan and everything it delivered."""

    def __init__(self, places: Sequence[Path], unpack_to: Path) -> None:
        self.updates: list[ScanUpdate] = []
        self.progress: list[Progress] = []
        self.summary: ScanSummary = scan(
            places, unpack_to, CancelToken(), self.progress.append, self.updates.append
        )


@pytest.fixture
def unpack_to(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("unpacked")


def test_that_studies_series_and_slices_are_found(
    ct_series: CtSeries, mr_series: tuple[Path, ...], unpack_to: Path
) -> None:
    found = Scan([ct_series.folder.parent], unpack_to).summary

    assert sorted(series.modality for study in found.studies for series in study.series) == [
        "CT",
        "MR",
    ]
    assert sorted(series.count for study in found.studies for series in study.series) == [6, 20]
    assert found.image_count == 26
    assert found.problems == ()


def test_that_updates_come_before_the_end_and_the_last_holds_everything(
    ct_series: CtSeries, unpack_to: Path
) -> None:
    done = Scan([ct_series.folder], unpack_to)

    counts = [study.series[0].count for update in done.updates for study in update.studies]
    assert counts == [16, 20]
    assert done.updates[-1].studies == done.summary.studies


def test_that_updates_do_not_grow_faster_than_the_files(tmp_path: Path, unpack_to: Path) -> None:
    """Rebuilding for every update must cost in all no more than a few times the files."""
    write_ct(tmp_path / "ct", (200, 2, 2))

    done = Scan([tmp_path / "ct"], unpack_to)

    rebuilt = sum(study.series[0].count for update in done.updates for study in update.studies)
    assert rebuilt <= 6 * 200


def test_that_an_update_names_only_what_changed(
    ct_series: CtSeries, mr_series: tuple[Path, ...], unpack_to: Path
) -> None:
    done = Scan([mr_series[0].parent, ct_series.folder], unpack_to)

    *_, last = done.updates
    assert [study.series[0].modality for study in last.studies] == ["CT"]


def test_that_progress_ends_at_the_number_of_files(ct_series: CtSeries, unpack_to: Path) -> None:
    done = Scan([ct_series.folder], unpack_to)

    assert (done.progress[-1].done, done.progress[-1].total) == (20, 20)


def test_that_a_single_file_opens(ct_series: CtSeries, unpack_to: Path) -> None:
    found = Scan([ct_series.files[0]], unpack_to).summary

    assert found.image_count == 1


def test_that_an_archive_opens(ct_series: CtSeries, tmp_path: Path, unpack_to: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "study"), "zip", ct_series.folder))

    found = Scan([archive], unpack_to).summary

    [study] = found.studies
    assert study.series[0].count == 20
    assert study.series[0].display_sets[0].geometry is not None


def test_that_a_problem_in_an_archive_names_the_entry(
    tmp_path: Path, ct_series: CtSeries, truncated_file: Path, unpack_to: Path
) -> None:
    archive = tmp_path / "study.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.write(ct_series.files[0], "good/IM1")
        out.write(truncated_file, "bad/CUT.dcm")

    found = Scan([archive], unpack_to).summary

    assert [problem.path for problem in found.problems] == [archive / "bad/CUT.dcm"]


def test_that_a_cut_file_is_one_line_and_the_rest_opens(
    ct_series: CtSeries, truncated_file: Path, unpack_to: Path
) -> None:
    truncated_file.write_bytes(truncated_file.read_bytes()[:300])

    done = Scan([ct_series.folder, truncated_file], unpack_to)

    [problem] = done.summary.problems
    assert problem.path == truncated_file
    assert "has no pixel data" in str(problem.reason)
    assert done.summary.image_count == 20
    assert [p for update in done.updates for p in update.problems] == [problem]


def test_that_texts_beside_images_are_counted_not_listed(
    ct_series: CtSeries, text_folder: Path, unpack_to: Path
) -> None:
    found = Scan([ct_series.folder, text_folder], unpack_to).summary

    assert found.not_dicom_count == 3
    assert found.problems == ()


def test_that_a_text_that_is_called_dicom_is_listed(
    ct_series: CtSeries, text_folder: Path, unpack_to: Path
) -> None:
    (text_folder / "notes").rename(text_folder / "notes.dcm")

    found = Scan([ct_series.folder, text_folder], unpack_to).summary

    assert [problem.path.name for problem in found.problems] == ["notes.dcm"]


def test_that_a_report_beside_images_is_counted_quietly(
    ct_series: CtSeries, tmp_path: Path, unpack_to: Path
) -> None:
    write_image(
        tmp_path / "sr.dcm",
        np.zeros((2, 2), np.uint8),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.88.11",
        Rows=None,
        Columns=None,
        PixelData=None,
    )

    found = Scan([ct_series.folder, tmp_path / "sr.dcm"], unpack_to).summary

    assert found.other_object_count == 1
    assert found.problems == ()


def write_report(path: Path, **attributes: Any) -> None:
    report: dict[str, Any] = {
        "SOPClassUID": "1.2.840.10008.5.1.4.1.1.88.11",
        "SeriesInstanceUID": "1.2.3.88",
        "Modality": "SR",
        "Rows": None,
        "Columns": None,
        "PixelData": None,
    }
    write_image(path, np.zeros((2, 2), np.uint8), **{**report, **attributes})


def test_that_a_report_is_kept_with_its_series_and_study(
    ct_series: CtSeries, tmp_path: Path, unpack_to: Path
) -> None:
    uid = survey([ct_series.folder], unpack_to, CancelToken(), ignore_progress, lambda update: None)
    write_report(tmp_path / "sr.dcm", StudyInstanceUID=uid.studies[0].study_instance_uid)

    [study] = Scan([ct_series.folder, tmp_path / "sr.dcm"], unpack_to).summary.studies

    [report] = study.find_series("1.2.3.88").objects  # type: ignore[union-attr] # fails if None
    assert (report.kind, report.modality) == ("Basic Text SR Storage", "SR")
    assert (report.rows, report.columns, report.number_of_frames) == (0, 0, 0)


def test_that_a_segmentation_says_how_many_frames_of_what_size_it_has(
    tmp_path: Path, unpack_to: Path
) -> None:
    write_image(
        tmp_path / "seg.dcm",
        np.zeros((3, 4, 5), np.uint8),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.66.4",
        NumberOfFrames=3,
        ContentLabel="LIVER",
    )

    found = survey([tmp_path], unpack_to, CancelToken(), ignore_progress, lambda update: None)

    [listed] = found.studies[0].series[0].objects
    assert (listed.number_of_frames, listed.rows, listed.columns) == (3, 4, 5)
    assert (listed.kind, listed.description) == ("Segmentation Storage", "LIVER")


def test_that_an_object_of_a_class_nobody_knows_is_kept_under_its_uid(
    tmp_path: Path, unpack_to: Path
) -> None:
    write_report(tmp_path / "odd.dcm", SOPClassUID="1.2.826.0.1.999")

    found = survey([tmp_path], unpack_to, CancelToken(), ignore_progress, lambda update: None)

    assert [one.kind for one in found.studies[0].series[0].objects] == ["1.2.826.0.1.999"]
    assert (found.image_count, found.other_object_count) == (0, 1)


def test_that_a_study_without_images_is_surveyed_but_not_scanned(
    ct_series: CtSeries, tmp_path: Path, unpack_to: Path
) -> None:
    write_report(tmp_path / "sr.dcm", StudyInstanceUID="1.2.3.4.5")

    done = Scan([ct_series.folder, tmp_path / "sr.dcm"], unpack_to)

    assert "1.2.3.4.5" not in {study.study_instance_uid for study in done.summary.studies}


def test_that_a_study_of_nothing_but_a_report_is_found_where_everything_is_wanted(
    tmp_path: Path, unpack_to: Path
) -> None:
    write_report(tmp_path / "sr.dcm", StudyInstanceUID="1.2.3.4.5")

    found = scan_everything([tmp_path], unpack_to, CancelToken(), ignore_progress, lambda _: None)

    assert [study.study_instance_uid for study in found.studies] == ["1.2.3.4.5"]


def test_that_a_copy_is_left_out_and_told_once_for_its_folder(
    ct_series: CtSeries, tmp_path: Path, unpack_to: Path
) -> None:
    copy = tmp_path / "zz_copy"
    shutil.copytree(ct_series.folder, copy)

    found = Scan([tmp_path], unpack_to).summary

    assert found.image_count == 20
    [problem] = found.problems
    assert problem.path == copy
    assert "20 files" in str(problem.reason)


def test_that_series_are_sorted_by_number(tmp_path: Path, unpack_to: Path) -> None:
    for number in (10, 2, None):
        uid = f"1.2.3.{number or 0}"
        write_image(
            tmp_path / uid,
            np.zeros((2, 2), np.uint8),
            SeriesNumber=number,
            SeriesInstanceUID=uid,
        )

    [study] = Scan([tmp_path], unpack_to).summary.studies

    assert [series.series_number for series in study.series] == [2, 10, None]


def test_that_an_empty_folder_says_what_to_do(empty_folder: Path, unpack_to: Path) -> None:
    with pytest.raises(NothingToOpen, match=r"is empty\. Open a folder"):
        Scan([empty_folder], unpack_to)


def test_that_a_folder_of_texts_says_what_to_do(text_folder: Path, unpack_to: Path) -> None:
    with pytest.raises(NothingToOpen, match=r"nothing that is DICOM \(files looked at: 3\)\. Open"):
        Scan([text_folder], unpack_to)


def test_that_a_missing_place_says_so(tmp_path: Path, unpack_to: Path) -> None:
    with pytest.raises(NothingToOpen, match="no such file or folder"):
        Scan([tmp_path / "gone"], unpack_to)


def test_that_objects_without_images_say_so(tmp_path: Path, unpack_to: Path) -> None:
    write_image(
        tmp_path / "plan.dcm",
        np.zeros((2, 2), np.uint8),
        SOPClassUID="1.2.840.10008.5.1.4.1.1.481.5",
        Rows=None,
        Columns=None,
        PixelData=None,
    )

    with pytest.raises(NothingToOpen, match="no images, only other DICOM objects"):
        Scan([tmp_path], unpack_to)


def test_that_a_cancelled_scan_stops(ct_series: CtSeries, unpack_to: Path) -> None:
    token = CancelToken()
    updates: list[ScanUpdate] = []

    def stop(update: ScanUpdate) -> None:
        updates.append(update)
        token.cancel()

    with pytest.raises(Cancelled):
        scan([ct_series.folder], unpack_to, token, ignore_progress, stop)

    assert len(updates) == 1


def test_that_a_bug_in_reading_a_header_is_one_line_and_the_rest_opens(
    ct_series: CtSeries, unpack_to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = ct_series.files[1]

    def read(path: Path, memory: Recall) -> Header:
        if path == unlucky:
            raise ZeroDivisionError
        return read_header(path, memory)

    monkeypatch.setattr(scanner, "read_header", read)

    summary = scan([unlucky.parent], unpack_to, CancelToken(), ignore_progress, lambda update: None)

    assert [problem.path for problem in summary.problems] == [unlucky]
    assert summary.image_count == len(ct_series.files) - 1


def test_that_a_drive_that_yields_reports_between_bad_files_has_not_gone(
    tmp_path: Path, unpack_to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = FAILURES_IN_A_ROW + 1
    for number in range(count):
        write_report(tmp_path / f"{number:03}a", SOPInstanceUID=f"1.2.{number}")
        (tmp_path / f"{number:03}b").touch()

    def read(path: Path, memory: Recall | None = None) -> Header:
        if path.name.endswith("b"):
            cause = OSError(errno.EIO, "Input/output error")
            raise UnreadableFile(message("Test", "bad sector")) from cause
        return read_header(path, memory)

    monkeypatch.setattr(scanner, "read_header", read)

    found = survey([tmp_path], unpack_to, CancelToken(), ignore_progress, lambda update: None)

    assert [str(one.reason) for one in found.problems] == ["bad sector"] * count
