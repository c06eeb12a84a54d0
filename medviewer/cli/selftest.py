"""`medviewer selftest`: what this computer offers the AI, and the fastest faithful way to run each model."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from medviewer.cli.device_option import add_device
from medviewer.cli.progress_line import ProgressLine
from medviewer.domain.backend_time import BackendTime
from medviewer.domain.self_test import SelfTestReport, SelfTestRequest
from medviewer.progress import CancelToken

if TYPE_CHECKING:
    from medviewer.ai.worker import AnalysisHandler

FAILED = 1
MEGABYTE = 1e6


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("selftest", help="measure this computer and choose how models run")
    add_device(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was measured; exit code 1 where a model could not be run at all."""
    from medviewer.ai.worker import AnalysisHandler

    with ProgressLine() as progress:
        handler = AnalysisHandler(arguments.device)
        report = _asked(handler, SelfTestRequest(arguments.device), progress)
        progress.done()
    print(as_json(report) if arguments.json else as_text(report))
    return FAILED if any(model.problem for model in report.models) else 0


def _asked(
    handler: "AnalysisHandler", request: SelfTestRequest, progress: ProgressLine
) -> SelfTestReport:
    report = handler(request, progress, CancelToken())
    assert isinstance(report, SelfTestReport)  # what the handler answers such a request with
    return report


def as_json(report: SelfTestReport) -> str:
    return json.dumps(asdict(report), indent=2, ensure_ascii=False, default=str)


def as_text(report: SelfTestReport) -> str:
    """A few lines on the computer, then one a model and one a back-end."""
    lines = [
        f"device     {report.device} {report.driver}".rstrip(),
        f"processor  {report.processor}, {report.cores} cores, {report.threads} for the AI",
        f"bfloat16   {'in hardware' if report.has_bfloat16 else 'not in hardware'}",
        f"torch      {report.torch_version}",
        f"memory     {_megabytes(report.worker_bytes)} taken of {_megabytes(report.memory_bytes)}",
        "",
        *(
            f"{model.model_id:24} "
            + (
                str(model.problem)
                if model.seconds is None
                else f"{1000 * model.seconds:.1f} ms, warm"
            )
            for model in report.models
        ),
        "",
        f"{'one image':24} {'run by':14} {'ms':>8} {'×':>6} {'|Δp|':>8} {'flips':>5}",
        *(_line(row) for row in report.backends),
    ]
    return "\n".join(lines)


def _megabytes(count: int | None) -> str:
    return "?" if count is None else f"{count / MEGABYTE:,.0f} MB"


def _line(row: BackendTime) -> str:
    if row.note:
        return f"{row.model_id:24} {row.backend:14} {row.note}"
    return (
        f"{row.model_id:24} {row.backend:14} {row.milliseconds:8.1f} {row.times_faster:6.2f} "
        f"{row.largest_change:8.1e} {row.flips:5}{'  chosen' if row.is_chosen else ''}"
    )
