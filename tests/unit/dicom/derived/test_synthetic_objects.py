"""Objects made of a synthetic study are known for it each by itself."""

from dataclasses import replace
from pathlib import Path

import pydicom

from medviewer.dicom.derived.attachments import Attachments
from medviewer.dicom.derived.objects import write_objects
from medviewer.dicom.facts.synthetic_marks import is_synthetic
from medviewer.domain.bundle import BundleKind
from medviewer.domain.synthetic import MARK
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.recorded_readings import a_reading, opened
from tests.phantoms.series import write_ct
from tests.unit.dicom.derived.validators import errors_of


def test_that_reports_and_segmentations_of_a_synthetic_study_carry_its_mark(
    tmp_path: Path,
) -> None:
    write_ct(tmp_path / "ct", (8, 32, 32))
    study = opened(tmp_path / "ct")
    first, *others = study.series
    record = a_reading(replace(study, series=(replace(first, is_synthetic=True), *others)))
    (tmp_path / "out").mkdir()

    written = write_objects(
        record,
        {BundleKind.SR, BundleKind.SEG, BundleKind.KOS},
        tmp_path / "out",
        Attachments(),
        CancelToken(),
        ignore_progress,
    )

    assert {each.kind for each in written.objects} == {
        BundleKind.SR,
        BundleKind.SEG,
        BundleKind.KOS,
    }
    for each in written.objects:
        dataset = pydicom.dcmread(each.path)
        assert is_synthetic(dataset)
        assert str(dataset.SeriesDescription).startswith(MARK)
        assert errors_of(each.path) == []
