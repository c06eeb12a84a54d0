"""What we write is valid DICOM and reads back as it was."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from medviewer.dicom.export import CtFacts, write_ct_series
from medviewer.dicom.pixels.volumes import load_volume
from medviewer.dicom.scanner import scan
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume
from medviewer.errors import ExportError
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.series import known_hu


def a_volume(slices: int = 4) -> Volume:
    """Anisotropic, head first, its first pixel at a place with many digits."""
    plane = ImagePlane((-12.345678, -20.5, 50.125), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.5, 0.703125)
    shape = (slices, 16, 24)
    return Volume(known_hu(shape), VolumeGeometry(plane, (0.0, 0.0, -1.25), shape), Unit.HU)


def test_that_a_written_volume_reads_back_bit_for_bit(tmp_path: Path) -> None:
    written = a_volume()
    write_ct_series(tmp_path / "ct", written)

    [study] = scan(
        [tmp_path / "ct"], tmp_path, CancelToken(), ignore_progress, lambda update: None
    ).studies
    [display_set] = study.series[0].display_sets
    read = load_volume(display_set, CancelToken(), ignore_progress)

    np.testing.assert_array_equal(read.array, written.array)
    np.testing.assert_allclose(read.geometry.affine_lps, written.geometry.affine_lps, atol=1e-6)
    assert read.unit is Unit.HU
    assert display_set.notes == ()


def test_that_the_series_can_be_analysed_and_says_it_is_a_phantom(tmp_path: Path) -> None:
    first, *_ = write_ct_series(tmp_path, a_volume())

    dataset = dcmread(first)

    assert list(dataset.ImageType) == ["ORIGINAL", "PRIMARY", "AXIAL"]
    assert (dataset.Modality, dataset.BodyPartExamined) == ("CT", "CHEST")
    assert str(dataset.PatientName) == "Phantom^Thorax"
    assert "phantom" in dataset.SeriesDescription
    assert dataset.SpecificCharacterSet == "ISO_IR 192"


def test_that_every_series_has_uids_of_its_own(tmp_path: Path) -> None:
    one = [dcmread(file) for file in write_ct_series(tmp_path / "1", a_volume())]
    other = [dcmread(file) for file in write_ct_series(tmp_path / "2", a_volume())]

    assert len({dataset.SOPInstanceUID for dataset in one + other}) == 8
    assert len({dataset.SeriesInstanceUID for dataset in one}) == 1
    assert len({dataset.SeriesInstanceUID for dataset in one + other}) == 2


def test_that_a_chinese_patient_keeps_the_name(tmp_path: Path) -> None:
    write_ct_series(tmp_path / "ct", a_volume(2), CtFacts(patient_name="Wang^XiaoMing=王^小明"))

    [study] = scan(
        [tmp_path / "ct"], tmp_path, CancelToken(), ignore_progress, lambda update: None
    ).studies

    assert study.patient.patient_name == "王小明 (Wang, XiaoMing)"


def test_that_only_finished_files_are_left(tmp_path: Path) -> None:
    files = write_ct_series(tmp_path / "ct", a_volume())

    assert sorted((tmp_path / "ct").iterdir()) == sorted(files)


def test_that_a_file_that_could_not_be_finished_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)

    with pytest.raises(ExportError, match="No space left"):
        write_ct_series(tmp_path / "ct", a_volume())

    assert list((tmp_path / "ct").iterdir()) == []


def test_that_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")

    with pytest.raises(ExportError, match="Choose a folder"):
        write_ct_series(tmp_path / "taken", a_volume())


def test_that_dciodvfy_finds_nothing_to_say(tmp_path: Path) -> None:
    validator = shutil.which("dciodvfy")
    if validator is None:
        pytest.skip("dciodvfy is not installed (Debian package dicom3tools)")
    first, *_ = write_ct_series(tmp_path, a_volume())

    run = subprocess.run(
        [validator, "-new", str(first)], capture_output=True, text=True, check=False
    )

    assert (run.stdout + run.stderr).strip() == "CTImage"
