"""`make packages-check`: every package started where a newcomer would; one line each, and their sizes."""

import sys
from pathlib import Path

import pytest

from tests.packages_check.built import BUILD, DIST


class Verdicts:
    """Notes what became of each test."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        words = report.nodeid.rpartition("::")[2].removeprefix("test_that_").replace("_", " ")
        why = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
        self.lines.append(f"{report.outcome:<8} {report.duration:6.0f} s  {words}  {why}".rstrip())


def main() -> int:
    verdicts = Verdicts()
    own = f"--basetemp={BUILD.resolve() / 'checked'}"  # others that run tests beside may clear /tmp
    code = pytest.main(
        [str(Path(__file__).parent), "-m", "slow", "-q", own, *sys.argv[1:]], [verdicts]
    )
    print("\nPackages")
    print("\n".join(verdicts.lines))
    print("\nSizes")
    for place in sorted(DIST.iterdir() if DIST.is_dir() else ()):
        print(f"{size_mb(place):8.0f} MB  {place.name}")
    return int(code)


def size_mb(place: Path) -> float:
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(f.stat().st_size for f in files if f.is_file() and not f.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
