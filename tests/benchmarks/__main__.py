"""`make bench [ONLY=substring]`: one JSON line a row, measured against peers of the same run.

Absolute times are for the owner of an idle machine to read; ratios hold on a busy one, too.
"""

import os
import sys
from collections.abc import Sequence

from tests.benchmarks.contestant import Contestant
from tests.benchmarks.launching import virtual_screen
from tests.benchmarks.row import Missing, Result, Row, measure
from tests.benchmarks.rows import ROWS

NEEDS_A_SCREEN = "scroll."


def main(arguments: Sequence[str]) -> int:
    only = arguments[0] if arguments else ""
    rows = [row for row in ROWS if only in row.name]
    for row in rows:
        print(run(row).as_json(), flush=True)
    return 0 if rows else 1


def run(row: Row) -> Result:
    """One row, its contestants ended afterwards."""
    if not row.name.startswith(NEEDS_A_SCREEN):
        return _run(row, {"QT_QPA_PLATFORM": "offscreen"})
    try:
        with virtual_screen() as (display, _):
            return _run(row, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "QT_API": "pyside6"})
    except Missing as missing:
        return Result(row.name, None, None, "", None, str(row.goal), None, row.unit, str(missing))


def _run(row: Row, environment: dict[str, str]) -> Result:
    started: list[Contestant] = []

    def start(name: str) -> Contestant:
        started.append(Contestant(name, environment))
        return started[-1]

    try:
        return measure(row, start)
    except Missing as missing:
        return Result(row.name, None, None, "", None, str(row.goal), False, row.unit, str(missing))
    finally:
        for contestant in started:
            contestant.close()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", os.getcwd())
    sys.exit(main(sys.argv[1:]))
