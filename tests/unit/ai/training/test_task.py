"""A task file is read strictly: nothing misspelt, nothing that harms anatomy."""

from pathlib import Path

import pytest

from medviewer.ai.training.task import Task, load_task, parse_task, read_task, write_task
from medviewer.errors import InputError
from tests.unit.ai.training.task_texts import TASK


def task_with(line: str = "") -> Task:
    """The task above with one more line before its tables."""
    return parse_task(f"{line}\n{TASK}")


def test_that_lists_become_tuples_and_the_rest_has_defaults() -> None:
    task = task_with()

    assert task.input_size == (28, 28)
    assert task.network.options == (("width", 8),)
    assert task.division.leave_out == ((3, 5),)
    assert task.optimiser.batch_size == 64


def test_that_two_classes_have_one_output_and_three_have_three() -> None:
    three = parse_task(TASK.replace('["none", "shadow"]', '["a", "b", "c"]'))

    assert task_with().outputs == ("shadow",)
    assert three.outputs == ("a", "b", "c")


@pytest.mark.parametrize(
    "line",
    [
        "epoch = 3",
        "optimiser = { epoch = 3 }",
        "optimiser = { epochs = 0 }",
        'imbalance = "guessing"',
        'precision = "fp8"',
        "members = 0",
    ],
)
def test_that_what_no_setting_is_named_so_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"not known|not one of|at least"):
        task_with(line)


def test_that_mirroring_is_refused_where_laterality_matters() -> None:
    flip = 'augment = { geometry = { turn_deg = 5.0, flips = ["left_right"] } }'

    assert task_with(flip).augment
    with pytest.raises(ValueError, match="mirrors left and right"):
        task_with(f"laterality_matters = true\n{flip}")


def test_that_a_written_task_is_read_back_equal(tmp_path: Path) -> None:
    task = task_with(
        "augment = { noise = { largest_sigma = 0.05 }, geometry = { scale = [0.9, 1.1] } }"
    )

    write_task(task, tmp_path / "task.toml")

    assert read_task(tmp_path / "task.toml") == task
    assert load_task(str(tmp_path)) == task


def test_that_an_unknown_task_names_those_there_are() -> None:
    with pytest.raises(InputError, match="no task “appendix”"):
        load_task("appendix")
