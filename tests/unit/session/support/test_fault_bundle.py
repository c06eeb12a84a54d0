"""What goes into a fault bundle, and what never does."""

import getpass
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file

from medviewer import paths
from medviewer.domain.fault_report import FaultBundle
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from medviewer.session.support.fault_bundle import FaultOrder, collect, scrubbed
from medviewer.settings import Settings

CT = Path(str(get_testdata_file("CT_small.dcm")))


def bundle_of(*headers: Path, settings: Settings | None = None) -> FaultBundle:
    order = FaultOrder(settings or Settings(), headers_of=headers)
    return collect(order, CancelToken(), ignore_progress)


def read(bundle: FaultBundle, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(bundle.data)) as archive:
        return archive.read(name)


def test_that_a_header_goes_along_without_identity_and_without_picture() -> None:
    original = pydicom.dcmread(CT)

    bundle = bundle_of(CT)

    copy = pydicom.dcmread(BytesIO(read(bundle, "headers/000001.dcm")))
    assert copy.PatientIdentityRemoved == "YES"
    assert copy.PatientID != original.PatientID
    assert copy.SOPInstanceUID != original.SOPInstanceUID
    assert (copy.Rows, copy.PixelSpacing, copy.ImagePositionPatient) == (
        original.Rows,
        original.PixelSpacing,
        original.ImagePositionPatient,
    )
    assert copy.pixel_array.shape == original.pixel_array.shape
    assert not copy.pixel_array.any()
    assert str(original.PatientName).encode() not in bundle.data


def test_that_a_compressed_picture_becomes_zeros_that_can_be_read() -> None:
    compressed = Path(str(get_testdata_file("SC_rgb_jpeg_dcmtk.dcm")))

    copy = pydicom.dcmread(BytesIO(read(bundle_of(compressed), "headers/000001.dcm")))

    assert copy.file_meta.TransferSyntaxUID == "1.2.840.10008.1.2.1"
    assert copy.pixel_array.shape == (100, 100, 3)
    assert not copy.pixel_array.any()


def test_that_a_header_is_shown_to_its_reader_without_who_it_was() -> None:
    header = bundle_of(CT).parts[-1]

    assert "Modality" in header.shown
    assert "Pixel Data" not in header.shown
    assert str(pydicom.dcmread(CT).PatientName) not in header.shown


def test_that_a_file_that_cannot_be_cleaned_is_counted_and_keeps_its_number(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.dcm"
    broken.write_bytes(b"nothing")

    bundle = bundle_of(broken, CT)

    assert bundle.left_out == 1
    assert [part.name for part in bundle.parts if part.text is None] == ["headers/000002.dcm"]


def test_that_only_settings_chosen_from_a_list_go_along() -> None:
    bundle = bundle_of(settings=Settings(reader="Dr. Roentgen", theme="dark"))

    settings = json.loads(read(bundle, "settings.json"))
    assert settings["theme"] == "dark"
    assert "reader" not in settings
    assert b"Roentgen" not in bundle.data


def test_that_the_log_goes_along_without_who_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "roentgen")
    (paths.log_folder() / "medviewer.log").write_text(
        f"{Path.home()}/scans could not be read by roentgen\n"
    )

    log = read(bundle_of(), "log/medviewer.log").decode()

    assert log == "~/scans could not be read by USER\n"


def test_that_a_name_within_a_word_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "view")

    assert scrubbed("medviewer view reviewed") == "medviewer USER reviewed"


def test_that_every_model_is_named_with_the_hash_of_its_weights() -> None:
    models = {each["id"]: each for each in json.loads(read(bundle_of(), "models.json"))}

    nodules = models["chest_ct_nodules"]
    assert nodules["stated_sha256"] in nodules["sha256"].values()


def test_that_the_same_state_gives_the_same_files_with_the_same_times() -> None:
    first, second = (zipfile.ZipFile(BytesIO(bundle_of(CT).data)) for _ in range(2))

    assert first.namelist() == second.namelist()
    assert {entry.date_time for entry in first.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_that_it_stops_when_asked() -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        collect(FaultOrder(Settings(), headers_of=(CT,)), token, ignore_progress)
