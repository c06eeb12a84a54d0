"""What stands in a file, row by row: names, types, values, and what becomes of nonsense."""

import io
import struct
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from medviewer.dicom.tag_tree.attribute_file import opened
from medviewer.dicom.tag_tree.attribute_rows import (
    frame_places,
    read_below,
    read_file,
    read_frame,
    read_value,
    rows_of,
)
from medviewer.dicom.tag_tree.elements import Walk
from medviewer.domain.attribute_tree import Attribute, AttributeFile
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from tests.phantoms.attribute_files import attribute_file, multi_frame

SYNTAXES = (
    ImplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    DeflatedExplicitVRLittleEndian,
)
TOKEN = CancelToken()


def row(file: AttributeFile, tag: int) -> Attribute:
    return next(one for one in file.meta + file.data_set if one.tag == tag)


def append_bytes(path: Path, more: bytes) -> Path:
    path.write_bytes(path.read_bytes() + more)
    return path


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_that_values_read_the_same_in_every_encoding(tmp_path: Path, syntax: UID) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm", syntax=syntax), TOKEN)

    rows = row(file, 0x00280010)
    assert (rows.vr, rows.multiplicity) == ("US", 1)
    assert (rows.name, rows.keyword, rows.value) == ("Rows", "Rows", "2")
    assert row(file, 0x00200032).value == "1.5\\-2\\30"
    assert row(file, 0x00200032).multiplicity == 3
    assert row(file, 0x00280106).value == "-5"  # US or SS, decided by Pixel Representation


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_that_a_sequence_unfolds_to_items_and_these_to_attributes(
    tmp_path: Path, syntax: UID
) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm", syntax=syntax), TOKEN)
    sequence = row(file, 0x00081140)

    (item,) = read_below(file, sequence, TOKEN)
    (uid,) = read_below(file, item, TOKEN)

    assert str(sequence.value) == "1 item"
    assert str(item.name) == "Item 1"
    assert (uid.tag_text, uid.value) == ("(0008,1155)", "1.2.3")


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_that_a_private_attribute_is_named_by_its_creators_dictionary(
    tmp_path: Path, syntax: UID
) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm", syntax=syntax), TOKEN)

    private = row(file, 0x00291008)

    assert private.name == "[CSA Image Header Type]"
    assert private.creator == "SIEMENS CSA HEADER"
    assert private.value == "IMAGE NUM 4"


def test_that_a_siemens_header_unfolds_to_its_named_elements(tmp_path: Path) -> None:
    def with_csa(dataset: Dataset) -> None:
        item = struct.pack("<4i", 4, 4, 77, 4) + b"24\0\0"
        element = struct.pack("<64si4siii", b"NumberOfImagesInMosaic", 1, b"US", 6, 1, 77) + item
        block = dataset.private_block(0x0029, "SIEMENS CSA HEADER")
        block.add_new(0x10, "OB", b"SV10\4\3\2\1" + struct.pack("<2I", 1, 77) + element)

    file = read_file(attribute_file(tmp_path / "a.dcm", with_csa), TOKEN)
    (mosaic,) = read_below(file, row(file, 0x00291010), TOKEN)

    assert (mosaic.name, mosaic.value) == ("NumberOfImagesInMosaic", "24")


def test_that_an_item_is_titled_by_what_it_says(tmp_path: Path) -> None:
    def with_content(dataset: Dataset) -> None:
        name, content = Dataset(), Dataset()
        name.CodeMeaning = "Finding"
        content.ConceptNameCodeSequence = [name]
        content.TextValue = "Mass in the left lobe"
        dataset.ContentSequence = [content]

    file = read_file(attribute_file(tmp_path / "a.dcm", with_content), TOKEN)
    (item,) = read_below(file, row(file, 0x0040A730), TOKEN)

    assert item.value == "Finding: Mass in the left lobe"


def test_that_uids_come_with_their_names(tmp_path: Path) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm"), TOKEN)

    assert row(file, 0x00020010).value == "1.2.840.10008.1.2.1 = Explicit VR Little Endian"


def test_that_text_is_read_in_the_declared_character_set(tmp_path: Path) -> None:
    def in_chinese(dataset: Dataset) -> None:
        dataset.SpecificCharacterSet = "GB18030"
        dataset.PatientName = "Wang^XiaoDong=王^小东"

    file = read_file(attribute_file(tmp_path / "a.dcm", in_chinese), TOKEN)

    assert row(file, 0x00100010).value == "Wang^XiaoDong=王^小东"


def test_that_bytes_are_shown_as_their_number_and_the_first_of_them(tmp_path: Path) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm"), TOKEN)

    pixels = str(row(file, 0x7FE00010).value)

    assert pixels == "16 bytes: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"


def test_that_a_long_value_is_cut_in_its_row_and_read_in_full_when_asked_for(
    tmp_path: Path,
) -> None:
    def with_comment(dataset: Dataset) -> None:
        dataset.ImageComments = "a long story " * 1000

    file = read_file(attribute_file(tmp_path / "a.dcm", with_comment), TOKEN)
    comment = row(file, 0x00204000)

    assert not comment.is_whole
    assert len(str(comment.value)) < 200
    assert read_value(file, comment, TOKEN) == ("a long story " * 1000).rstrip()


def test_that_a_value_cut_short_is_listed_with_the_reason(tmp_path: Path) -> None:
    path = attribute_file(tmp_path / "a.dcm")
    path.write_bytes(path.read_bytes()[:-6])

    last = read_file(path, TOKEN).data_set[-1]

    assert last.tag == 0x7FE00010
    assert "states 16 bytes here, but only 10" in str(last.problem)


def test_that_nonsense_after_the_last_attribute_is_shown_as_bytes(tmp_path: Path) -> None:
    path = append_bytes(attribute_file(tmp_path / "a.dcm"), b"\x01\x02\x03")

    last = read_file(path, TOKEN).data_set[-1]

    assert last.tag is None
    assert str(last.value) == "3 bytes: 01 02 03"
    assert last.problem is not None


def test_that_a_number_that_is_none_is_shown_as_it_stands(tmp_path: Path) -> None:
    path = attribute_file(tmp_path / "a.dcm")
    path.write_bytes(path.read_bytes().replace(b"1.5\\-2\\30", b"1.5\\-2\\xy"))

    position = row(read_file(path, TOKEN), 0x00200032)

    assert position.value == "1.5\\-2\\xy"
    assert str(position.problem) == "“xy” is no number."


def test_that_a_length_that_fits_no_number_is_told(tmp_path: Path) -> None:
    path = append_bytes(attribute_file(tmp_path / "a.dcm"), b"\xe1\x7f\x10\x10US\x03\x00abc")

    last = read_file(path, TOKEN).data_set[-1]

    assert str(last.value) == "3 bytes: 61 62 63"
    assert "3 bytes are no whole number of US values" in str(last.problem)


def test_that_an_unknown_sequence_of_undefined_length_unfolds_as_implicit(tmp_path: Path) -> None:
    item = bytes.fromhex("feff00e0ffffffff") + bytes.fromhex("1000 2000 04000000") + b"ID12"
    end = bytes.fromhex("feff0de000000000") + bytes.fromhex("feffdde000000000")
    unknown = bytes.fromhex("e17f1010") + b"UN\0\0\xff\xff\xff\xff" + item + end
    path = append_bytes(attribute_file(tmp_path / "a.dcm"), unknown)

    file = read_file(path, TOKEN)
    (inner,) = read_below(file, read_below(file, file.data_set[-1], TOKEN)[0], TOKEN)

    assert (inner.name, inner.value) == ("Patient ID", "ID12")


def test_that_each_frames_functional_groups_can_be_read_alone(tmp_path: Path) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm", multi_frame), TOKEN)

    places = frame_places(file, TOKEN)
    (position,) = read_frame(file, places[2], TOKEN)

    assert len(places) == 3
    assert position.name == "Image Position (Patient) ‹ Plane Position Sequence"
    assert position.value == "0\\0\\2"


class CountingStream(io.BytesIO):
    """Counts the bytes that were asked of it and given."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        given = super().read(size)
        self.count += len(given)
        return given


def test_that_listing_a_file_reads_next_to_nothing_of_its_pixels(tmp_path: Path) -> None:
    def with_many_pixels(dataset: Dataset) -> None:
        dataset.PixelData = bytes(4_000_000)

    path = attribute_file(tmp_path / "a.dcm", with_many_pixels)
    stream = CountingStream(path.read_bytes())
    with opened(path, TOKEN) as file:
        walk = Walk(stream, TOKEN)
        elements = walk.elements(file.start, file.size, file.coding)

        rows = list(rows_of(walk, elements, file.coding))

    assert rows[-1].place.length == 4_000_000
    assert stream.count < 20_000


def test_that_a_file_that_is_gone_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no longer there"):
        read_file(tmp_path / "gone.dcm", TOKEN)


def test_that_nested_sequences_without_end_are_not_followed_for_ever(tmp_path: Path) -> None:
    level = (
        bytes.fromhex("08004011") + b"SQ\0\0\xff\xff\xff\xff" + bytes.fromhex("feff00e0ffffffff")
    )
    path = append_bytes(attribute_file(tmp_path / "a.dcm"), level * 5000)

    last = read_file(path, TOKEN).data_set[-1]

    assert last.tag == 0x00081140
    assert last.problem is not None


@pytest.mark.parametrize(
    "name", ["CT_small.dcm", "MR_small.dcm", "rtplan.dcm", "reportsi.dcm", "MR_small_bigendian.dcm"]
)
def test_that_tags_and_types_agree_with_pydicom(name: str) -> None:
    path = get_testdata_file(name)
    assert isinstance(path, str)
    theirs = pydicom.dcmread(path)

    ours = read_file(Path(path), TOKEN).data_set

    assert [(element.tag, element.VR) for element in theirs] == [(row.tag, row.vr) for row in ours]
