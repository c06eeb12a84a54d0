"""Attributes copied as text and as DICOM JSON."""

import json
from pathlib import Path

import pydicom

from medviewer.dicom.tag_tree.attribute_export import as_json, as_text
from medviewer.dicom.tag_tree.attribute_rows import read_below, read_file
from medviewer.progress import CancelToken
from tests.phantoms.attribute_files import attribute_file


def test_that_a_sequence_is_copied_with_everything_below_it(tmp_path: Path) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm"), CancelToken())
    sequence = next(row for row in file.data_set if row.has_rows)

    text = as_text(file, (sequence,), CancelToken())

    assert text.splitlines() == [
        "(0008,1140) SQ Referenced Image Sequence: 1 item",
        "  Item 1: 14 bytes",
        "    (0008,1155) UI 1 Referenced SOP Instance UID: 1.2.3",
    ]


def test_that_json_is_what_pydicom_makes_of_the_same_data_set(tmp_path: Path) -> None:
    path = attribute_file(tmp_path / "a.dcm")
    file = read_file(path, CancelToken())

    ours = json.loads(as_json(file, file.data_set, CancelToken()))

    assert ours == pydicom.dcmread(path).to_json_dict()


def test_that_one_item_is_copied_as_a_data_set_of_its_own(tmp_path: Path) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm"), CancelToken())
    sequence = next(row for row in file.data_set if row.has_rows)
    (item,) = read_below(file, sequence, CancelToken())

    assert json.loads(as_json(file, (item,), CancelToken())) == {
        "00081155": {"vr": "UI", "Value": ["1.2.3"]}
    }
