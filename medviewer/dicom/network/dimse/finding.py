"""C-FIND: what an archive has (PS3.4 C.4.1)."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from fnmatch import fnmatchcase

from pydicom.dataset import Dataset
from pynetdicom.sop_class import (  # type: ignore[attr-defined]  # made when it is imported
    PatientRootQueryRetrieveInformationModelFind as PatientRootFind,
)
from pynetdicom.sop_class import (  # type: ignore[attr-defined]
    StudyRootQueryRetrieveInformationModelFind as StudyRootFind,
)

from medviewer.dicom.network.dimse.commands import Field
from medviewer.dicom.network.dimse.commands import Message as Response
from medviewer.dicom.network.dimse.conversation import Conversation, Offer, conversation
from medviewer.dicom.network.dimse.identifiers import find_identifier, match, read_identifier
from medviewer.dicom.network.dimse.patient_root import is_by_patient, patient_wanted
from medviewer.dicom.network.dimse.refusals import failure_words
from medviewer.domain.archive import ArchiveMatch, ArchiveNode, ArchiveQuery, QueryLevel
from medviewer.errors import ArchiveAnswerUnusable, ArchiveError, ArchiveRefused
from medviewer.progress import Cancelled, CancelToken
from medviewer.words import Message, message

PENDING = (0xFF00, 0xFF01)  # the latter: a key was not understood, PS3.4 table C.4-1
LONGEST_ANSWER = 1 << 20  # bytes of one identifier
SUCCESS, CANCELLED = 0x0000, 0xFE00
FIND_MODELS = (str(StudyRootFind), str(PatientRootFind))
FIND_OFFERS = tuple(map(Offer, FIND_MODELS))
QUERYING = message("Archive", "query (C-FIND)")


def find(node: ArchiveNode, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
    """Matches as they come; no more than asked for.

    Raises:
        ArchiveError, Cancelled
    """
    with conversation(node, FIND_OFFERS, token) as talk:
        yield from find_in(talk, query)
        token.check()


def find_in(talk: Conversation, query: ArchiveQuery) -> Iterator[ArchiveMatch]:
    """As `find`, in a conversation that goes on."""
    is_of_patients = query.level is QueryLevel.PATIENT
    models = FIND_MODELS[::-1] if is_of_patients else FIND_MODELS
    is_hierarchical = not is_of_patients and is_by_patient(talk.first_context(models, QUERYING))
    source = _by_patient(talk, query) if is_hierarchical else _found(talk, query, models)
    count = 0
    with closing(source) as found:
        for one in found:
            yield one
            count += 1
            if count == query.limit:
                return


def _found(
    talk: Conversation, query: ArchiveQuery, models: Sequence[str], *, by_patient: bool = False
) -> Generator[ArchiveMatch, None, None]:
    identifier = find_identifier(query, by_patient=by_patient)
    with closing(answers(talk, models, identifier, QUERYING)) as found:
        for one in found:
            matched = match(one, query.level)
            if matched is not None and _is_of_modality(matched, query):
                yield _placed(matched, query)


def _by_patient(talk: Conversation, query: ArchiveQuery) -> Generator[ArchiveMatch, None, None]:
    """Patients first, then what each of them has: below a patient an archive matches no names."""
    for patient in _patients(talk, query):
        inside = replace(query, patient_id=patient.patient_id, patient_name="")
        with closing(_found(talk, inside, FIND_MODELS, by_patient=True)) as found:
            for one in found:
                yield replace(
                    one,
                    patient_id=patient.patient_id,
                    patient_name=patient.patient_name,
                    patient_birth_date=patient.patient_birth_date,
                    patient_sex=patient.patient_sex,
                    issuer_of_patient_id=patient.issuer_of_patient_id,
                )


def _patients(talk: Conversation, query: ArchiveQuery) -> list[ArchiveMatch]:
    """Those who are asked for; all of them would be the whole hospital.

    Raises:
        ArchiveRefused: nobody is.
    """
    if not (query.patient_id or query.patient_name):
        raise ArchiveRefused(patient_wanted(talk.node))
    asked = ArchiveQuery(QueryLevel.PATIENT, query.patient_name, query.patient_id)
    return [one for one in _found(talk, asked, FIND_MODELS) if one.patient_id]


def answers(
    talk: Conversation, models: Sequence[str], identifier: Dataset, service: Message
) -> Generator[Dataset, None, None]:
    """What one C-FIND brings; whoever stops early cancels it."""
    context = talk.first_context(models, service)
    talk.ask_about(Field.FIND_REQUEST, context, identifier)
    syntax = context.transfer_syntax[0]
    try:
        while True:
            response = talk.receive()
            if response.field != Field.FIND_RESPONSE or response.status is None:
                raise ArchiveAnswerUnusable(unusable(talk.node))
            if response.status not in PENDING:
                talk.done()
                _refuse(talk.node, response)
                return
            found = read_identifier(response.data.head(LONGEST_ANSWER), syntax)
            if found is not None:
                yield found
    except GeneratorExit:
        _cancel(talk)
        raise


def _cancel(talk: Conversation) -> None:
    """Take what is still under way until the archive says that it has stopped."""
    talk.cancel()
    with suppress(Cancelled, ArchiveError):
        while talk.receive().status in PENDING:
            pass
        talk.done()


def _refuse(node: ArchiveNode, response: Response) -> None:
    status = response.status or 0
    if status not in (SUCCESS, CANCELLED) and status & 0xF000 != 0xB000:
        raise ArchiveRefused(
            message(
                "Archive",
                "{address} did not answer the query: {reason}. Ask for less, or try again later.",
                address=node.address,
                reason=failure_words(response),
            )
        )


def unusable(node: ArchiveNode) -> Message:
    return message(
        "Archive",
        "{address} sent something that is no answer to what was asked. Nothing of it was used.",
        address=node.address,
    )


def _is_of_modality(matched: ArchiveMatch, query: ArchiveQuery) -> bool:
    """Modalities in Study is an optional key: an archive may answer as if it had not been asked for."""
    if not (query.modality and matched.modality):
        return True
    asked = query.modality.upper().split("\\")
    stated = matched.modality.upper().split("\\")
    return any(fnmatchcase(one, pattern) for one in stated for pattern in asked)


def _placed(matched: ArchiveMatch, query: ArchiveQuery) -> ArchiveMatch:
    """With the UIDs of the levels above, which an answer need not repeat."""
    return replace(
        matched,
        study_instance_uid=matched.study_instance_uid or query.study_instance_uid,
        series_instance_uid=matched.series_instance_uid or query.series_instance_uid,
    )
