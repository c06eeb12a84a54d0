"""Whole runs: nothing identifying survives, references stay consistent, originals are left alone."""

import json
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.pixels.utils import pixel_array
from pydicom.sequence import Sequence

from medviewer.domain.deidentification import BurnedIn, DeidentificationOptions, PixelBox
from medviewer.errors import ExportError, InputError, NothingToOpen
from tests.phantoms.identities import IMAGE, OTHER, SECRETS, SERIES, write_named_image
from tests.unit.dicom.deidentifying.conftest import Copies, Run

EVERY_OPTION = DeidentificationOptions(True, True, True, True, True)


@pytest.mark.parametrize("options", [DeidentificationOptions(), EVERY_OPTION])
def test_that_nothing_that_identifies_survives_anywhere(
    run: Run, originals: Path, tmp_path: Path, options: DeidentificationOptions
) -> None:
    kept = {"Elsewhere"} if options.keeps_device else set()  # in the name of the station
    write_named_image(originals / "Fernandez.dcm")

    run(options)

    for file in (tmp_path / "copies").rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        found = [s for s in SECRETS if s.encode() in content or s in str(file)]
        assert set(found) <= kept, file


def test_that_originals_are_left_as_they_are(run: Run, originals: Path) -> None:
    write_named_image(originals / "1.dcm")
    before = (originals / "1.dcm").read_bytes()

    run()

    assert (originals / "1.dcm").read_bytes() == before
    assert [file.name for file in originals.iterdir()] == ["1.dcm"]


def test_that_references_lead_to_the_copies_of_what_they_led_to(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm")
    write_named_image(originals / "2.dcm", SOPInstanceUID=OTHER)

    run()

    first, second = copies()
    assert first.SourceImageSequence[0].ReferencedSOPInstanceUID == second.SOPInstanceUID
    assert first.file_meta.MediaStorageSOPInstanceUID == first.SOPInstanceUID
    assert first.SeriesInstanceUID == second.SeriesInstanceUID
    assert first.SOPInstanceUID != IMAGE


def test_that_a_copy_says_what_was_done_to_it(run: Run, originals: Path, copies: Copies) -> None:
    write_named_image(originals / "1.dcm")

    run(DeidentificationOptions(shifts_dates=True))

    (copy,) = copies()
    codes = [code.CodeValue for code in copy.DeidentificationMethodCodeSequence]
    assert copy.PatientIdentityRemoved == "YES"
    assert copy.LongitudinalTemporalInformationModified == "MODIFIED"
    assert codes == ["113100", "113107"]  # CID 7050
    assert copy.PatientName == copy.PatientID


def test_that_shifted_dates_keep_their_intervals_and_times(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm", SeriesDate="20260202")

    run(DeidentificationOptions(shifts_dates=True))

    (copy,) = copies()
    days = [np.datetime64(f"{d[:4]}-{d[4:6]}-{d[6:]}") for d in (copy.StudyDate, copy.SeriesDate)]
    assert days[1] - days[0] == np.timedelta64(2, "D")
    assert copy.StudyTime == "101530"
    assert copy.AcquisitionDateTime == f"{copy.StudyDate}101530.5"


def test_that_a_cleaned_description_keeps_the_words_of_images(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm")

    run(DeidentificationOptions(keeps_descriptors=True))

    assert copies()[0].SeriesDescription == "THORAX 1.5"


def test_that_characteristics_stay_where_they_are_wanted(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm")

    run(DeidentificationOptions(keeps_characteristics=True))

    assert (copies()[0].PatientSex, copies()[0].PatientAge) == ("F", "056Y")


def test_that_a_required_attribute_is_emptied_or_replaced_not_removed(
    run: Run, originals: Path, copies: Copies
) -> None:
    """Content Date is type 2 in a CT image (PS3.3 C.7.6.1): Z/D empties it, and does not dare remove."""
    write_named_image(originals / "1.dcm")

    run()

    assert copies()[0]["ContentDate"].value == ""
    assert "SeriesDate" not in copies()[0]  # type 3


def test_that_a_report_of_structured_content_loses_names_and_keeps_numbers(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm", ContentSequence=Sequence(_content()))

    run()

    text, name, number = copies()[0].ContentSequence
    assert text.TextValue == "REMOVED"
    assert name.PersonName == "REMOVED"
    assert number.MeasuredValueSequence[0].NumericValue == 12


def test_that_boxes_are_blacked_out_in_every_frame_of_compressed_pixels(
    run: Run, originals: Path, copies: Copies
) -> None:
    source = pydicom.dcmread(str(get_testdata_file("examples_ybr_color.dcm")))
    source.save_as(originals / "1.dcm")
    before = pixel_array(source)

    run(DeidentificationOptions(boxes=(PixelBox(0, 0, 20, 100),)))

    (copy,) = copies()
    after = copy.pixel_array
    assert not copy.file_meta.TransferSyntaxUID.is_compressed
    assert after[:, :20, :100].max() == 0
    assert np.array_equal(after[:, 20:], before[:, 20:])
    assert copy.BurnedInAnnotation == "NO"
    assert "113101" in [c.CodeValue for c in copy.DeidentificationMethodCodeSequence]


def test_that_a_box_of_another_series_changes_no_pixel(
    run: Run, originals: Path, copies: Copies
) -> None:
    original = write_named_image(originals / "1.dcm")

    run(DeidentificationOptions(boxes=(PixelBox(0, 0, 4, 4, "1.2.3"),)))

    assert copies()[0].PixelData == original.PixelData


def test_that_a_box_of_the_series_is_black_in_signed_pixels(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm")

    run(DeidentificationOptions(boxes=(PixelBox(4, 4, 8, 8, SERIES),)))

    after = copies()[0].pixel_array
    assert set(after[4:, 4:].ravel()) == {0}
    assert after[0, 7] == 7


def test_that_an_overlay_in_unused_bits_is_cleared(
    run: Run, originals: Path, copies: Copies
) -> None:
    dataset = write_named_image(originals / "1.dcm", BitsStored=12, HighBit=11)
    del dataset[0x60003000]
    dataset.add_new(0x60000102, "US", 15)
    dataset.PixelData = np.full(64, 0x8005, "<u2").tobytes()
    dataset.save_as(originals / "1.dcm")

    run()

    assert np.frombuffer(copies()[0].PixelData, "<u2").tolist() == [5] * 64


def test_that_a_document_is_refused_unless_it_is_asked_for(
    run: Run, originals: Path, copies: Copies, tmp_path: Path
) -> None:
    pdf = "1.2.840.10008.5.1.4.1.1.104.1"
    write_named_image(originals / "1.dcm")
    write_named_image(originals / "2.dcm", SOPClassUID=pdf, EncapsulatedDocument=b"%PDF")

    report = run()

    assert (report.written, len(report.left_out)) == (1, 1)
    assert report.left_out[0].path.name == "2.dcm"
    assert "2.dcm" not in (tmp_path / "copies" / "deidentification.txt").read_text()


def test_that_text_in_pixels_is_warned_of(run: Run, originals: Path) -> None:
    write_named_image(originals / "1.dcm", BurnedInAnnotation="YES")
    write_named_image(originals / "2.dcm", Modality="US", SOPInstanceUID=OTHER)
    write_named_image(originals / "3.dcm", SOPInstanceUID=f"{OTHER}.3")

    report = run()

    assert [warning.why for warning in report.warnings] == [{BurnedIn.STATED}, {BurnedIn.KIND}]


def test_that_the_report_counts_without_telling(run: Run, originals: Path, tmp_path: Path) -> None:
    write_named_image(originals / "1.dcm")

    run()

    document = json.loads((tmp_path / "copies" / "deidentification.json").read_text())
    names = {each["keyword"]: each["action"] for each in document["attributes"]}
    assert (document["files"], document["patients"]) == (1, 1)
    assert names["SOPInstanceUID"] == "another UID"
    assert names["ImageComments"] == "removed"


@pytest.mark.parametrize("place", ["originals/inside", "."])
def test_that_copies_are_never_put_among_originals(
    originals: Path, tmp_path: Path, place: str
) -> None:
    from medviewer.dicom.deidentifying.run import refuse_where_originals_lie

    write_named_image(originals / "1.dcm")

    with pytest.raises(InputError):
        refuse_where_originals_lie([originals], tmp_path / place)


def test_that_a_folder_without_dicom_is_told(run: Run, originals: Path, tmp_path: Path) -> None:
    (originals / "notes.txt").write_text("Fernandez")

    with pytest.raises(NothingToOpen):
        run()
    assert not (tmp_path / "copies").exists()


def _content() -> list[Dataset]:
    return [
        _item("TEXT", TextValue="seen by Wohlgemuth"),
        _item("PNAME", PersonName="Wohlgemuth^Ada"),
        _item("NUM", MeasuredValueSequence=Sequence([_with(NumericValue=12)])),
    ]


def _item(value_type: str, **values: object) -> Dataset:
    return _with(RelationshipType="CONTAINS", ValueType=value_type, **values)


def _with(**values: object) -> Dataset:
    item = Dataset()
    for keyword, value in values.items():
        setattr(item, keyword, value)
    return item


def test_that_a_name_of_chinese_characters_is_found_in_a_text_that_stays(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(
        originals / "1.dcm", PatientName="Wang^XiaoMing=王^小明", ConvolutionKernel="给小明 B60s"
    )

    run()

    assert copies()[0].ConvolutionKernel == "给*** B60s"


def test_that_a_text_that_stays_loses_names_and_keeps_the_rest(
    run: Run, originals: Path, copies: Copies
) -> None:
    write_named_image(originals / "1.dcm")

    run()

    assert copies()[0].ConvolutionKernel == "B60s ***"


def test_that_safe_private_attributes_stay_only_where_asked(
    run: Run, originals: Path, copies: Copies
) -> None:
    dataset = write_named_image(originals / "1.dcm")
    block = dataset.private_block(0x0043, "GEMS_PARM_01", create=True)
    block.add_new(0x39, "IS", ["1000", "8", "0", "0"])
    block.add_new(0x01, "SS", 17)
    dataset.save_as(originals / "1.dcm")

    run(DeidentificationOptions(keeps_safe_private=True))

    kept = [element for element in copies()[0] if element.tag.is_private]
    assert [int(element.tag) for element in kept] == [0x00430010, 0x00431039]


def test_that_a_file_nobody_can_encode_is_left_out_and_the_rest_is_written(
    run: Run, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_named_image(originals / "1.dcm")
    write_named_image(originals / "2.dcm", SOPInstanceUID=OTHER)
    save, calls = pydicom.FileDataset.save_as, []

    def save_as(self: Dataset, *args: object, **options: object) -> None:
        calls.append(args)
        if len(calls) == 1:
            raise ValueError("no such value")
        save(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pydicom.FileDataset, "save_as", save_as)
    report = run()

    assert (report.written, len(report.left_out)) == (1, 1)


def test_that_a_disk_that_refuses_ends_the_run_with_a_sentence(
    run: Run, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_named_image(originals / "1.dcm")

    def save_as(self: Dataset, *args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pydicom.FileDataset, "save_as", save_as)
    with pytest.raises(ExportError, match="No space left"):
        run()
