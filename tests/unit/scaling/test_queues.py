"""The simulation against what can be computed by hand."""

import pytest

from tests.scaling.queues import Arrival, Step, backlog, simulate

CORE, DISK = "core", "disk"


def test_that_one_worker_does_one_study_after_another() -> None:
    studies = backlog([(Step(DISK, 1.0), Step(CORE, 3.0))] * 3)

    outcome = simulate(studies, 1, {CORE: 4, DISK: 1})

    assert outcome.ended_at_s == 12.0
    assert outcome.latencies_s == (4.0, 8.0, 12.0)
    assert dict(outcome.busy_s) == {DISK: 3.0, CORE: 9.0}


def test_that_two_workers_with_a_core_each_are_twice_as_quick() -> None:
    studies = backlog([(Step(CORE, 2.0),)] * 6)

    assert simulate(studies, 1, {CORE: 2}).ended_at_s == 12.0
    assert simulate(studies, 2, {CORE: 2}).ended_at_s == 6.0


def test_that_more_workers_than_cores_do_no_more() -> None:
    studies = backlog([(Step(CORE, 2.0),)] * 6)

    assert simulate(studies, 6, {CORE: 2}).ended_at_s == 6.0


def test_that_the_one_disk_holds_up_any_number_of_workers() -> None:
    studies = backlog([(Step(DISK, 1.0), Step(CORE, 1.0))] * 100)

    outcome = simulate(studies, 50, {CORE: 50, DISK: 1})

    assert outcome.ended_at_s == 101.0  # the disk's hundred seconds, and the last one's core


def test_that_what_waits_is_served_in_the_order_it_came() -> None:
    arrivals = [Arrival(0.0, (Step(CORE, 5.0),)), Arrival(1.0, (Step(CORE, 5.0),))]

    outcome = simulate(arrivals, 1, {CORE: 1})

    assert outcome.latencies_s == (5.0, 9.0)


def test_that_a_resource_without_a_limit_keeps_nobody_waiting() -> None:
    studies = backlog([(Step("nowhere", 2.0),)] * 5)

    assert simulate(studies, 5, {}).ended_at_s == 2.0


def test_that_a_share_of_the_latencies_is_told() -> None:
    outcome = simulate(backlog([(Step(CORE, 1.0),)] * 10), 1, {CORE: 1})

    assert (outcome.latency_s(0.5), outcome.latency_s(0.95)) == (6.0, 10.0)


@pytest.mark.parametrize("workers", [1, 3, 7])
def test_that_throughput_never_exceeds_what_workers_or_the_fullest_resource_allow(
    workers: int,
) -> None:
    steps = (Step(DISK, 0.5), Step(CORE, 2.0), Step(DISK, 0.1))
    studies = backlog([steps] * 300)

    rate = 300 / simulate(studies, workers, {CORE: 4, DISK: 1}).ended_at_s

    bound = min(workers / 2.6, 4 / 2.0, 1 / 0.6)
    assert 0.9 * bound <= rate <= bound
