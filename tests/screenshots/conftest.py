"""The window on a smaller phantom than pictures are taken of, so that tests need not wait."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.imaging.phantom import ThoraxSpec
from tests.screenshots.patient import Examined, write_patient
from tests.screenshots.stage import Stage

SMALL = ThoraxSpec(shape=(24, 192, 192), pixel_mm=1.88, slice_mm=10.0)


@pytest.fixture(scope="session")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    return write_patient(tmp_path_factory.mktemp("disc"), SMALL)


@pytest.fixture
def stage_in(qtbot: QtBot, examined: Examined) -> Iterator[Callable[[str], Stage]]:
    """Call it for a window in a language."""
    stages: list[Stage] = []

    def build(language: str) -> Stage:
        stages.append(Stage(language, examined))
        return stages[-1]

    yield build
    for stage in stages:
        stage.end()


@pytest.fixture
def stage(stage_in: Callable[[str], Stage]) -> Stage:
    return stage_in("en")
