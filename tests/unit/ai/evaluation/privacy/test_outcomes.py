"""What was trained is taken up again only where nothing that decided it has changed."""

from pathlib import Path

import numpy as np

from medviewer.ai.evaluation.privacy.outcomes import Outcome, load_outcome, save_outcome

OUTCOME = Outcome(np.array([[0.25, 0.75]]), np.array([0.1, 0.2]), np.array([0.3]), {"steps": 4.0})


def test_that_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    save_outcome(tmp_path / "rows" / "row.npz", "key", OUTCOME)

    found = load_outcome(tmp_path / "rows" / "row.npz", "key")

    assert found is not None
    assert found.probabilities.tolist() == OUTCOME.probabilities.tolist()
    assert found.members.tolist() == OUTCOME.members.tolist()
    assert found.strangers.tolist() == OUTCOME.strangers.tolist()
    assert found.facts == OUTCOME.facts


def test_that_one_of_other_settings_is_not_taken(tmp_path: Path) -> None:
    save_outcome(tmp_path / "row.npz", "key", OUTCOME)

    assert load_outcome(tmp_path / "row.npz", "another key") is None


def test_that_a_damaged_file_is_trained_again(tmp_path: Path) -> None:
    save_outcome(tmp_path / "row.npz", "key", OUTCOME)
    whole = (tmp_path / "row.npz").read_bytes()
    (tmp_path / "row.npz").write_bytes(whole[: len(whole) // 2])

    assert load_outcome(tmp_path / "row.npz", "key") is None
    assert load_outcome(tmp_path / "missing.npz", "key") is None
