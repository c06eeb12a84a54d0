"""What a command line run did, written into this user's audit trail."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from medviewer import paths, settings
from medviewer.domain.audit import AuditEvent
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.study import Study
from medviewer.errors import StoreError
from medviewer.session.sharing.audit import open_trail
from medviewer.session.sharing.audit_events import analysis_event, export_event


def note(events: Iterable[AuditEvent]) -> None:
    """Write them now; where that fails, say so and go on: what was asked for is done all the same."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    chosen = settings.load(paths.settings_file())
    by = [replace(e, happened_at=now, reader=e.reader or chosen.reader) for e in events]
    try:
        names_user = chosen.audit_user == "on"
        trail = open_trail(paths.audit_file(), paths.audit_anchor_file(), names_user=names_user)
        trail.append(by)
    except (StoreError, OSError) as error:
        print(f"medviewer: not in the audit trail: {error}", file=sys.stderr)


def note_analyses(
    study: Study, results: Iterable[AnalysisResult], kinds: Iterable[str], file_count: int
) -> None:
    """The models' answers, and what was written of them."""
    answers = [analysis_event(result, study) for result in results]
    note([*answers, export_event(study, kinds, file_count, verb="analyze")])
