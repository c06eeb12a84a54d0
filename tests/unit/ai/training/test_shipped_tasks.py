"""Every task file that is shipped can be read, and what it asks for exists."""

import pytest
import torch

from medviewer import paths
from medviewer.ai.networks.architectures import build
from medviewer.ai.training.augment.recipe import parse_recipe
from medviewer.ai.training.readers.table import reader_of
from medviewer.ai.training.runs import Run, unjudged_card
from medviewer.ai.training.task import RESEARCH_ONLY, load_task
from medviewer.ai.training.training_run import network_spec
from tests.unit.ai.training.sample_sets import samples_at

TASKS = sorted(file.stem for file in paths.tasks().glob("*.toml"))


@pytest.mark.parametrize("name", TASKS)
def test_that_a_task_has_a_reader_a_recipe_and_a_network(name: str) -> None:
    task = load_task(name)

    parse_recipe({step: dict(options) for step, options in task.augment})
    reader_of(task)
    spec = network_spec(task, samples_at([0]))
    with torch.device("meta"):
        network = build(spec.name, dict(spec.options))

    assert task.task_id == name
    assert any(parameter.numel() for parameter in network.parameters())
    assert unjudged_card(Run(task, spec, ({},), ()), "").labels == task.outputs


def test_that_research_tasks_are_no_shipped_models() -> None:
    shipped = {folder.name for folder in paths.models().iterdir()}

    assert not shipped & {name for name in TASKS if load_task(name).release == RESEARCH_ONLY}
