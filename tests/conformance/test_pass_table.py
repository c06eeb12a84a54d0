"""The pass table in the README is what the suite says today."""

from pathlib import Path

import pytest

from tests.conformance.outcomes import Outcome, Row, Verdict
from tests.conformance.pass_table import as_markdown, run, table_of, written_into
from tests.shared_folder import CHECKOUT


def test_that_the_table_in_the_readme_is_a_fresh_runs(shared_data: Path) -> None:
    fresh = as_markdown(run(shared_data))

    told = table_of((CHECKOUT / "README.md").read_text(encoding="utf-8"))

    assert told == fresh, "run `make conformance` and look at what changed"


@pytest.fixture
def rows() -> tuple[Row, ...]:
    good, bad = Outcome("a.dcm", Verdict.PASSED), Outcome("b.dcm", Verdict.FAILED, "too green")
    return (
        Row("colour", "RGB", (good, Outcome("c.dcm", Verdict.REFUSED, "cut short."))),
        Row("colour", "YBR", (bad,)),
        Row("all", "everything", (good, bad)),
    )


def test_that_a_failure_is_counted_and_named_once(rows: tuple[Row, ...]) -> None:
    table = as_markdown(rows)

    assert "| RGB | 2 | 1 | 1 |  |" in table
    assert "| YBR | 1 |  |  | 1 |" in table
    assert table.count("- `b.dcm`: too green") == 1


def test_that_the_rest_of_the_readme_stays(rows: tuple[Row, ...]) -> None:
    readme = "# Top\n<!-- conformance:begin -->\nold\n<!-- conformance:end -->\nBottom\n"

    written = written_into(readme, as_markdown(rows))

    assert written.startswith("# Top\n")
    assert written.endswith("\nBottom\n")
    assert table_of(written) == as_markdown(rows)
