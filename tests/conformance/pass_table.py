"""The whole suite as one table: what passes, is refused with a reason or fails, feature by feature."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from medviewer.dicom.reading.silence import without_warnings
from tests.conformance.every_series import every_series_rows
from tests.conformance.expected_series import expected_rows
from tests.conformance.filesets import fileset_rows
from tests.conformance.malformed import malformed_rows
from tests.conformance.outcomes import Outcome, Row, Verdict
from tests.conformance.phantoms import phantom_rows
from tests.conformance.pixels import pixel_rows
from tests.conformance.presentation import presentation_rows
from tests.conformance.reference_volumes import reference_rows
from tests.conformance.texts import text_rows

BEGIN, END = "<!-- conformance:begin -->", "<!-- conformance:end -->"
SUITES = (
    pixel_rows,
    expected_rows,
    every_series_rows,
    reference_rows,
    presentation_rows,
    text_rows,
    fileset_rows,
    malformed_rows,
    phantom_rows,
)


def run(shared_data: Path) -> tuple[Row, ...]:
    """Every row, from the files below `shared_data/dicom`."""
    with without_warnings():
        return tuple(chain.from_iterable(suite(shared_data / "dicom") for suite in SUITES))


def as_markdown(rows: tuple[Row, ...]) -> str:
    """One line a row; what fails is named below the table."""
    lines = ["| | files | passed | refused with a reason | failed |", "|---|---:|---:|---:|---:|"]
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            lines.append(f"| **{section}** | | | | |")
        counts = [len(row.outcomes), *(row.count(verdict) for verdict in Verdict)]
        lines.append(f"| {row.feature} | {' | '.join(str(count or '') for count in counts)} |")
    failures = [f"- `{one.name}`: {_short(one.detail)}" for one in failed(rows)]
    return "\n".join([*lines, *(["", "Known failures:", "", *failures] if failures else [])])


def failed(rows: tuple[Row, ...]) -> Iterator[Outcome]:
    """Each file once, though it may fail in several rows."""
    return iter(dict.fromkeys(one for row in rows for one in row.failures))


def written_into(readme: str, table: str) -> str:
    """The README with the table between its markers."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def table_of(readme: str) -> str:
    return readme.partition(BEGIN)[2].partition(END)[0].strip()


def _short(detail: str) -> str:
    return detail.replace("\n", " ")[:200]
