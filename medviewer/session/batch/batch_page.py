"""What the batch's page shows, worked out from its figures: counts, bars in percent, words for times."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from medviewer.session.batch.batch_figures import CONFIDENCE_BINS, BatchFigures, ModelFigures
from medviewer.session.batch.study_task import TaskStatus
from medviewer.whole_files import exported_file

MOST_BARS = 48
BAR_WIDTHS_S = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400, 604800)
DECIDED = ("accepted", "edited", "rejected")
STAGE_WORDS = {
    "scan": "reading headers",
    "read": "decoding pixels, loading models",
    "model": "models",
    "write": "writing documents",
}
DAY_S, HOUR_S, MINUTE_S = 86_400, 3_600, 60
Json = Mapping[str, object]


def write_page(file: Path, figures: BatchFigures, document: Json) -> None:
    """Write the page whole or not at all; `document` is the summary.

    Raises:
        ExportError: the disk refused.
    """
    from medviewer.report.batch_page import render_batch_page

    page = render_batch_page(view_of(figures, document))
    with exported_file(file) as temporary:
        temporary.write_text(page, encoding="utf-8", errors="replace")


def view_of(figures: BatchFigures, document: Json) -> dict[str, object]:
    """All that the template names."""
    return {
        "written_at": document["written_at"],
        "software_version": document["software_version"],
        "tiles": tiles(figures),
        "throughput": throughput(figures.told_at),
        "stages": stages(document["stages_s"]),
        "models": [model_view(each) for _, each in sorted(figures.models.items())],
        "refusals": figures.refusals.most_common(),
        "failures": [(each.study, each.reason) for each in figures.failures],
        "failed": figures.statuses[TaskStatus.FAILED],
        "run": run_facts(document["run"]),
    }


def tiles(figures: BatchFigures) -> list[tuple[str, str, str]]:
    """The figures at the top: what, how many, and a kind that colours it."""
    statuses = figures.statuses
    memory = f"{figures.peak_memory_bytes / 2**30:.1f} GB" if figures.peak_memory_bytes else "–"
    return [
        ("studies", f"{statuses.total():,}", ""),
        ("analysed", f"{statuses[TaskStatus.DONE]:,}", "good"),
        ("refused", f"{statuses[TaskStatus.REFUSED]:,}", ""),
        (
            "failed",
            f"{statuses[TaskStatus.FAILED]:,}",
            "bad" if statuses[TaskStatus.FAILED] else "",
        ),
        ("images", f"{figures.images:,}", ""),
        ("findings", f"{figures.finding_count:,}", ""),
        ("memory of a worker", memory, ""),
    ]


def throughput(told_at: Sequence[float]) -> dict[str, object]:
    """Studies told over time, in at most `MOST_BARS` bars of a round width."""
    if not told_at:
        return {"bars": [], "width": "", "most": 0, "first": "", "last": ""}
    first, last = min(told_at), max(told_at)
    fitting = (width for width in BAR_WIDTHS_S if (last - first) / width < MOST_BARS)
    width = next(fitting, BAR_WIDTHS_S[-1])
    counts = [0] * min(MOST_BARS, int((last - first) / width) + 1)
    for moment in told_at:
        counts[min(int((moment - first) / width), len(counts) - 1)] += 1
    return {
        "bars": bars(counts),
        "width": duration(width),
        "most": max(counts),
        "first": clock(first),
        "last": clock(last),
    }


def bars(counts: Sequence[int]) -> list[tuple[int, float]]:
    """Each count, and its height in percent of the highest."""
    most = max(counts, default=0) or 1
    return [(count, round(100 * count / most, 2)) for count in counts]


def stages(spreads: object) -> list[dict[str, object]]:
    """Stages in the order they are gone through, each with its share of all time."""
    assert isinstance(spreads, Mapping)  # as `summary_document` makes it
    known = {stage: spreads[stage] for stage in STAGE_WORDS if stage in spreads}
    whole = sum(each["total"] for each in known.values()) or 1.0
    return [
        {
            "name": STAGE_WORDS[stage],
            "median": f"{each['median']:.2f}",
            "p95": f"{each['p95']:.2f}",
            "total": duration(each["total"]),
            "percent": round(100 * each["total"] / whole, 1),
        }
        for stage, each in known.items()
    ]


def model_view(figures: ModelFigures) -> dict[str, object]:
    decided, acceptance = figures.decided, figures.acceptance
    found = figures.findings.total()
    return {
        "name": figures.model_id,
        "version": figures.model_version,
        "sha256": figures.weights_sha256[:12],
        "statuses": [
            (status, figures.statuses[status]) for status in ("done", "refused", "abstained")
        ],
        "findings": sorted(figures.findings.items()),
        "found": found,
        "studies_with_findings": figures.studies_with_findings,
        "histogram": bars(figures.confidences),
        "bins": CONFIDENCE_BINS,
        "decided": [
            (state, decided[state], round(100 * decided[state] / (decided.total() or 1), 2))
            for state in DECIDED
        ],
        "undecided": max(0, found - decided.total()),
        "acceptance": ""
        if acceptance is None
        else "{:.0f} % ({:.0f}–{:.0f} %)".format(*(100 * share for share in acceptance)),
    }


def run_facts(run: object) -> list[tuple[str, str]]:
    """What the last run was, as pairs of words."""
    if not isinstance(run, Mapping):
        return []
    facts = [
        ("workers", f"{run['workers']}"),
        ("threads of each", f"{run['threads']}"),
        ("time", duration(run["elapsed_s"])),
        ("results that were there already", f"{run['skipped']:,}"),
    ]
    if run["per_hour"]:
        facts.append(("studies an hour", f"{run['per_hour']:,.0f}"))
    return facts


def duration(seconds: float) -> str:
    """`3 h 20 min`, `12 min`, `4 s`: as a person says it."""
    whole = round(seconds)
    if whole >= DAY_S:
        return f"{whole // DAY_S} d {whole % DAY_S // HOUR_S} h"
    if whole >= HOUR_S:
        return f"{whole // HOUR_S} h {whole % HOUR_S // MINUTE_S} min"
    if whole >= MINUTE_S:
        return (
            f"{whole // MINUTE_S} min {whole % MINUTE_S} s"
            if whole % MINUTE_S
            else f"{whole // MINUTE_S} min"
        )
    return f"{whole} s"


def clock(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
