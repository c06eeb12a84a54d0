"""A set is divided among sites whole, unevenly, and never into nothing."""

import numpy as np
import pytest
import torch

from medviewer.ai.training.privacy.cases import Cases
from medviewer.ai.training.privacy.sites import Scanner, divided_by_label, scanners
from medviewer.errors import InputError

LABELS = np.array([0] * 100 + [1] * 300, np.int64)


def test_that_every_case_lies_at_one_site() -> None:
    parts = divided_by_label(LABELS, 5, 0.5, np.random.default_rng(0))

    assert len(parts) == 5
    assert np.sort(np.concatenate(parts)).tolist() == list(range(400))


def test_that_a_small_alpha_makes_sites_differ_and_a_large_one_does_not() -> None:
    def spread(alpha: float) -> float:
        parts = divided_by_label(LABELS, 4, alpha, np.random.default_rng(1))
        return float(np.std([np.mean(LABELS[part]) for part in parts]))

    assert spread(0.2) > 0.1
    assert spread(1000.0) < 0.03


def test_that_one_site_has_everything() -> None:
    (only,) = divided_by_label(LABELS, 1, 0.5, np.random.default_rng(0))

    assert only.tolist() == list(range(400))


@pytest.mark.parametrize(("sites", "alpha"), [(300, 0.5), (0, 0.5), (3, 0.0)])
def test_that_a_division_that_cannot_be_is_refused(sites: int, alpha: float) -> None:
    with pytest.raises(InputError, match="fewer sites"):
        divided_by_label(LABELS, sites, alpha, np.random.default_rng(0))


def test_that_a_scanner_changes_grey_levels_and_stays_between_black_and_white() -> None:
    cases = Cases(torch.tensor([[[[0.0, 0.5, 1.0]]]]), torch.tensor([1]))

    seen = Scanner(gamma=2.0, contrast=0.8, offset=0.2).seen(cases)

    # (v² - ½)·0.8 + ½ + 0.2: 0.3, (0.25 - 0.5)·0.8 + 0.7 = 0.5, 1.1 cut to 1
    assert seen.images.flatten().tolist() == pytest.approx([0.3, 0.5, 1.0])
    assert seen.labels is cases.labels


def test_that_no_two_scanners_are_alike() -> None:
    found = scanners(5, np.random.default_rng(0))

    assert len(set(found)) == 5
