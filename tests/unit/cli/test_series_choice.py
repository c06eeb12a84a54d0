"""Which series and display set a command line means."""

from pathlib import Path

from medviewer.cli.series_choice import find_display_set, find_series
from medviewer.dicom.scanner import scan
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.series import write_ct


def test_that_a_display_set_is_found_where_two_patients_share_a_series_uid(tmp_path: Path) -> None:
    for name in ("One^Patient", "Another^Person"):
        write_ct(tmp_path / name, (3, 8, 8), PatientName=name, PatientID=name)
    studies = scan(
        [tmp_path], tmp_path / "unused", CancelToken(), ignore_progress, lambda update: None
    ).studies
    sets = [one for study in studies for series in study.series for one in series.display_sets]
    uid = sets[0].series_instance_uid

    found = [
        find_display_set(find_series(studies, uid, one.display_set_id), one.display_set_id)
        for one in sets
    ]

    assert len(sets) == 2
    assert found == sets
