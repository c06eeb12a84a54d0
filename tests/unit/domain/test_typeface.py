"""Text is cut into runs that one font can set."""

import pytest

from medviewer.domain.typeface import Run, script_runs


def test_that_text_is_split_where_the_script_changes() -> None:
    assert script_runs("Dr 王小明, MD") == (
        Run("Dr ", False),
        Run("王小明", True),
        Run(", MD", False),
    )


@pytest.mark.parametrize("text", ["山田", "ひらがな", "김철수", "，"])
def test_that_every_east_asian_script_is_one_run(text: str) -> None:
    assert script_runs(text) == (Run(text, True),)


def test_that_no_text_is_no_run() -> None:
    assert script_runs("") == ()
