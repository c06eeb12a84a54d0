"""The trail keeps what happened, in order, and tells when somebody has had a hand in it."""

import multiprocessing
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from medviewer.domain.audit import Anchor, AuditFilter, AuditKind
from medviewer.errors import AuditUnavailable
from medviewer.store.audit_trail import AuditTrail
from tests.unit.store.audit_samples import event, tamper, trail_in

EVENTS_EACH = 20


@pytest.fixture
def trail(tmp_path: Path) -> AuditTrail:
    return trail_in(tmp_path)


def five(trail: AuditTrail) -> AuditTrail:
    for number in range(5):
        trail.append([event(f"f{number}", answer=number)])
    return trail


def test_that_an_entry_says_what_happened(trail: AuditTrail) -> None:
    trail.append([event("f1", outcome="accepted", score=0.5)])

    (entry,) = trail.entries()

    assert (entry.number, entry.kind, entry.reader, entry.subject) == (1, "decision", "R", "f1")
    assert entry.facts == {"outcome": "accepted", "score": 0.5}
    assert entry.previous_digest == "0" * 64


def test_that_the_patient_is_a_hash_that_is_the_same_each_time(trail: AuditTrail) -> None:
    trail.append([event("f1")])
    trail.append([event("f2")])

    hashes = {entry.patient_hash for entry in trail.entries()}

    assert len(hashes) == 1
    assert b"4711" not in trail.file.read_bytes()


def test_that_two_computers_hash_a_patient_differently(tmp_path: Path) -> None:
    hashes = set()
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        trail = trail_in(tmp_path / name)
        trail.append([event()])
        hashes.add(trail.entries()[0].patient_hash)

    assert len(hashes) == 2


def test_that_a_whole_chain_checks(trail: AuditTrail) -> None:
    check = five(trail).check()

    assert (check.is_whole, check.count, check.broken_at) == (True, 5, None)


def test_that_a_trail_nobody_began_is_whole(trail: AuditTrail) -> None:
    assert trail.check().is_whole


@pytest.mark.parametrize("statement", ["UPDATE entry SET content = '{}'", "DELETE FROM entry"])
def test_that_the_table_refuses_changes(trail: AuditTrail, statement: str) -> None:
    five(trail)

    with (
        closing(sqlite3.connect(trail.file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (("UPDATE entry SET content = replace(content, 'R', 'S') WHERE number = 3",), 3),
        (("DELETE FROM entry WHERE number = 2",), 2),
        (("DELETE FROM entry WHERE number = 1",), 1),
        (
            (
                "UPDATE entry SET number = 99 WHERE number = 2",
                "UPDATE entry SET number = 2 WHERE number = 3",
                "UPDATE entry SET number = 3 WHERE number = 99",
            ),
            2,
        ),
        (
            (
                "INSERT INTO entry SELECT 6, study_instance_uid, content, digest FROM entry WHERE number = 5",
            ),
            6,
        ),
        (("UPDATE entry SET content = 'x' WHERE number = 4",), 4),
        (("UPDATE entry SET study_instance_uid = '1.3' WHERE number = 4",), 4),
    ],
)
def test_that_the_first_broken_entry_is_named(
    trail: AuditTrail, statements: tuple[str, ...], broken_at: int
) -> None:
    tamper(five(trail), *statements)

    check = trail.check()

    assert (check.is_whole, check.broken_at) == (False, broken_at)


def test_that_a_tail_cut_off_is_told_by_the_anchor(trail: AuditTrail) -> None:
    tamper(five(trail), "DELETE FROM entry WHERE number > 3")

    check = trail.check()

    assert (check.is_whole, check.count, check.broken_at) == (False, 3, 4)


def test_that_a_trail_taken_away_as_a_whole_is_told(trail: AuditTrail) -> None:
    five(trail).file.unlink()

    assert trail.check().broken_at == 1


def test_that_writing_on_after_a_cut_does_not_hide_it(trail: AuditTrail) -> None:
    tamper(five(trail), "DELETE FROM entry WHERE number > 3")
    trail.append([event("later")])

    check = trail.check()

    assert (check.is_whole, check.broken_at, check.count) == (False, 4, 5)
    assert trail.all_entries()[3].facts["entries_expected"] == 5


def test_that_a_chain_written_anew_is_told_by_an_anchor_kept_elsewhere(tmp_path: Path) -> None:
    noted = five(trail_in(tmp_path)).check().anchor
    for file in tmp_path.iterdir():
        file.unlink()
    forged = five(trail_in(tmp_path))

    assert forged.check().is_whole
    assert forged.check(noted).broken_at == 5
    assert forged.check(Anchor(7, "ab")).broken_at == 6


def test_that_an_anchor_nobody_can_read_is_told(trail: AuditTrail) -> None:
    five(trail).anchor_file.write_text("{")

    assert not trail.check().is_whole


def test_that_what_stands_already_is_not_written_again(trail: AuditTrail) -> None:
    accepted, proposed = event("f", "accepted"), event("f", "proposed")

    written = [trail.append([each]) for each in (accepted, accepted, proposed, accepted)]

    assert written == [1, 0, 1, 1]


def test_that_entries_are_found_by_study_kind_and_day(trail: AuditTrail) -> None:
    trail.append([event("a", study="1.2"), event("b", study="1.3")])

    def found(asked: AuditFilter) -> list[str]:
        return [entry.subject for entry in trail.entries(asked)]

    assert found(AuditFilter("1.3")) == ["b"]
    assert found(AuditFilter(kind=AuditKind.EXPORT)) == []
    assert found(AuditFilter(first_date="2026-11-22", last_date="2026-11-22")) == ["b", "a"]
    assert found(AuditFilter(first_date="2026-11-23")) == []


def test_that_words_no_file_can_hold_are_kept_all_the_same(trail: AuditTrail) -> None:
    trail.append([event("f", reason="\ud800\0=1+1")])

    assert trail.entries()[0].facts == {"reason": "\ud800\0=1+1"}
    assert trail.check().is_whole


def test_that_a_file_that_is_no_database_is_a_sentence(trail: AuditTrail) -> None:
    trail.file.write_bytes(b"no database" * 1000)

    with pytest.raises(AuditUnavailable):
        trail.append([event()])


def _append_many(folder: str, name: str) -> None:
    for number in range(EVENTS_EACH):
        trail_in(Path(folder)).append([event(f"{name}{number}")])


def test_that_several_processes_make_one_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(str(tmp_path), n)) for n in "abc"]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    check = trail_in(tmp_path).check()
    assert (check.is_whole, check.count) == (True, 3 * EVENTS_EACH)


def _append_for_ever(folder: str) -> None:
    while True:
        trail_in(Path(folder)).append([event("x")])


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_that_a_writer_killed_at_it_leaves_a_whole_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writer = context.Process(target=_append_for_ever, args=(str(tmp_path),))
    writer.start()
    trail = trail_in(tmp_path)
    while trail.check().count < 3 and writer.is_alive():
        pass

    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join()

    trail.append([event("after")])
    assert trail.check().is_whole
