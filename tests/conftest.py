"""What every test has: a home of its own, Qt without a screen, phantoms, an account of what was skipped."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared_folder import WHY_MISSING, find_shared

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
# Before anything imports torch or numpy: two threads of a small computation, on cores that other tests keep
# busy, wait for each other by spinning; a training of 40 s of processor time then takes more than 240.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

OBJECTS_BETWEEN_COLLECTIONS = 50_000

pytest_plugins = ["tests.phantoms.fixtures", "tests.patience", "tests.peers.fixtures"]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and reports of a test never touch the developer's own."""
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session", autouse=True)
def _no_garbage_on_other_threads() -> Iterator[None]:
    """As in the program: a thread that deletes a Qt object may wait for ever (`medviewer.jobs.garbage`)."""
    gc.disable()
    yield
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect on the main thread what the test before left, once there is enough of it."""
    if gc.get_count()[0] > OBJECTS_BETWEEN_COLLECTIONS:
        gc.collect()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared data; the test skips where it is absent."""
    folder = find_shared()
    if folder is None:
        pytest.skip(WHY_MISSING)
    return folder / "data"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped and why, also when none was."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        place = report.longrepr
        reasons[place[2].removeprefix("Skipped: ") if isinstance(place, tuple) else str(place)] += 1
    terminalreporter.write_line(f"{sum(reasons.values())} tests skipped")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"  {count}: {reason}")
