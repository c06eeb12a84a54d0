"""Tracking UIDs: valid, stable, and handed on from an earlier examination."""

import pytest

from medviewer.domain.tracking import Tracking, item_id_of, tracking_uid, tracking_uid_of


def test_that_a_uuid_becomes_the_uid_the_standard_makes_of_it() -> None:
    uid = tracking_uid("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")

    assert uid == "2.25.329800735698586629295641978511506172918"  # the example of PS3.5 B.2


@pytest.mark.parametrize("item_id", ["", "finding 1", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"])
def test_that_every_id_gets_a_uid_of_legal_length_and_the_same_one_again(item_id: str) -> None:
    uid = tracking_uid(item_id)

    assert uid == tracking_uid(item_id)
    assert len(uid) <= 64
    assert all(part.isdigit() for part in uid.split("."))


def test_that_a_matched_item_bears_the_uid_of_its_prior() -> None:
    trackings = (Tracking("a", "1.2.3"),)

    uids = [tracking_uid_of(item, trackings) for item in ("a", "b")]

    assert uids == ["1.2.3", tracking_uid("b")]


def test_that_an_id_is_found_again_from_its_uid() -> None:
    uid = tracking_uid("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")

    assert item_id_of(uid) == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"


@pytest.mark.parametrize("uid", ["", "1.2.3", "2.25.", "2.25.1.2", f"2.25.{1 << 128}", "2.25.-1"])
def test_that_other_writers_uids_name_no_item_of_ours(uid: str) -> None:
    assert item_id_of(uid) is None
