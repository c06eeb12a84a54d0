"""All objects of a reading are written at once, whole or not at all."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread

from medviewer.dicom.derived import objects
from medviewer.dicom.derived.attachments import Attachments
from medviewer.dicom.derived.objects import write_objects
from medviewer.domain.bundle import BundleKind
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.sign_off import SignOff
from medviewer.errors import ExportError
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from medviewer.words import message
from tests.phantoms.recorded_readings import a_reading, opened
from tests.phantoms.series import write_ct
from tests.unit.dicom.derived.validators import errors_of


@pytest.fixture
def reading(tmp_path: Path) -> ReadingRecord:
    write_ct(tmp_path / "ct", (8, 32, 32))
    (tmp_path / "out").mkdir()
    return a_reading(opened(tmp_path / "ct"))


def test_that_files_lie_where_it_says_they_do(reading: ReadingRecord, tmp_path: Path) -> None:
    kinds = [BundleKind.SR, BundleKind.SEG]

    written = write_objects(
        reading, kinds, tmp_path / "out", Attachments(), CancelToken(), ignore_progress
    )

    assert written.failures == ()
    assert {one.path for one in written.objects} == set((tmp_path / "out").iterdir())
    for one in written.objects:
        assert dcmread(one.path).SOPInstanceUID == one.sop_instance_uid


def test_that_two_exports_share_neither_series_nor_instances(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    uids = []
    for _ in range(2):
        written = write_objects(
            reading,
            [BundleKind.SR],
            tmp_path / "out",
            Attachments(),
            CancelToken(),
            ignore_progress,
        )
        uids += [one.sop_instance_uid for one in written.objects]
        uids += list({one.series_instance_uid for one in written.objects})

    assert len(uids) == len(set(uids)) == 8


def test_that_a_series_begins_at_one_time_however_long_writing_takes(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    kinds = [BundleKind.SR, BundleKind.SEG, BundleKind.GSPS, BundleKind.KOS]
    written = write_objects(
        reading, kinds, tmp_path / "out", Attachments(), CancelToken(), ignore_progress
    )

    begun = {(d.SeriesDate, d.SeriesTime) for d in (dcmread(o.path) for o in written.objects)}

    assert begun == {("20260102", "050607")}  # when the reading was recorded


def test_that_a_kind_that_fails_is_named_and_the_others_are_written(
    reading: ReadingRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> Any:
        raise ValueError("Doe^Jane")

    monkeypatch.setattr(objects, "segmentations", fails)

    written = write_objects(
        reading,
        [BundleKind.SR, BundleKind.SEG],
        tmp_path / "out",
        Attachments(),
        CancelToken(),
        ignore_progress,
    )

    (failure,) = written.failures
    assert failure.kind is BundleKind.SEG
    assert "Doe" not in str(failure.reason)
    assert {one.kind for one in written.objects} == {BundleKind.SR}


def test_that_a_cancelled_export_leaves_nothing(reading: ReadingRecord, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        write_objects(
            reading, [BundleKind.SR], tmp_path / "out", Attachments(), token, ignore_progress
        )

    assert list((tmp_path / "out").iterdir()) == []


def test_that_a_folder_that_is_gone_is_told_in_a_sentence(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="could not be written"):
        write_objects(
            reading, [BundleKind.SR], tmp_path / "no", Attachments(), CancelToken(), ignore_progress
        )


def test_that_hostile_text_is_written_as_valid_objects(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    hostile = "a\x00b\\c\nd" + "x" * 5000
    first, *others = reading.measurements
    drawn = replace(first, measurement=replace(first.measurement, label=hostile))
    finding, *rest = reading.findings
    named = replace(
        finding,
        proposed=replace(finding.proposed, label=hostile, name=message("Label", "{x}", x=hostile)),
    )
    (painted,) = reading.segments
    segment = replace(painted, segment=replace(painted.segment, name=hostile))
    record = replace(
        reading,
        measurements=(drawn, *others),
        findings=(named, *rest),
        segments=(segment,),
        content=replace(reading.content, impression=hostile, reader=hostile),
        sign_off=SignOff(hostile, "no time", hostile, 2, hostile),
    )

    written = write_objects(
        record, list(BundleKind), tmp_path / "out", Attachments(), CancelToken(), ignore_progress
    )

    assert written.failures == ()
    for one in written.objects:
        assert errors_of(one.path) == []
