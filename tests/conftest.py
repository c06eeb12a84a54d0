"""What every test has: a home of its own, Qt without a screen, phantoms, an account of what was skipped."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.shared_folder import WHY_MISSING, find_shared

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

pytest_plugins = ["tests.phantoms.fixtures", "tests.patience"]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and reports of a test never touch the developer's own."""
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path_factory.mktemp("home")))


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
