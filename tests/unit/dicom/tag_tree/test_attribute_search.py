"""Finding attributes by tag, keyword, name and value, at any depth."""

from pathlib import Path

import pytest

from medviewer.dicom.tag_tree.attribute_rows import read_file
from medviewer.dicom.tag_tree.attribute_search import search
from medviewer.domain.attribute_tree import DATA_SET_SECTION, RowPath
from medviewer.progress import Cancelled, CancelToken
from tests.phantoms.attribute_files import attribute_file, multi_frame


def hits(path: Path, query: str) -> list[RowPath]:
    found: list[RowPath] = []
    search(read_file(path, CancelToken()), query, CancelToken(), found.extend)
    return found


@pytest.mark.parametrize("query", ["0028,0010", "00280010", "(0028,0010)", "ROWS", "rows 2"])
def test_that_an_attribute_is_found_by_tag_name_and_value(tmp_path: Path, query: str) -> None:
    path = attribute_file(tmp_path / "a.dcm")
    rows = read_file(path, CancelToken()).data_set
    at = next(position for position, row in enumerate(rows) if row.keyword == "Rows")

    assert (DATA_SET_SECTION, at) in hits(path, query)


def test_that_every_item_of_a_sequence_is_searched_in_order(tmp_path: Path) -> None:
    found = hits(attribute_file(tmp_path / "a.dcm", multi_frame), "ImagePositionPatient 0\\0")

    assert [path[2] for path in found] == [0, 1, 2]
    assert {len(path) for path in found} == {6}  # section, groups, item, sequence, item, attribute


def test_that_nothing_is_found_where_one_of_the_words_is_missing(tmp_path: Path) -> None:
    assert hits(attribute_file(tmp_path / "a.dcm"), "rows columns") == []


def test_that_a_search_can_be_stopped(tmp_path: Path) -> None:
    file = read_file(attribute_file(tmp_path / "a.dcm", multi_frame), CancelToken())
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        search(file, "position", token, lambda batch: None)
