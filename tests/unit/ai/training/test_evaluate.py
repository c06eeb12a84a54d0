"""The figures on a card: where the threshold comes from, and on what they were measured."""

import numpy as np
import pytest

from medviewer.ai.evaluation.patch_baselines import Baseline
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.training import evaluate as module
from medviewer.ai.training.datasets import Division, PatchSet


def patches(positives: int, negatives: int) -> PatchSet:
    labels = np.array([1] * positives + [0] * negatives)
    count = len(labels)
    return PatchSet(np.zeros((count, 50, 50), np.uint8), labels, np.arange(count) * 620)


@pytest.fixture
def _graded_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negatives score logits from -5 to -1, positives +1."""

    def graded(network: SliceCNN, where: PatchSet) -> np.ndarray:
        return np.where(where.labels == 1, 1.0, np.linspace(-1, -5, len(where)))

    monkeypatch.setattr(module, "logits", graded)


@pytest.mark.usefixtures("_graded_scores")
def test_that_validation_is_never_what_the_threshold_is_chosen_on() -> None:
    division = Division(patches(1, 1), patches(5, 100), patches(10, 20))
    rival = Baseline("logistic regression", 0.6, np.zeros(30))

    evaluation = module.evaluate(SliceCNN(), (rival,), division)

    by_name = {(m.subject, m.name, m.data.split()[0]): m for m in evaluation.metrics}
    # 97 of 100 negatives stay below: the fourth highest of the selection's, logits -1.19 to -5.
    assert 0.2 < evaluation.score_threshold < 0.24
    assert by_name["SliceCNN", "AUC", "official"].value == 1.0
    assert by_name["logistic regression", "AUC", "official"].value == 0.5
    assert evaluation.beats_baselines
    assert "n=30, 10 nodule" in by_name["SliceCNN", "AUC", "official"].data
    assert "n=105, 5 nodule" in by_name["SliceCNN", "AUC", "selection"].data
