"""Priors are fetched when a study is open and at rest; another patient's never stay."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import ArchiveMatch, QueryLevel, RetrieveOrder
from medviewer.domain.network_settings import PriorRules
from medviewer.session.network import network as network_module
from medviewer.session.session import Session
from tests.unit.session.network.archive_stub import ArchiveStub
from tests.unit.session.network.conftest import MakeStored, fetched

pytestmark = pytest.mark.gui

ID = {"PatientID": "P1", "PatientName": "Doe^Jane", "PatientBirthDate": "19700101"}
PRIOR = ArchiveMatch(
    QueryLevel.STUDY,
    patient_id="P1",
    patient_name="Doe Jane",
    patient_birth_date="19700101",
    study_instance_uid="1.9",
    study_date="20250601",
    modality="CT",
)


@pytest.fixture
def opened(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> Session:
    """A study on screen, all of it here; its archive has an earlier one."""
    archive.stored = make_stored(3, StudyDate="20260601", **ID)
    archive.matches = [PRIOR]
    archive.gate.set()
    fetched(session, qtbot)
    return session


def _ask_for_priors(session: Session) -> None:
    session.network.nodes.update(priors=PriorRules("main"))
    session.network.priors.look()


def test_that_nothing_is_asked_before_an_archive_is_named(
    opened: Session, archive: ArchiveStub
) -> None:
    opened.network.priors.look()

    assert archive.asked == []


def test_that_a_prior_is_fetched_onto_the_list_and_opens_nothing(
    opened: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = (*archive.stored, *make_stored(2, "1.9", StudyDate="20250601", **ID))

    with qtbot.waitSignal(opened.network.arriving.found):
        _ask_for_priors(opened)
    qtbot.waitUntil(lambda: opened.runner.active_count == 0)

    assert archive.asked[0].patient_id == "P1"
    prior = opened.network.arrivals.value.studies["1.9"]
    assert (prior.is_prior, prior.instance_count) == (True, 2)
    assert [study.key for study in opened.library.value.studies] == ["1.2.3"]


def test_that_a_study_of_another_issuers_same_id_is_not_taken(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = make_stored(3, StudyDate="20260601", IssuerOfPatientID="HOSPITAL A", **ID)
    archive.matches = [replace(PRIOR, issuer_of_patient_id="HOSPITAL B")]
    archive.gate.set()
    fetched(session, qtbot)

    _ask_for_priors(session)
    qtbot.waitUntil(lambda: bool(archive.asked) and session.runner.active_count == 0)

    assert [order.study_instance_uid for order in archive.orders] == ["1.2.3"]


def test_that_a_prior_that_is_here_is_not_fetched_again(
    opened: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = (*archive.stored, *make_stored(2, "1.9", StudyDate="20250601", **ID))
    with qtbot.waitSignal(opened.network.arriving.found):
        _ask_for_priors(opened)
    qtbot.waitUntil(lambda: opened.runner.active_count == 0)
    count = len(archive.orders)

    opened.network.nodes.update(priors=PriorRules("main", most=3))
    opened.network.priors.look()
    qtbot.waitUntil(lambda: opened.runner.active_count == 0)

    assert len(archive.asked) == 2
    assert len(archive.orders) == count


def test_that_a_prior_that_turns_out_to_be_somebody_elses_is_removed(
    opened: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    strange = {**ID, "PatientBirthDate": "19800202"}
    archive.stored = (*archive.stored, *make_stored(2, "1.9", StudyDate="20250601", **strange))

    with qtbot.waitSignal(opened.network.arriving.found):
        _ask_for_priors(opened)
    qtbot.waitUntil(lambda: opened.runner.active_count == 0)

    assert "1.9" not in opened.network.arrivals.value.studies
    assert opened.messages.history[-1].text == network_module.SOMEBODY_ELSE


def test_that_a_prior_makes_way_for_what_the_reader_asks_for(
    opened: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored = (
        *archive.stored,
        *make_stored(4, "1.9", StudyDate="20250601", **ID),
        *make_stored(4, "5.5"),
    )
    archive.free, before = 2, len(archive.orders)  # it answers, and sends two images at once
    archive.gate.clear()
    _ask_for_priors(opened)
    qtbot.waitUntil(lambda: len(archive.orders) == before + 1)

    opened.network.fetch("main", [RetrieveOrder("5.5")])
    qtbot.waitUntil(lambda: len(archive.orders) >= before + 2)
    archive.gate.set()
    qtbot.waitUntil(lambda: opened.network.transfers.value.running == ())

    asked_for = [order.study_instance_uid for order in archive.orders[before:]]
    assert asked_for == ["1.9", "5.5", "1.9"]
    assert opened.network.arrivals.value.studies["1.9"].unfinished is None
