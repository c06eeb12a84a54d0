"""A batch's list: on disk, remembered between runs, small in memory however many studies there are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer.errors import IndexUnavailable
from medviewer.store.batch_list import BatchList, ListedInstance, Place


@pytest.fixture
def found(tmp_path: Path) -> Iterator[BatchList]:
    found = BatchList(tmp_path / "studies.sqlite3")
    found.begin()
    yield found
    found.close()


def add(found: BatchList, path: str, uid: str, size: int = 10) -> None:
    place = Path(path)
    instance = ListedInstance(place, 0, size, f"{uid}.{path}")
    found.add(Place(place, size, 7), [(uid, instance)])


def test_that_a_place_is_known_until_it_changes(found: BatchList) -> None:
    add(found, "/a/1", "1.2")
    found.begin()

    assert found.is_known(Place(Path("/a/1"), 10, 7))
    assert not found.is_known(Place(Path("/a/1"), 11, 7))
    assert not found.is_known(Place(Path("/a/1"), 10, 8))


def test_that_a_name_that_is_no_text_is_kept(found: BatchList) -> None:
    odd = b"/a/\xff\xfe".decode("utf-8", "surrogateescape")
    add(found, odd, "1.2")

    found.end_survey()

    (study,) = found.studies()
    assert found.instances(study)[0].path == Path(odd)


def test_that_studies_come_in_order_while_others_are_written_about(found: BatchList) -> None:
    for number in range(1200):  # more than a page
        add(found, f"/a/{number}", f"1.{number:04}")
    found.end_survey()

    seen = []
    for study in found.studies():
        seen.append(study.uid)
        found.tell(study.number, "key", "done", "", 1)

    assert seen == [f"1.{number:04}" for number in range(1200)]
    assert all(study.is_told for study in found.studies())


def test_that_a_folder_beside_one_of_a_like_name_is_not_meant(found: BatchList) -> None:
    add(found, "/a/1/x", "1.1")
    add(found, "/a/10/x", "1.10")

    count = found.carry(Path("/a/1"), {"site": "A"})

    found.end_survey()
    assert count == 1
    assert [dict(study.carried) for study in found.studies()] == [{"site": "A"}, {}]


def test_that_what_lies_there_and_is_no_list_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "studies.sqlite3"
    file.write_bytes(b"no database" * 1000)

    with pytest.raises(IndexUnavailable, match="cannot be written or read"):
        BatchList(file)
