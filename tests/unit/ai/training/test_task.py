"""A task file is read strictly: nothing misspelt, nothing that harms anatomy."""

import tomllib
from typing import Any

import pytest

from medviewer.ai.training.task import load_task, parsed_task
from medviewer.errors import InputError

TASK = """
task_id = "shadows"
kind = "classification"
reader = "medmnist"
labels = ["none", "shadow"]
input_size = [28, 28]
release = "SHIP-OK"
[network]
name = "slice_cnn"
options = { width = 8 }
[division]
method = "blocks"
leave_out = [[3, 5]]
"""


def table(**changes: Any) -> dict[str, Any]:
    return {**tomllib.loads(TASK), **changes}


def test_that_lists_become_tuples_and_the_rest_has_defaults() -> None:
    task = parsed_task(table())

    assert task.input_size == (28, 28)
    assert task.network.options == (("width", 8),)
    assert task.division.leave_out == ((3, 5),)
    assert task.optimiser.batch_size == 64


def test_that_two_classes_have_one_output_and_three_have_three() -> None:
    assert parsed_task(table()).outputs == ("shadow",)
    assert parsed_task(table(labels=["a", "b", "c"])).outputs == ("a", "b", "c")


@pytest.mark.parametrize(
    "change",
    [
        {"epoch": 3},
        {"optimiser": {"epoch": 3}},
        {"kind": "guessing"},
        {"release": "MAYBE"},
        {"labels": ["one"]},
        {"members": 0},
    ],
)
def test_that_what_no_setting_is_named_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no setting epoch|is “|at least"):
        parsed_task(table(**change))


def test_that_mirroring_is_refused_where_laterality_matters() -> None:
    with pytest.raises(ValueError, match="mirrors left and right"):
        parsed_task(table(laterality_matters=True, augment={"geometry": {"flips": ["left_right"]}}))


def test_that_an_unknown_task_names_those_there_are() -> None:
    with pytest.raises(InputError, match="no task “appendix”"):
        load_task("appendix")
