"""From measured times to machines: throughput, what is full first, room and cost. Sums and one simulation."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.scaling.queues import Arrival, Outcome, backlog, simulate
from tests.scaling.site_figures import (
    CORE,
    DISK,
    HOURS,
    LINK,
    MIX,
    Measured,
    MeasuredRun,
    Site,
    StudyKind,
    steps_of,
)

HOUR_S = 3600.0
DAYS = 365
SEED = 8  # the same day at every run
BACKLOG = 400  # studies of the throughput runs; the last ones weigh less than 1 %


@dataclass(frozen=True, slots=True)
class Throughput:
    """Studies an hour that so many workers get through, and how full each resource is meanwhile."""

    workers: int
    per_hour: float
    fill: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Checked:
    """A run as it was, and as the model says from stage times alone."""

    run: MeasuredRun
    predicted_per_hour: float

    @property
    def error(self) -> float:
        """Relative; above 0 where the model promises too much."""
        return self.predicted_per_hour / self.run.per_hour - 1


@dataclass(frozen=True, slots=True)
class Day:
    """A simulated day: how long studies took from their arrival to their result."""

    workers: int
    median_s: float
    p95_s: float
    last_done_h: float


def throughput(studies: Sequence[StudyKind], workers: int, site: Site, cores: int) -> Throughput:
    """Of a backlog: every worker always has a study."""
    outcome = simulate(backlog(steps_of(kind, site) for kind in studies), workers, servers(cores))
    fill = _fill(outcome, servers(cores))
    return Throughput(workers, HOUR_S * len(studies) / outcome.ended_at_s, fill)


def checked(run: MeasuredRun, kind: StudyKind) -> Checked:
    """What the model says of a measured run, given how many cores the machine had left for it.

    Files were in memory and nothing was fetched, so cores are all there is: a worker that got a share of one
    takes so much longer.
    """
    slower = run.workers / run.cores
    cores_s = {stage: seconds * slower for stage, seconds in kind.core_s.items()}
    slowed = StudyKind(kind.name, kind.images, 0.0, 0.0, cores_s)
    steps = [steps_of(slowed, Site(), is_fetched=False)] * run.studies
    outcome = simulate(backlog(steps), run.workers, servers(run.workers))
    return Checked(run, HOUR_S * run.studies / outcome.ended_at_s)


def a_day(measured: Measured, site: Site, workers: int) -> Day:
    """Ten thousand studies as they come, drawn at random within each hour."""
    drawn = random.Random(SEED)
    names, shares = list(MIX), list(MIX.values())
    times = sorted(
        HOUR_S * (hour + drawn.random())
        for hour, share in enumerate(HOURS)
        for _ in range(round(share * site.studies_a_day))
    )
    kinds = (measured.kinds[drawn.choices(names, shares)[0]] for _ in times)
    arrivals = [Arrival(at, steps_of(kind, site)) for at, kind in zip(times, kinds, strict=True)]
    outcome = simulate(arrivals, workers, servers(workers))
    return Day(
        workers, outcome.latency_s(0.5), outcome.latency_s(0.95), outcome.ended_at_s / HOUR_S
    )


def busiest_hour(measured: Measured, site: Site) -> dict[str, float]:
    """Seconds of each resource that an average second of the busiest hour asks for: servers needed."""
    rate = max(HOURS) * site.studies_a_day / HOUR_S
    wanted = dict.fromkeys((LINK, DISK, CORE), 0.0)
    for name, share in MIX.items():
        for step in steps_of(measured.kinds[name], site):
            wanted[step.resource] += rate * share * step.seconds
    return wanted


def cores_needed(measured: Measured, site: Site) -> int:
    """That the busiest hour does not fill beyond the site's measure."""
    return -int(-busiest_hour(measured, site)[CORE] // site.fill)


def terabytes_a_year(measured: Measured, site: Site, with_images: bool) -> float:
    """Results of all studies, and their images where they are kept."""
    each = sum(
        share
        * (measured.kinds[name].result_megabytes + with_images * measured.kinds[name].megabytes)
        for name, share in MIX.items()
    )
    return each * site.studies_a_day * DAYS / 1e6


def cost_a_year(measured: Measured, site: Site) -> dict[str, float]:
    """Machines, current for their cores at work, and room for results; in the currency of the inputs."""
    cores = cores_needed(measured, site)
    machines = -(-cores // site.cores_per_machine)
    day_s = sum(share * measured.kinds[name].total_core_s for name, share in MIX.items())
    kwh = day_s * site.studies_a_day * DAYS * site.watts_per_core / 3.6e6
    return {
        "machines": machines * site.machine_price_a_year,
        "current": kwh * site.price_per_kwh,
        "results": terabytes_a_year(measured, site, with_images=False) * site.terabyte_price_a_year,
    }


def mixed(measured: Measured, count: int = BACKLOG) -> list[StudyKind]:
    """Studies in the site's mix, in an order that is the same at every run."""
    drawn = random.Random(SEED)
    names = drawn.choices(list(MIX), list(MIX.values()), k=count)
    return [measured.kinds[name] for name in names]


def servers(cores: int) -> dict[str, int]:
    return {LINK: 1, DISK: 1, CORE: cores}


def _fill(outcome: Outcome, counts: Mapping[str, int]) -> dict[str, float]:
    return {
        name: outcome.busy_s.get(name, 0.0) / (count * outcome.ended_at_s)
        for name, count in counts.items()
    }
