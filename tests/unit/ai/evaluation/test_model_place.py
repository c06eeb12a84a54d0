"""A model is found by its id or its folder."""

from pathlib import Path

import pytest

from medviewer.ai.evaluation.model_place import find_place
from medviewer.errors import ChoiceNeeded
from tests.unit.ai.evaluation.run_folders import run_folder


def test_that_a_run_folder_brings_its_own_task(tmp_path: Path) -> None:
    run = run_folder(tmp_path / "run")

    place = find_place(str(run))

    assert place.folder == run
    assert place.task.labels == ("dark", "bright")


def test_that_an_unknown_model_is_answered_with_those_there_are() -> None:
    with pytest.raises(ChoiceNeeded, match="chest_ct_nodules"):
        find_place("appendix")
