"""What the batch's page shows, worked out from its figures and put into words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from medviewer.domain.report_template import ENGLISH
from medviewer.session.batch.batch_figures import BatchFigures, Failure, ModelFigures
from medviewer.session.batch.batch_words import (
    ANSWERED,
    DECIDED,
    PAGE_WORDS,
    STAGES,
    confidence_of,
    failed_studies,
    findings_of,
    last_run,
    studies_in_each,
    time_of,
    weights_of,
    written_by,
)
from medviewer.session.batch.study_task import TaskStatus
from medviewer.whole_files import exported_file
from medviewer.words import Message, message

MOST_BARS = 48
BAR_WIDTHS_S = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400, 604800)
Json = Mapping[str, object]
Say = Callable[[Message], str]


def write_page(file: Path, figures: BatchFigures, document: Json, language: str = ENGLISH) -> None:
    """Write the page whole or not at all; `document` is the summary, `language` a code as "zh_CN".

    Raises:
        ExportError: the disk refused.
    """
    from medviewer.report.batch_page import render_batch_page
    from medviewer.report.translation import translator_into

    view = view_of(figures, document, translator_into(language))
    page = render_batch_page(view, language)
    with exported_file(file) as temporary:
        temporary.write_text(page, encoding="utf-8", errors="replace")


def view_of(figures: BatchFigures, document: Json, say: Say = str) -> dict[str, object]:
    """All that the template names, in words."""
    return {
        "words": {name: say(words) for name, words in PAGE_WORDS.items()},
        "written": say(written_by(document["written_at"], document["software_version"])),
        "tiles": tiles(figures, say),
        "throughput": throughput(figures.told_at, say),
        "stages": stages(document["stages_s"], say),
        "models": [model_view(each, say) for _, each in sorted(figures.models.items())],
        "states": [(state, say(words)) for state, words in DECIDED.items()],
        "refusals": [
            (say(figures.reasons[reason]) if reason in figures.reasons else reason, count)
            for reason, count in figures.refusals.most_common()
        ],
        "failures": failures(figures.failures, say),
        "failed": say(failed_studies(figures.statuses[TaskStatus.FAILED], len(figures.failures))),
        "run": run_facts(document["run"], say),
    }


def failures(listed: Sequence[Failure], say: Say) -> list[tuple[str, str]]:
    return [(each.study, say(each.reason)) for each in listed]


def tiles(figures: BatchFigures, say: Say = str) -> list[tuple[str, str, str]]:
    """The figures at the top: what, how many, and a kind that colours it."""
    statuses = figures.statuses
    memory = f"{figures.peak_memory_bytes / 2**30:.1f} GB" if figures.peak_memory_bytes else "–"
    has_failed = "bad" if statuses[TaskStatus.FAILED] else ""
    shown = [
        (message("Batch page", "studies"), f"{statuses.total():,}", ""),
        (message("Batch page", "analysed"), f"{statuses[TaskStatus.DONE]:,}", "good"),
        (message("Batch page", "refused"), f"{statuses[TaskStatus.REFUSED]:,}", ""),
        (message("Batch page", "failed"), f"{statuses[TaskStatus.FAILED]:,}", has_failed),
        (message("Batch page", "images"), f"{figures.images:,}", ""),
        (message("Batch page", "findings"), f"{figures.finding_count:,}", ""),
        (message("Batch page", "memory of a worker"), memory, ""),
    ]
    return [(say(name), value, kind) for name, value, kind in shown]


def throughput(told_at: Sequence[float], say: Say = str) -> dict[str, object]:
    """Studies told over time, in at most `MOST_BARS` bars of a round width."""
    if not told_at:
        return {"bars": [], "caption": "", "first": "", "last": ""}
    first, last = min(told_at), max(told_at)
    fitting = (width for width in BAR_WIDTHS_S if (last - first) / width < MOST_BARS)
    width = next(fitting, BAR_WIDTHS_S[-1])
    counts = [0] * min(MOST_BARS, int((last - first) / width) + 1)
    for moment in told_at:
        counts[min(int((moment - first) / width), len(counts) - 1)] += 1
    return {
        "bars": bars(counts),
        "caption": say(studies_in_each(time_of(width), max(counts))),
        "first": clock(first),
        "last": clock(last),
    }


def bars(counts: Sequence[int]) -> list[tuple[int, float]]:
    """Each count, and its height in percent of the highest."""
    most = max(counts, default=0) or 1
    return [(count, round(100 * count / most, 2)) for count in counts]


def stages(spreads: object, say: Say = str) -> list[dict[str, object]]:
    """Stages in the order they are gone through, each with its share of all time."""
    assert isinstance(spreads, Mapping)  # as `summary_document` makes it
    known = {stage: spreads[stage] for stage in STAGES if stage in spreads}
    whole = sum(each["total"] for each in known.values()) or 1.0
    return [
        {
            "name": say(STAGES[stage]),
            "median": f"{each['median']:.2f}",
            "p95": f"{each['p95']:.2f}",
            "total": say(time_of(each["total"])),
            "percent": round(100 * each["total"] / whole, 1),
        }
        for stage, each in known.items()
    ]


def model_view(figures: ModelFigures, say: Say = str) -> dict[str, object]:
    found, decided = figures.findings.total(), figures.decided
    return {
        "name": figures.model_id,
        "version": figures.model_version,
        "weights": say(weights_of(figures.weights_sha256[:12])),
        "counts": model_counts(figures, say),
        "found": found,
        "histogram": bars(figures.confidences),
        "caption": say(confidence_of(found)),
        "decided": [
            (
                state,
                say(words),
                decided[state],
                round(100 * decided[state] / (decided.total() or 1), 2),
            )
            for state, words in DECIDED.items()
        ],
        "undecided": max(0, found - decided.total()),
        "acceptance": acceptance_of(figures),
    }


def model_counts(figures: ModelFigures, say: Say) -> list[tuple[str, int]]:
    answered = [(say(words), figures.statuses[status]) for status, words in ANSWERED.items()]
    by_label = [(say(findings_of(label)), n) for label, n in sorted(figures.findings.items())]
    with_findings = (say(PAGE_WORDS["with_findings"]), figures.studies_with_findings)
    return [*answered, with_findings, *by_label]


def acceptance_of(figures: ModelFigures) -> str:
    if figures.acceptance is None:
        return ""
    return "{:.0f} % ({:.0f}–{:.0f} %)".format(*(100 * share for share in figures.acceptance))


def run_facts(run: object, say: Say = str) -> str:
    """What the last run was, in a line; "" where none is known."""
    if not isinstance(run, Mapping):
        return ""
    facts = [
        message("Batch page", "workers: {count}", count=run["workers"]),
        message("Batch page", "threads of each: {count}", count=run["threads"]),
        message("Batch page", "time: {time}", time=time_of(run["elapsed_s"])),
        message("Batch page", "results that were there already: {n}", n=f"{run['skipped']:,}"),
    ]
    if run["per_hour"]:
        facts.append(
            message("Batch page", "studies an hour: {count}", count=f"{run['per_hour']:,.0f}")
        )
    return say(last_run(" · ".join(map(say, facts))))


def clock(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
