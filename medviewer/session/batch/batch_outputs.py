"""What a batch leaves beside its results: table, summary and page, made anew from what lies there."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.report_template import ENGLISH
from medviewer.session.batch.batch_figures import figures_of
from medviewer.session.batch.batch_page import write_page
from medviewer.session.batch.batch_summary import summary_document, write_summary
from medviewer.session.batch.batch_table import carried_columns, write_csv, write_parquet
from medviewer.session.batch.decisions import Decisions
from medviewer.session.batch.identifiers import AS_THEY_ARE, Identifiers
from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.told_studies import ToldStudy, told_studies
from medviewer.store.batch_list import BatchList

logger = logging.getLogger(__name__)

TABLE, PARQUET, SUMMARY, PAGE = "table.csv", "table.parquet", "summary.json", "dashboard.html"


@dataclass(frozen=True, slots=True)
class BatchFolder:
    """A batch's folder and its list, once its studies are told.

    Attributes:
        limit: as the run had it.
        identifiers: how studies are named in table, summary and page.
    """

    out: Path
    found: BatchList
    limit: int = 0
    identifiers: Identifiers = AS_THEY_ARE

    def studies(self) -> Iterator[ToldStudy]:
        return told_studies(self.found, KeptResults(self.out), self.limit)


def write_tables(folder: BatchFolder) -> tuple[str, ...]:
    """Write the table; the names of the files.

    Raises:
        ExportError: the disk refused.
    """
    carried, names = carried_columns(folder.studies()), folder.identifiers
    write_csv(folder.out / TABLE, folder.studies(), carried, names)
    if write_parquet(folder.out / PARQUET, folder.studies(), carried, names):
        return (TABLE, PARQUET)
    return (TABLE,)


def write_figures(
    folder: BatchFolder,
    decisions: Decisions,
    run: Mapping[str, object] | None = None,
    language: str = ENGLISH,
) -> tuple[str, ...]:
    """Write summary and page, the latter in `language`; the names of the files.

    Raises:
        ExportError: the disk refused.
    """
    figures = figures_of(folder.studies(), decisions, folder.identifiers)
    document = summary_document(figures, run)
    write_summary(folder.out / SUMMARY, document)
    write_page(folder.out / PAGE, figures, document, language)
    return (SUMMARY, PAGE)
