"""The tag browser's state: which file is read, what arrives, what is dropped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.attribute_tree import DATA_SET_SECTION, Attribute
from medviewer.domain.study import Study
from medviewer.jobs.runner import JobRunner
from medviewer.session.images.viewport import Viewport
from medviewer.session.library.tags import Tags
from medviewer.session.messages import Messages
from tests.phantoms.attribute_files import attribute_file, multi_frame
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


@pytest.fixture
def viewport(qapp: object) -> Viewport:
    return Viewport()


@pytest.fixture
def tags(viewport: Viewport) -> Iterator[Tags]:
    runner = JobRunner()
    yield Tags(runner, viewport, Messages(), viewport)
    runner.shut_down()


def study_of(make_study: MakeStudy, paths: list[Path], frame_indices: list[int]) -> Study:
    """A study whose frames lie in these files."""
    study = make_study(len(paths), "1")
    series = study.series[0]
    shown = series.display_sets[0]
    frames = tuple(
        replace(frame, instance=replace(frame.instance, path=path), frame_index=index)
        for frame, path, index in zip(shown.frames, paths, frame_indices, strict=True)
    )
    changed = replace(series, display_sets=(replace(shown, frames=frames),))
    return replace(study, series=(changed,))


def show(viewport: Viewport, study: Study, index: int = 0) -> None:
    viewport.show(study, study.series[0].display_sets[0])
    viewport.scroll_to(index)


def opened(qtbot: QtBot, tags: Tags) -> None:
    tags.open()
    qtbot.waitUntil(lambda: tags.value.file is not None)


def row(tags: Tags, keyword: str) -> Attribute:
    assert tags.value.file is not None
    return next(row for row in tags.value.file.data_set if row.keyword == keyword)


def test_that_nothing_is_read_while_no_browser_is_open(
    tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    show(viewport, study_of(make_study, [attribute_file(tmp_path / "a.dcm")], [0]))

    assert tags.value.source is None
    assert not tags.value.is_reading


def test_that_the_file_of_the_image_on_screen_is_read(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    show(viewport, study_of(make_study, [attribute_file(tmp_path / "a.dcm")], [0]))

    opened(qtbot, tags)

    assert row(tags, "Modality").value == "CT"


def test_that_scrolling_goes_to_the_other_file_only_while_following(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    first, second = attribute_file(tmp_path / "a.dcm"), attribute_file(tmp_path / "b.dcm")
    show(viewport, study_of(make_study, [first, second], [0, 0]))
    opened(qtbot, tags)

    tags.set_following(follows=False)
    viewport.scroll_to(1)
    qtbot.wait(200)
    while_not_following = tags.value.source
    tags.set_following(follows=True)
    qtbot.waitUntil(lambda: tags.value.file is not None and tags.value.file.path == second)

    assert while_not_following is not None
    assert while_not_following.path == first


def test_that_the_functional_groups_are_of_the_frame_on_screen(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    path = attribute_file(tmp_path / "a.dcm", multi_frame)
    show(viewport, study_of(make_study, [path] * 3, [0, 1, 2]))
    opened(qtbot, tags)

    viewport.scroll_to(2)
    qtbot.waitUntil(lambda: tags.value.file is not None and tags.value.file.frame_index == 2)

    assert tags.value.file is not None
    assert [row.value for row in tags.value.file.frame] == ["0\\0\\2"]


def test_that_a_search_finds_rows_and_each_can_be_revealed(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    show(viewport, study_of(make_study, [attribute_file(tmp_path / "a.dcm")], [0]))
    opened(qtbot, tags)

    tags.search("referenced sop instance")
    qtbot.waitUntil(lambda: not tags.value.search.is_running)
    (hit,) = tags.value.search.hits
    with qtbot.waitSignal(tags.revealed) as revealed:
        tags.reveal(hit)

    assert revealed.args is not None
    path, branches = revealed.args
    assert path == hit
    assert hit[0] == DATA_SET_SECTION
    assert branches[-1].rows[hit[-1]].value == "1.2.3"


def test_that_a_file_that_is_gone_is_said_in_words(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    show(viewport, study_of(make_study, [tmp_path / "gone.dcm"], [0]))

    tags.open()
    qtbot.waitUntil(lambda: tags.value.problem is not None)

    assert "no longer there" in str(tags.value.problem)
    assert not tags.value.is_reading


def test_that_rows_are_copied_with_what_lies_below(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    show(viewport, study_of(make_study, [attribute_file(tmp_path / "a.dcm")], [0]))
    opened(qtbot, tags)

    with qtbot.waitSignal(tags.copied) as copied:
        tags.copy((row(tags, "ReferencedImageSequence"),))

    assert copied.args is not None
    assert "Referenced SOP Instance UID: 1.2.3" in copied.args[0]


def test_that_closing_everything_leaves_no_file_listed(
    qtbot: QtBot, tags: Tags, viewport: Viewport, make_study: MakeStudy, tmp_path: Path
) -> None:
    show(viewport, study_of(make_study, [attribute_file(tmp_path / "a.dcm")], [0]))
    opened(qtbot, tags)

    viewport.close()

    assert tags.value.file is None
    assert tags.value.is_open
