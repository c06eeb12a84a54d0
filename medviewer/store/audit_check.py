"""Checks the audit trail's chain: entry by entry, then its end against anchors kept elsewhere."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from medviewer.domain.audit import Anchor, ChainCheck
from medviewer.store.audit_chain import BEGINNING, GAP, digest_of, entry_of
from medviewer.words import Message, message


def walked(connection: sqlite3.Connection, wanted: set[int]) -> tuple[ChainCheck, dict[int, str]]:
    """The chain by itself, and the digests at the numbers `wanted`."""
    digests = {0: BEGINNING}
    previous, count, gap = BEGINNING, 0, 0
    rows = connection.execute(
        "SELECT number, content, digest, study_instance_uid FROM entry ORDER BY number"
    )
    for number, content, digest, study_uid in rows:
        problem = _wrong_with(number, count + 1, content, (previous, digest), study_uid)
        if problem is not None:
            return ChainCheck(_length(connection), previous, count + 1, problem), digests
        previous, count = digest, number
        gap = gap or (number if _is_gap(content) else 0)
        if number in wanted:
            digests[number] = digest
    if gap:
        return ChainCheck(count, previous, gap, _missing_before(gap)), digests
    return ChainCheck(count, previous), digests


def _wrong_with(
    number: int, expected: int, content: str, digests: tuple[str, str], study_uid: str
) -> Message | None:
    """What is wrong with one entry, given the digest before and its own."""
    if number != expected:
        return _removed(expected)
    if digest_of(digests[0], content) != digests[1]:
        return _changed(number)
    try:
        entry = entry_of(content, *digests)
    except ValueError:
        return _changed(number)
    is_its_own = (entry.number, entry.study_instance_uid) == (number, study_uid)
    return None if is_its_own else _changed(number)


def _is_gap(content: str) -> bool:
    return entry_of(content, "", "").facts.get("event") == GAP


def _length(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])


def held_against(
    found: ChainCheck, digests: dict[int, str], anchors: Iterable[Anchor]
) -> ChainCheck:
    """The chain held against its anchors; what is wrong with the chain itself comes first."""
    if not found.is_whole:
        return found
    for anchor in anchors:
        if digests.get(anchor.count) == anchor.digest:
            continue
        if anchor.count < 0:
            return replace(found, problem=NO_ANCHOR)
        if anchor.count > found.count:
            problem = _cut_off(anchor.count, found.count)
            return replace(found, broken_at=found.count + 1, problem=problem)
        return replace(found, broken_at=anchor.count, problem=_rewritten(anchor.count))
    return found


def _changed(number: int) -> Message:
    return message(
        "Audit",
        "Entry {number} is not as it was written: it was changed, moved, or put in place of another.",
        number=number,
    )


def _removed(number: int) -> Message:
    return message("Audit", "Entry {number} is missing: it was removed.", number=number)


def _missing_before(number: int) -> Message:
    return message(
        "Audit",
        "Entries were missing when entry {number} was written: the end of the trail had been cut off, or "
        "another file had been put in its place. Entry {number} says how many there should have been.",
        number=number,
    )


def _cut_off(expected: int, count: int) -> Message:
    return message(
        "Audit",
        "The trail had {expected} entries and now has {count}: its end was cut off.",
        expected=expected,
        count=count,
    )


def _rewritten(number: int) -> Message:
    return message(
        "Audit",
        "Every entry fits the one before, but entry {number} is another one than was noted down: the trail "
        "was written anew.",
        number=number,
    )


NO_ANCHOR = message(
    "Audit",
    "The note of how the trail ended is damaged, so it cannot be said whether its end was cut off. Entries "
    "that are there fit one another.",
)
