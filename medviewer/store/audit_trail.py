"""The audit trail: append-only, each entry hashed together with the one before. Off the GUI thread only.

append: wait for the lock → last entry → new entries → commit → (lock again) anchor
check:  every entry against its digest and its number → the anchor against the chain

What checking finds: an entry changed, removed, inserted or moved; a tail cut off after the anchor beside the
settings, or one noted down elsewhere, was kept. What it cannot find: a chain written anew from some entry on,
together with the anchor, by somebody who may write both files. Against that, `medviewer audit verify` prints
count and digest to be kept elsewhere, and takes them back with `--anchor`.
"""

import contextlib
import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from medviewer import __version__
from medviewer.domain.audit import (
    Anchor,
    AuditEntry,
    AuditEvent,
    AuditFilter,
    AuditKind,
    ChainCheck,
)
from medviewer.store.audit_chain import (
    BEGINNING,
    GAP,
    content_of,
    digest_of,
    entry_of,
    hash_of_patient,
)
from medviewer.store.audit_check import held_against, walked
from medviewer.store.audit_database import connected, value_of, written_alone
from medviewer.store.records import storable
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

MAX_ANCHOR_BYTES = 1024
PAGE = 1000  # entries a reader is shown


def maker(os_user: str = "") -> dict[str, str]:
    """Who writes: this version of the program, and its user where that is asked for."""
    return {"software_version": __version__, "os_user": os_user}


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """The trail's file, and the one its anchor is kept in.

    Attributes:
        maker: written into every entry: software version, the operating system's user where asked for.
    """

    file: Path
    anchor_file: Path
    maker: Mapping[str, str] = field(default_factory=maker)

    def append(self, events: Sequence[AuditEvent]) -> int:
        """Write events in their order, all or none; safe with several processes at once.

        Returns:
            How many were written: those whose subject stands as it stood before are not.

        Raises:
            AuditUnavailable: the file cannot be written now; nothing was.
        """
        with connected(self.file) as connection:
            with written_alone(connection):
                last = _last(connection)
                last = self._with_gap_noted(connection, last)
                begun = last.count
                for event in map(_storable, events):
                    if not _stands_already(connection, event):
                        last = self._append(connection, last, event)
            self._keep_anchor(connection)
        return last.count - begun

    def entries(
        self, asked: AuditFilter | None = None, *, is_newest_first: bool = True, limit: int = PAGE
    ) -> tuple[AuditEntry, ...]:
        """Entries that fit; those whose content is no longer readable are left out (checking names them)."""
        with connected(self.file) as connection:
            return tuple(_found(connection, asked or AuditFilter(), is_newest_first, limit))

    def all_entries(self, asked: AuditFilter | None = None) -> tuple[AuditEntry, ...]:
        """Every entry that fits, oldest first."""
        return self.entries(asked, is_newest_first=False, limit=-1)

    def check(self, noted: Anchor | None = None) -> ChainCheck:
        """Go through the whole chain; `noted` is an anchor the reader kept elsewhere."""
        anchors = tuple(a for a in (self.anchor(), noted) if a is not None)
        if not self.file.exists():
            return held_against(ChainCheck(0, BEGINNING), {0: BEGINNING}, anchors)
        with connected(self.file) as connection:
            check, digests = walked(connection, {anchor.count for anchor in anchors})
        return held_against(check, digests, anchors)

    def anchor(self) -> Anchor | None:
        """How the chain ended when this program wrote last; None where that was never kept."""
        try:
            with self.anchor_file.open("rb") as stream:
                found = json.loads(stream.read(MAX_ANCHOR_BYTES))
            return Anchor(int(found["count"]), str(found["digest"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return Anchor(-1, "")  # it was kept, and cannot be read

    def _append(self, connection: sqlite3.Connection, last: Anchor, event: AuditEvent) -> Anchor:
        number = last.count + 1
        key = connection.execute("SELECT key FROM patient_key").fetchone()[0]
        content = content_of(event, number, hash_of_patient(key, event.patient_id), self.maker)
        digest = digest_of(last.digest, content)
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?)",
            (number, event.study_instance_uid, content, digest),
        )
        return Anchor(number, digest)

    def _with_gap_noted(self, connection: sqlite3.Connection, last: Anchor) -> Anchor:
        """A chain shorter than its anchor goes on, but says so for ever: the anchor moves on with it."""
        anchor = self.anchor()
        if anchor is None or _digest_at(connection, anchor.count) == anchor.digest:
            return last
        logger.warning("The audit trail does not reach its anchor; that is noted in it")
        gap = AuditEvent(
            AuditKind.TRAIL,
            happened_at=_now(),
            facts={
                "event": GAP,
                "entries_expected": anchor.count,
                "digest_expected": anchor.digest,
                "entries_found": last.count,
            },
        )
        return self._append(connection, last, gap)

    def _keep_anchor(self, connection: sqlite3.Connection) -> None:
        """After the commit and under the lock: never ahead of the chain, never back to an older end."""
        with written_alone(connection):
            last = _last(connection)
            text = json.dumps({"count": last.count, "digest": last.digest})
            try:
                with whole_file(self.anchor_file, is_private=True) as temporary:
                    temporary.write_text(text + "\n", encoding="ascii")
            except (
                OSError
            ) as error:  # the entries are written; the anchor follows with the next ones
                logger.warning("The audit trail's anchor: %s", type(error).__name__)


def _storable(event: AuditEvent) -> AuditEvent:
    """A UID comes from a file and may hold what SQLite cannot."""
    return replace(event, study_instance_uid=storable(event.study_instance_uid))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _last(connection: sqlite3.Connection) -> Anchor:
    row = connection.execute("SELECT number, digest FROM entry ORDER BY number DESC").fetchone()
    return Anchor(row[0], row[1]) if row is not None else Anchor(0, BEGINNING)


def _digest_at(connection: sqlite3.Connection, number: int) -> str | None:
    if number == 0:
        return BEGINNING
    row = connection.execute("SELECT digest FROM entry WHERE number = ?", (number,)).fetchone()
    return row[0] if row is not None else None


def _stands_already(connection: sqlite3.Connection, event: AuditEvent) -> bool:
    """Whether the latest entry about the event's subject says the same."""
    if not event.standing:
        return False
    row = connection.execute(
        f"SELECT {value_of('standing')} FROM entry WHERE study_instance_uid = ? "
        f"AND {value_of('kind')} = ? AND {value_of('subject')} = ? ORDER BY number DESC LIMIT 1",
        (event.study_instance_uid, event.kind.value, event.subject),
    ).fetchone()
    return row is not None and row[0] == event.standing


def _found(
    connection: sqlite3.Connection, asked: AuditFilter, is_newest_first: bool, limit: int
) -> Iterator[AuditEntry]:
    where, values = _conditions(asked)
    order = "DESC" if is_newest_first else "ASC"
    rows = connection.execute(
        "SELECT content, digest, coalesce((SELECT digest FROM entry AS e "
        f"WHERE e.number = entry.number - 1), ?) FROM entry{where} ORDER BY number {order} LIMIT ?",
        (BEGINNING, *values, limit),
    )
    for content, digest, previous in rows:
        with contextlib.suppress(ValueError):
            yield entry_of(content, previous, digest)


def _conditions(asked: AuditFilter) -> tuple[str, tuple[str, ...]]:
    """The WHERE clause and its values."""
    given = (
        ("study_instance_uid = ?", asked.study_instance_uid),
        (f"{value_of('kind')} = ?", asked.kind),
        (f"substr({value_of('happened_at')}, 1, 10) >= ?", asked.first_date),
        (f"substr({value_of('happened_at')}, 1, 10) <= ?", asked.last_date),
    )
    used = [(text, value) for text, value in given if value]
    return (
        " WHERE " + " AND ".join(text for text, _ in used) if used else "",
        tuple(value for _, value in used),
    )
