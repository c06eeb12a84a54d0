"""The attack finds those who were remembered, and nobody where nothing was."""

import numpy as np
import pytest

from medviewer.ai.evaluation.privacy.membership import (
    found_at_few_alarms,
    losses,
    membership_auc,
)


def test_that_a_loss_is_the_negative_log_of_the_true_class() -> None:
    found = losses(np.array([0, 1]), np.array([[0.5, 0.5], [0.75, 0.25]]))

    assert found.tolist() == pytest.approx([np.log(2), np.log(4)])


def test_that_members_with_smaller_losses_are_found() -> None:
    members, strangers = np.array([0.1, 0.2, 0.3]), np.array([0.25, 0.5])

    # of six pairs, 0.3 > 0.25 is the only one the wrong way round
    assert membership_auc(members, strangers) == pytest.approx(5 / 6)


def test_that_equal_losses_tell_nothing() -> None:
    assert membership_auc(np.ones(5), np.ones(7)) == 0.5


def test_that_few_alarms_means_one_stranger_in_a_hundred() -> None:
    strangers = np.arange(1, 201) / 10  # the smallest two are 0.1 and 0.2
    members = np.array([0.05, 0.15, 0.25, 9.0])

    found = found_at_few_alarms(members, strangers)

    assert found == pytest.approx(
        0.5
    )  # those below 0.2, with which one of 200 strangers goes along
