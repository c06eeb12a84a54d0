"""What the model says, held against sums done by hand and against the runs that were measured."""

from dataclasses import replace

import pytest

from tests.scaling.page import written_into
from tests.scaling.predictions import (
    busiest_hour,
    checked,
    cores_needed,
    cost_a_year,
    terabytes_a_year,
    throughput,
)
from tests.scaling.site_figures import (
    CORE,
    HOURS,
    LINK,
    MIX,
    Measured,
    MeasuredRun,
    Site,
    StudyKind,
    read_measured,
)

TEN_SECONDS = StudyKind("ct_chest", 100, 55.0, 1.0, {"scan": 1.0, "decode": 2.0, "analyse": 7.0})


@pytest.fixture
def measured() -> Measured:
    """Every kind of study costs ten seconds of a core and 55 MB."""
    run = MeasuredRun(1, 10, 100.0, 100.0)
    return Measured(
        "m", "2026-01-01", 0.0, 100, dict.fromkeys(MIX, TEN_SECONDS), (run,), "ct_chest"
    )


def test_that_a_day_and_a_mix_are_whole() -> None:
    assert len(HOURS) == 24
    assert sum(HOURS) == pytest.approx(1)
    assert sum(MIX.values()) == pytest.approx(1)


def test_that_the_busiest_hour_is_the_sum_of_its_studies(measured: Measured) -> None:
    site = Site(studies_a_day=10_000, link_mb_s=110.0)
    studies_a_second = 0.085 * 10_000 / 3600

    wanted = busiest_hour(measured, site)

    assert wanted[CORE] == pytest.approx(10 * studies_a_second)
    assert wanted[LINK] == pytest.approx(0.5 * studies_a_second)  # 55 of 110 MB/s


def test_that_cores_are_counted_with_room_to_spare(measured: Measured) -> None:
    # 2.36 cores are busy; filled to seven tenths they must be 3.37, which are four
    assert cores_needed(measured, Site()) == 4


def test_that_a_year_of_results_and_images_is_their_sum(measured: Measured) -> None:
    assert terabytes_a_year(measured, Site(), with_images=False) == pytest.approx(3.65)
    assert terabytes_a_year(measured, Site(), with_images=True) == pytest.approx(56 * 3.65)


def test_that_cost_is_machines_current_and_room(measured: Measured) -> None:
    site = Site(machine_price_a_year=1000, watts_per_core=10, price_per_kwh=0.25)

    cost = cost_a_year(measured, site)

    assert cost["machines"] == 1000  # four of sixteen cores
    assert cost["current"] == pytest.approx(10 * 10_000 * 365 * 10 / 3.6e6 * 0.25)
    assert cost["results"] == pytest.approx(3.65 * 60)


def test_that_workers_are_worth_their_cores_until_the_network_is_full() -> None:
    studies = [TEN_SECONDS] * 400

    few = throughput(studies, 4, Site(), 4)
    many = throughput(studies, 64, Site(), 64)

    assert few.per_hour == pytest.approx(4 * 3600 / (10 + 0.5 + 0.14), rel=0.05)
    assert many.per_hour == pytest.approx(3600 / 0.5, rel=0.05)  # 55 MB at 110 MB/s
    assert many.fill[LINK] > 0.95


def test_that_a_run_is_predicted_from_its_stages_and_the_cores_it_had() -> None:
    alone = MeasuredRun(1, 40, 400.0, 400.0)
    shared = MeasuredRun(2, 40, 400.0, 400.0)  # two workers who got one core between them
    slowed = replace(alone, seconds=500.0)

    assert checked(alone, TEN_SECONDS).error == pytest.approx(0)
    assert checked(shared, TEN_SECONDS).error == pytest.approx(0)
    assert checked(slowed, TEN_SECONDS).error == pytest.approx(0)


def test_that_a_study_that_costs_more_beside_another_is_an_error_of_the_model() -> None:
    crowded = MeasuredRun(2, 40, 250.0, 500.0)  # 12.5 s of a core each, where stages say 10

    assert checked(crowded, TEN_SECONDS).error == pytest.approx(0.25)


def test_that_the_runs_measured_were_foretold_within_a_third() -> None:
    measured = read_measured()

    errors = [checked(run, measured.kinds[measured.run_kind]).error for run in measured.runs]

    assert {run.workers for run in measured.runs} == {1, 2}
    assert max(map(abs, errors)) <= 0.33


def test_that_a_table_goes_between_its_markers_and_nowhere_else() -> None:
    page = "a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb"

    assert written_into(page, "x", "new") == "a\n<!-- x:begin -->\nnew\n\n<!-- x:end -->\nb"
    with pytest.raises(ValueError, match="y:begin"):
        written_into(page, "y", "new")
