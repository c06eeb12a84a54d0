"""What reaches the log file, and what must not."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer import logs


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path))
    root = logging.getLogger("medviewer")
    before = list(root.handlers)
    root.handlers.clear()
    logs.set_up()
    yield tmp_path / "logs" / "medviewer.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before


def read_file(name: str) -> None:
    raise FileNotFoundError(2, "No such file", f"/scans/{name}/IM1")


def test_that_an_exception_is_logged_without_the_values_it_quotes(log_file: Path) -> None:
    name = "-".join(["DOE", "JANE"])  # source lines are logged, too
    try:
        try:
            read_file(name)
        except FileNotFoundError as error:
            raise ValueError(name) from error
    except ValueError:
        logging.getLogger("medviewer.test").exception("A job failed")

    text = log_file.read_text(encoding="utf-8")
    assert name not in text
    assert "A job failed" in text
    assert "in read_file" in text
    assert "FileNotFoundError" in text
    assert text.rstrip().endswith("ValueError")


def test_that_two_identifiers_have_two_hashes_that_name_neither() -> None:
    one, other = logs.short_hash("1.2.3"), logs.short_hash("1.2.4")

    assert one != other
    assert "1.2.3" not in one
