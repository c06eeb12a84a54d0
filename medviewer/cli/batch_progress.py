"""How far a batch is: one line on stderr with the time left, or JSON events on standard output."""

import json
import sys
import time
from collections.abc import Mapping

from medviewer.progress import Progress
from medviewer.session.batch.batch_run import Tally, Watcher
from medviewer.session.batch.batch_words import duration
from medviewer.session.batch.identifiers import Identifiers
from medviewer.session.batch.sentences import english
from medviewer.session.batch.study_task import TaskResult, TaskStatus

WIDTH = 100
BETWEEN_LINES_S = 0.2  # a terminal need not be written faster
BETWEEN_LOG_LINES_S = 30.0  # where stderr is a file


class BatchLine:
    """Tells the progress of one batch."""

    def __init__(self, names: Identifiers, *, is_json: bool) -> None:
        """`names`: how studies are told."""
        self._names = names
        self._is_json = is_json
        self._is_watched = sys.stderr.isatty()
        self._shown_at = 0.0
        self._is_dirty = False
        self.watcher = Watcher(self._on_progress, self._on_listed, self._on_told)

    def event(self, name: str, facts: Mapping[str, object]) -> None:
        """One JSON line, where they were asked for."""
        if self._is_json:
            print(json.dumps({"event": name, **facts}, ensure_ascii=False), flush=True)

    def done(self) -> None:
        """Clear the line."""
        if self._is_dirty:
            print(f"\r{'':<{WIDTH}}\r", end="", file=sys.stderr, flush=True)
            self._is_dirty = False

    def _on_progress(self, progress: Progress) -> None:
        self._show(f"{progress.stage}: {progress.done:,} files")

    def _on_listed(self, tally: Tally) -> None:
        self.event("listed", {"studies": tally.total, "unreadable": tally.problems})
        self._show(f"{tally.total:,} studies", is_due=True)

    def _on_told(self, result: TaskResult, tally: Tally) -> None:
        eta, study = tally.eta_s, self._names.of(result.study_instance_uid)
        reason = english(self._names.sentence(result.reason))
        self.event(
            "study",
            {
                "study_instance_uid": study,
                "status": result.status.value,
                "reason": reason,
                "result": self._names.of(result.key),
                "findings": sum(len(answer.findings) for answer in result.answers),
                "seconds": round(sum(result.timings_s.values()), 3),
                "attempts": result.attempts,
                "told": tally.told,
                "total": tally.total,
                "eta_s": None if eta is None else round(eta),
            },
        )
        if result.status is TaskStatus.FAILED and not self._is_json:
            self.done()
            print(f"medviewer: {study}: {reason}", file=sys.stderr)
        self._show(line_of(tally))

    def _show(self, line: str, *, is_due: bool = False) -> None:
        now, wait = time.monotonic(), BETWEEN_LINES_S if self._is_watched else BETWEEN_LOG_LINES_S
        if self._is_json or (now - self._shown_at < wait and not is_due):
            return
        self._shown_at = now
        if self._is_watched:
            print(f"\r{line[:WIDTH]:<{WIDTH}}", end="", file=sys.stderr, flush=True)
            self._is_dirty = True
        else:
            print(line, file=sys.stderr, flush=True)


def line_of(tally: Tally) -> str:
    """`120/4,000 studies · 3 failed · 410 an hour · 9 h 28 min left`."""
    parts = [f"{tally.told:,}/{tally.total:,} studies"]
    for status in (TaskStatus.SKIPPED, TaskStatus.REFUSED, TaskStatus.FAILED):
        if count := tally.statuses[status]:
            parts.append(f"{count:,} {status.value}")
    if tally.per_hour:
        parts.append(f"{tally.per_hour:,.0f} an hour")
    if (eta := tally.eta_s) is not None:
        parts.append(f"{duration(eta)} left")
    return " · ".join(parts)
