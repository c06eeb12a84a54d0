"""What training writes, the catalog reads."""

from pathlib import Path

import torch

from medviewer.ai.catalog import load_card
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.runtime.weights import load_weights
from medviewer.ai.training.evaluate import Evaluation
from medviewer.ai.training.release import write_release
from medviewer.domain.model_card import Metric

METRIC = Metric("SliceCNN", "AUC", 0.9, 0.8, 0.95, 'patches "of a kind"')
EVALUATION = Evaluation(0.7, (METRIC,), 0.9, 0.8, 1234, 56)


def test_that_card_and_weights_belong_together(tmp_path: Path) -> None:
    network = SliceCNN()

    card = load_card(write_release(tmp_path, network, EVALUATION))
    weights = load_weights(card, tmp_path)

    assert all(torch.equal(weights[name], value) for name, value in network.state_dict().items())


def test_that_the_card_says_what_was_measured(tmp_path: Path) -> None:
    extra = Metric("whole analyzer", "sensitivity", 1.0, 0.9, 1.0, "phantoms")

    card = load_card(write_release(tmp_path, SliceCNN(), EVALUATION, (extra,)))

    assert card.score_threshold == 0.7
    assert card.metrics == (METRIC, extra)
    assert not card.is_calibrated
    assert "1,234 patches were fitted" in card.sources[0].note
    assert "LIDC-IDRI-0001" in card.sources[0].note
