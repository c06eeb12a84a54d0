"""The batch as a table: one row for each finding, and one for each model that found nothing in a study.

Rows come one after another and are written as they come, so that the table may be larger than memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from medviewer.report.csv_cells import Cell, csv_lines
from medviewer.session.batch.identifiers import Identifiers
from medviewer.session.batch.sentences import english
from medviewer.session.batch.study_answers import FindingRow, ModelAnswer
from medviewer.session.batch.told_studies import ToldStudy
from medviewer.whole_files import exported_file

if TYPE_CHECKING:
    import pyarrow

NOTHING_SAID = ModelAnswer("", "", "", "")
ROWS_PER_GROUP = 20_000  # of Parquet; a few megabytes in memory


class TableRow(NamedTuple):
    """The columns, in their order; README says what each means. None is an empty cell."""

    study_instance_uid: str
    study_date: str
    modalities: str
    images: int | None
    status: str
    reason: str
    model: str
    model_version: str
    weights_sha256: str
    model_status: str
    model_reason: str
    series_instance_uid: str
    finding_id: str
    label: str
    confidence: float | None
    calibrated: bool | None
    slice: int | None
    sop_instance_uid: str
    center_x_mm: float | None
    center_y_mm: float | None
    center_z_mm: float | None
    diameter_mm: float | None
    study_score: float | None
    warnings: str
    device: str
    seconds: float | None
    analysed_at: str
    result: str


def rows_of(told: ToldStudy, identifiers: Identifiers) -> Iterator[TableRow]:
    """The rows of one study."""
    for answer in told.result.answers or (NOTHING_SAID,):
        for finding in answer.findings or (None,):
            yield _row(told, answer, finding, identifiers)


def _row(
    told: ToldStudy, answer: ModelAnswer, finding: FindingRow | None, names: Identifiers
) -> TableRow:
    result = told.result
    x, y, z = (finding and finding.center_lps_mm) or (None, None, None)
    label = finding.label if finding else _first(answer.scores)
    return TableRow(
        study_instance_uid=names.of(result.study_instance_uid),
        study_date=names.date(result.study_date),
        modalities=result.modalities,
        images=result.image_count or None,
        status=result.status.value,
        reason=english(names.sentence(result.reason)),
        model=answer.model_id,
        model_version=answer.model_version,
        weights_sha256=answer.weights_sha256,
        model_status=answer.status,
        model_reason=english(names.sentence(answer.reason)),
        series_instance_uid=names.of(answer.series_instance_uid),
        finding_id=names.of(finding.finding_id) if finding else "",
        label=finding.label if finding else "",
        confidence=finding.confidence if finding else None,
        calibrated=finding.is_calibrated if finding else None,
        slice=finding.key_slice + 1 if finding else None,
        sop_instance_uid=names.of(finding.key_sop_instance_uid) if finding else "",
        center_x_mm=x,
        center_y_mm=y,
        center_z_mm=z,
        diameter_mm=finding.diameter_mm if finding else None,
        study_score=answer.scores.get(label),
        warnings=" ".join(english(names.sentence(each)) for each in answer.warnings),
        device=answer.device,
        seconds=round(sum(result.timings_s.values()), 3) if result.timings_s else None,
        analysed_at=result.analysed_at,
        result=names.of(result.key),
    )


def _first(scores: Mapping[str, float]) -> str:
    """The study's own label stands first."""
    return next(iter(scores), "")


def carried_columns(studies: Iterable[ToldStudy]) -> tuple[str, ...]:
    """The further columns that lists of studies had, in order of name."""
    names: set[str] = set()
    for told in studies:
        names.update(told.study.carried)
    return tuple(sorted(names))


def named_apart(carried: Sequence[str]) -> tuple[str, ...]:
    """Their names in the table: one of ours is not taken twice."""
    return tuple(f"list_{name}" if name in TableRow._fields else name for name in carried)


def write_csv(
    file: Path, studies: Iterable[ToldStudy], carried: Sequence[str], identifiers: Identifiers
) -> int:
    """Write `table.csv` whole or not at all; the number of rows.

    Raises:
        ExportError: the disk refused.
    """
    count = 0

    def rows() -> Iterator[Sequence[Cell]]:
        nonlocal count
        for told in studies:
            for row in rows_of(told, identifiers):
                count += 1
                yield (*row, *_carried_cells(told, carried, identifiers))

    header = (*TableRow._fields, *named_apart(carried))
    with exported_file(file) as temporary, temporary.open("wb") as stream:
        stream.writelines(csv_lines(header, rows()))
    return count


def write_parquet(
    file: Path, studies: Iterable[ToldStudy], carried: Sequence[str], identifiers: Identifiers
) -> bool:
    """Write `table.parquet`, where there is a library for it; whether there is.

    Raises:
        ExportError: the disk refused.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return False
    schema = _schema(carried)
    with (
        exported_file(file) as temporary,
        pyarrow.parquet.ParquetWriter(temporary, schema) as writer,
    ):
        waiting: list[dict[str, object]] = []
        for told in studies:
            waiting += _records(told, carried, identifiers)
            if len(waiting) >= ROWS_PER_GROUP:
                writer.write_table(pyarrow.Table.from_pylist(waiting, schema))
                waiting = []
        writer.write_table(pyarrow.Table.from_pylist(waiting, schema))
    return True


def _records(
    told: ToldStudy, carried: Sequence[str], identifiers: Identifiers
) -> Iterator[dict[str, object]]:
    for row in rows_of(told, identifiers):
        cells = _carried_cells(told, carried, identifiers)
        yield row._asdict() | dict(zip(named_apart(carried), cells, strict=True))


def _carried_cells(
    told: ToldStudy, carried: Sequence[str], identifiers: Identifiers
) -> Iterator[str]:
    cells = told.study.carried
    return (identifiers.cell(name, cells.get(name, "")) for name in carried)


def _schema(carried: Sequence[str]) -> "pyarrow.Schema":
    import pyarrow

    kinds = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }
    hints = TableRow.__annotations__
    fields = [(name, kinds[_kind(hints[name])]) for name in TableRow._fields]
    return pyarrow.schema([*fields, *((name, pyarrow.string()) for name in named_apart(carried))])


def _kind(hint: object) -> type:
    """`int` of `int | None`."""
    arguments = get_args(hint) or (hint,)
    found = next(each for each in arguments if each is not type(None))
    assert isinstance(found, type)  # as the columns are declared
    return found
