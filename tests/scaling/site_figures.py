"""What predictions stand on: times measured on one machine, and a department, whose figures are inputs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.scaling.queues import Step

MEASURED = Path(__file__).parent / "measured.json"
LINK, DISK, CORE = "link", "disk", "core"
MEGABYTE = 1e6
# Seconds of a core for each stage of a study; the order they come in.
STAGES = ("scan", "decode", "analyse", "write")


@dataclass(frozen=True, slots=True)
class StudyKind:
    """A kind of study as measured.

    Attributes:
        core_s: seconds of one core by stage.
        megabytes: of its files.
        result_megabytes: of what is kept of it.
    """

    name: str
    images: int
    megabytes: float
    result_megabytes: float
    core_s: Mapping[str, float]

    @property
    def total_core_s(self) -> float:
        return sum(self.core_s.values())


@dataclass(frozen=True, slots=True)
class MeasuredRun:
    """A batch of equal studies on a pool of one-thread workers.

    Attributes:
        core_s: that its processes used, all together: on a busy machine less than workers × seconds.
    """

    workers: int
    studies: int
    seconds: float
    core_s: float

    @property
    def cores(self) -> float:
        """How many cores the machine really gave it."""
        return self.core_s / self.seconds

    @property
    def per_hour(self) -> float:
        return 3600 * self.studies / self.seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """`make scaling` writes it.

    Attributes:
        runs: of studies of `run_kind`.
        disk_mb_s: reading files that are not in memory, one reader.
        load: processes that wanted a core before it began; others' work, where it is not near 0.
    """

    machine: str
    date: str
    load: float
    disk_mb_s: float
    kinds: Mapping[str, StudyKind]
    runs: tuple[MeasuredRun, ...]
    run_kind: str


@dataclass(frozen=True, slots=True)
class Site:
    """A department; every figure is an assumption to be replaced.

    Attributes:
        mix: share of each kind of study; they add up to 1.
        hours: share of the day's studies that come in each hour.
        link_mb_s: what the network carries; the archive's own speed where that is less.
        disk_mb_s: of the disk that results and spool lie on.
        fill: how full a resource may be in the busiest hour before waiting grows out of hand.
    """

    studies_a_day: int = 10_000
    link_mb_s: float = 110.0
    disk_mb_s: float = 400.0
    fill: float = 0.7
    cores_per_machine: int = 16
    machine_price_a_year: float = 2500.0
    terabyte_price_a_year: float = 60.0
    watts_per_core: float = 10.0
    price_per_kwh: float = 0.25


# Of 1: nights are quiet, the forenoon is busiest.
HOURS = (
    *(0.015, 0.012, 0.010, 0.010, 0.012, 0.018, 0.030, 0.052),
    *(0.078, 0.085, 0.084, 0.078, 0.066, 0.070, 0.074, 0.070),
    *(0.060, 0.046, 0.034, 0.028, 0.022, 0.018, 0.015, 0.013),
)
MIX = {"ct_chest": 0.20, "radiograph": 0.40, "no_model": 0.40}


def steps_of(kind: StudyKind, site: Site, is_fetched: bool = True) -> tuple[Step, ...]:
    """A study's way: over the network to the disk, then a core for each stage, then the result."""
    fetch = (Step(LINK, kind.megabytes / site.link_mb_s),) if is_fetched else ()
    spool = (Step(DISK, kind.megabytes / site.disk_mb_s),)
    cores = tuple(Step(CORE, kind.core_s.get(stage, 0.0)) for stage in STAGES)
    return (*fetch, *spool, *cores, Step(DISK, kind.result_megabytes / site.disk_mb_s))


def read_measured(file: Path = MEASURED) -> Measured:
    document = json.loads(file.read_text(encoding="utf-8"))
    kinds = {name: StudyKind(name, **facts) for name, facts in document.pop("kinds").items()}
    runs = tuple(MeasuredRun(**run) for run in document.pop("runs"))
    return Measured(**document, kinds=kinds, runs=runs)
