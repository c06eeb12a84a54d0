"""Reads a run back for judging: sources, judges and references, each held against its hash."""

from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load

from medviewer.ai.installed_systems import checked_file
from medviewer.ai.networks.small_cnn import SmallCNN
from medviewer.ai.runtime.synthesis.made_run import broken_run, load_run
from medviewer.ai.training.gan.judges import WIDTHS
from medviewer.ai.training.gan.references import read_seen
from medviewer.ai.training.gan.run import JUDGES, REFERENCES, TrainedGan
from medviewer.domain.system_card import SystemCard


def read_trained(card: SystemCard, folder: Path) -> TrainedGan:
    """What `train_gan` wrote.

    Raises:
        InputError: it makes no pictures.
        ModelUnusable: a file is missing, altered or broken.
    """
    run = load_run(card, folder)
    try:
        judges = _judges(checked_file(card, folder, JUDGES))
        fit = read_seen(checked_file(card, folder, REFERENCES))
    except (SafetensorError, ValueError, RuntimeError, KeyError, OSError) as error:
        raise broken_run(folder, error) from error
    return TrainedGan(run.facts, run.sources, judges, fit)


def _judges(data: bytes) -> dict[str, SmallCNN]:
    tables: dict[str, dict[str, object]] = {}
    for name, value in load(data).items():
        judge, _, part = name.partition("/")
        tables.setdefault(judge, {})[part] = value
    found = {}
    for judge, state in tables.items():
        bias = state["bias"]
        network = SmallCNN(labels=len(bias), widths=WIDTHS)  # type: ignore[arg-type]  # a tensor
        network.load_state_dict(state)
        found[judge] = network.eval()
    return found
