"""One report, from decisions to files. No Qt: the command line runs it too."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.domain.finding import Finding, Review
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.report import ReportContent
from medviewer.domain.study import Study
from medviewer.progress import CancelToken

if TYPE_CHECKING:
    from medviewer.report.files import ReportFiles


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """Everything a report is made of, frozen at the moment the reader asked for it."""

    study: Study
    results: tuple[AnalysisResult, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]
    content: ReportContent


def run_order(order: ReportOrder, folder: Path, token: CancelToken) -> "ReportFiles":
    raise NotImplementedError
