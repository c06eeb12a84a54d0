"""What cannot be used gives a sentence that says what to do, and the rest works."""

from pathlib import Path

import pytest

from tests.journeys.conftest import Viewer

pytestmark = pytest.mark.gui


def test_that_an_empty_folder_says_so(viewer: Viewer, tmp_path: Path) -> None:
    viewer.try_to_open(tmp_path)

    assert tmp_path.name in viewer.messages()
    assert "Open" in viewer.messages()


def test_that_a_folder_of_text_files_says_so(viewer: Viewer, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("no scan")

    viewer.try_to_open(tmp_path)

    assert "DICOM" in viewer.messages()
    assert viewer.session.library.value.studies == ()


def test_that_a_truncated_file_among_good_ones_costs_one_slice(
    viewer: Viewer, phantom_folder: Path, tmp_path: Path
) -> None:
    files = sorted((phantom_folder / "ct").iterdir())[:12]
    for file in files:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    cut = tmp_path / files[5].name
    cut.write_bytes(cut.read_bytes()[:-5000])

    viewer.open(tmp_path)

    display_set = viewer.session.viewport.value.display_set
    assert display_set is not None
    arrived = viewer.session.volumes.arrived_count(display_set.display_set_id)
    assert arrived == 11
    problems = [
        str(viewer.session.volumes.problem(display_set.display_set_id, index))
        for index in range(display_set.count)
        if viewer.session.volumes.problem(display_set.display_set_id, index)
    ]
    assert len(problems) == 1
    assert cut.name in problems[0]


def test_that_after_bad_input_a_good_folder_still_opens(
    viewer: Viewer, phantom_folder: Path, tmp_path: Path
) -> None:
    viewer.try_to_open(tmp_path)

    viewer.open(phantom_folder)

    assert viewer.session.frame() is not None


def test_that_an_mr_study_is_refused_with_the_reason_and_can_be_read(
    viewer: Viewer, phantom_folder: Path, tmp_path: Path
) -> None:
    for file in sorted((phantom_folder / "ct").iterdir()):
        (tmp_path / file.name).write_bytes(as_mr(file.read_bytes()))
    viewer.open(tmp_path)

    viewer.analyze()

    assert "made for CT; this series is MR" in viewer.messages()
    assert viewer.session.reading.value.findings == ()
    viewer("view.next_image")


def as_mr(ct: bytes) -> bytes:
    """The same file, its Modality (0008,0060) said to be MR."""
    tag = b"\x08\x00\x60\x00CS\x02\x00"
    assert ct.count(tag + b"CT") == 1
    return ct.replace(tag + b"CT", tag + b"MR")
