"""`make network-check`: all that is tested of the network, slow or not, then its benchmarks, as one table."""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import run
from tests.benchmarks.row import Result
from tests.benchmarks.rows import ROWS

PLACES = (
    "tests/network_check",
    "tests/unit/dicom/network",
    "tests/unit/session/network",
    "tests/unit/ai/remote",
)
BENCHMARKS = "network."


class Tally:
    """pytest's reports by file."""

    def __init__(self) -> None:
        self.files: dict[str, Counter[str]] = defaultdict(Counter)
        self.seconds: dict[str, float] = defaultdict(float)
        self.reasons: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file = report.nodeid.partition("::")[0]
        self.seconds[file] += report.duration
        if report.when == "call" or report.outcome != "passed":
            self.files[file][report.outcome] += 1
        if report.skipped and isinstance(report.longrepr, tuple):
            self.reasons[report.longrepr[2].removeprefix("Skipped: ")] += 1

    @property
    def has_failed(self) -> bool:
        return any(counts["failed"] for counts in self.files.values())

    def lines(self) -> list[str]:
        told = [f"{'tests':<66}{'passed':>7}{'failed':>7}{'skipped':>8}{'s':>7}"]
        for file, counts in sorted(self.files.items()):
            numbers = f"{counts['passed']:>7}{counts['failed']:>7}{counts['skipped']:>8}"
            told.append(f"{file:<66}{numbers}{self.seconds[file]:>7.0f}")
        return told + [f"  skipped {count}: {why}" for why, count in self.reasons.items()]


def line_of(result: Result) -> str:
    if result.ratio is None:
        return f"{result.name:<30} not measured: {result.missing}"
    verdict = {True: "met", False: "NOT MET", None: ""}[result.ok]
    figures = f"{result.ours:.4g} beside {result.reference:.4g} {result.unit}"
    beside = f"({result.reference_name}), ratio {result.ratio:.2f}, goal {result.goal} {verdict}"
    return f"{result.name:<30} {figures} {beside}"


def main() -> int:
    tally = Tally()
    there = [place for place in PLACES if Path(place).exists()]
    pytest.main([*there, "-q", "-p", "no:cacheprovider"], plugins=[tally])
    results = [run(row) for row in ROWS if row.name.startswith(BENCHMARKS)]
    for line in ["", *tally.lines(), "", *map(line_of, results)]:
        print(line)
    return int(tally.has_failed or not tally.files or any(each.ok is False for each in results))


if __name__ == "__main__":
    sys.exit(main())
