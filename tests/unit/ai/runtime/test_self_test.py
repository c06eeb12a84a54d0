"""The self-test measures a model that runs, and names the problem of one that does not."""

import torch

from medviewer.ai.analyzer import Analyzer
from medviewer.ai.runtime.backends.accelerating import Backend
from medviewer.ai.runtime.backends.choices import remember
from medviewer.ai.runtime.self_test import REPEATS, machine_report, speed_of
from medviewer.errors import ModelUnusable
from medviewer.words import message
from tests.gui.canvas.samples import result

CPU = torch.device("cpu")


class Counting:
    """Counts how often it was warmed up."""

    def __init__(self) -> None:
        self.runs = 0

    def warm_up(self) -> None:
        self.runs += 1


def test_that_a_model_is_run_once_cold_and_then_repeatedly() -> None:
    analyzer = Counting()

    speed = speed_of(result().card, lambda: analyzer, CPU)  # type: ignore[arg-type, return-value]

    assert analyzer.runs == 1 + REPEATS
    assert speed.seconds is not None
    assert (speed.problem, speed.backend) == (None, "PyTorch, channels last")


def test_that_what_computes_it_is_what_was_chosen_for_its_weights() -> None:
    card = result().card
    remember({card.weights_sha256: Backend.BF16})

    speed = speed_of(card, Counting, CPU)  # type: ignore[arg-type]

    assert speed.backend == "PyTorch, bfloat16"


def test_that_a_model_that_cannot_be_loaded_says_why() -> None:
    def load() -> Analyzer:
        raise ModelUnusable(message("Test", "Weights were altered."))

    speed = speed_of(result().card, load, CPU)

    assert speed.seconds is None
    assert str(speed.problem) == "Weights were altered."


def test_that_the_machine_is_named() -> None:
    report = machine_report(torch.device("cpu"), [])

    assert (report.device, report.driver, report.gpu_bytes) == ("CPU", "", None)
    assert report.torch_version == torch.__version__
    assert report.cores >= 1
