"""A signed report names the newest of our reports that the study was opened with."""

from dataclasses import replace
from pathlib import Path

import pytest
from pydicom import dcmread

from medviewer.dicom.derived.attachments import Attachments
from medviewer.dicom.derived.objects import WrittenObjects, write_objects
from medviewer.domain.bundle import BundleKind
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.sign_off import SignOff
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.recorded_readings import a_reading, opened
from tests.phantoms.series import write_ct

SIGNED = SignOff("Reader", "2026-01-02T05:06:07Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_ct(tmp_path / "ct", (4, 32, 32))
    return tmp_path


def exported(record: ReadingRecord, folder: Path) -> WrittenObjects:
    folder.mkdir()
    return write_objects(
        record, [BundleKind.SR], folder, Attachments(), CancelToken(), ignore_progress
    )


def report_of(written: WrittenObjects) -> Path:
    return written.objects[0].path


def test_that_a_signed_report_follows_the_preliminary_one(folder: Path) -> None:
    preliminary = exported(a_reading(opened(folder)), folder / "preliminary")

    signed = replace(a_reading(opened(folder)), sign_off=SIGNED)
    final = exported(signed, folder / "final")

    report = dcmread(report_of(final))
    (study,) = report.PredecessorDocumentsSequence
    (series,) = study.ReferencedSeriesSequence
    named = series.ReferencedSOPSequence[0].ReferencedSOPInstanceUID
    assert named == dcmread(report_of(preliminary)).SOPInstanceUID


def test_that_a_preliminary_report_follows_none(folder: Path) -> None:
    exported(a_reading(opened(folder)), folder / "one")

    other = exported(a_reading(opened(folder)), folder / "other")

    assert "PredecessorDocumentsSequence" not in dcmread(report_of(other))
