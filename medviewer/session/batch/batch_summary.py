"""A batch's figures as `summary.json`, for other programs: schema_version 1.

    {schema_version, software_version, written_at, studies: {done, refused, failed, told_in_last_run},
     images, bytes, findings, peak_memory_bytes, stages_s: {stage: {mean, median, p95, total}},
     models: [{model, version, weights_sha256, studies: {status: n}, findings: {label: n},
               studies_with_findings, decided: {state: n}, acceptance: [share, low, high] | null}],
     refusals: {reason: n}, failures: [{study, reason}], run: {…} | null}

`acceptance` is the share of findings readers stood by among those they decided on, with its 95 % interval
(Wilson). `run` is of the run that wrote it: seconds, workers, and what it skipped.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from medviewer import __version__
from medviewer.session.batch.batch_figures import BatchFigures, ModelFigures
from medviewer.session.batch.study_task import TaskStatus
from medviewer.whole_files import exported_file

SCHEMA_VERSION = 1
ENDED = (TaskStatus.DONE, TaskStatus.REFUSED, TaskStatus.FAILED)


def summary_document(
    figures: BatchFigures, run: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Everything as plain JSON values."""
    studies: dict[str, int] = {status.value: figures.statuses[status] for status in ENDED}
    return {
        "schema_version": SCHEMA_VERSION,
        "software_version": __version__,
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "studies": {**studies, "told_in_last_run": figures.new},
        "images": figures.images,
        "bytes": figures.byte_count,
        "findings": figures.finding_count,
        "peak_memory_bytes": figures.peak_memory_bytes,
        "stages_s": {stage: spread(times) for stage, times in figures.stages_s.items()},
        "models": [_model(each) for _, each in sorted(figures.models.items())],
        "refusals": dict(figures.refusals.most_common()),
        "failures": [
            {"study": each.study, "reason": str(each.reason)} for each in figures.failures
        ],
        "run": None if run is None else dict(run),
    }


def spread(times: Sequence[float]) -> dict[str, float]:
    """Mean, median, 95th percentile and sum, in seconds."""
    values = np.asarray(times, np.float64)
    return {
        "mean": round(float(values.mean()), 4),
        "median": round(float(np.median(values)), 4),
        "p95": round(float(np.percentile(values, 95)), 4),
        "total": round(float(values.sum()), 3),
    }


def write_summary(file: Path, document: Mapping[str, object]) -> None:
    """Write it whole or not at all.

    Raises:
        ExportError: the disk refused.
    """
    with exported_file(file) as temporary:
        temporary.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")


def _model(each: ModelFigures) -> dict[str, object]:
    return {
        "model": each.model_id,
        "version": each.model_version,
        "weights_sha256": each.weights_sha256,
        "studies": dict(each.statuses),
        "findings": dict(each.findings),
        "studies_with_findings": each.studies_with_findings,
        "decided": dict(each.decided),
        "acceptance": None if each.acceptance is None else [round(p, 4) for p in each.acceptance],
    }
