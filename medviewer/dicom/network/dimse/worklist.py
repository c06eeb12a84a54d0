"""Modality worklist: what is scheduled (PS3.4 annex K)."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pynetdicom.sop_class import ModalityWorklistInformationFind as WorklistFind  # type: ignore[attr-defined]  # made at import

from medviewer.dicom.network.dimse.association_endings import NothingAccepted
from medviewer.dicom.network.dimse.conversation import Offer, conversation
from medviewer.dicom.network.dimse.finding import answers
from medviewer.dicom.network.dimse.identifiers import character_set, data_set
from medviewer.dicom.reading.attributes import first_item, text, uid
from medviewer.domain.archive import ArchiveNode, WorklistItem, WorklistQuery
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken
from medviewer.words import message

WORKLIST = message("Archive", "the modality worklist")


def worklist(node: ArchiveNode, query: WorklistQuery, token: CancelToken) -> Iterator[WorklistItem]:
    """Scheduled steps as they come; no more than asked for.

    Raises:
        ArchiveError, Cancelled
    """
    count = 0
    with (
        _said_where_there_is_none(node),
        conversation(node, [Offer(str(WorklistFind))], token) as talk,
        closing(answers(talk, [str(WorklistFind)], _identifier(query), WORKLIST)) as found,
    ):
        for one in found:
            yield _item(one)
            count += 1
            if count == query.limit:
                break
    token.check()


@contextmanager
def _said_where_there_is_none(node: ArchiveNode) -> Iterator[None]:
    """Nothing but the worklist was proposed: where nothing was accepted, it is this that is not there."""
    try:
        yield
    except NothingAccepted as error:
        raise ArchiveRefused(
            message(
                "Archive",
                "{address} has no modality worklist, or shows {calling} none. A worklist often stands "
                "elsewhere than the images, in the RIS: ask for its address and enter it as an archive.",
                address=node.address,
                calling=node.own_ae_title,
            )
        ) from error


def _identifier(query: WorklistQuery) -> Dataset:
    """Matching and return keys (PS3.4 table K.6-1)."""
    needed = character_set(query.patient_name)
    asked = data_set(
        {
            **({"SpecificCharacterSet": needed} if needed else {}),
            "PatientName": query.patient_name,
            "PatientID": query.patient_id,
            "PatientBirthDate": "",
            "PatientSex": "",
            "AccessionNumber": query.accession_number,
            "StudyInstanceUID": "",
            "RequestedProcedureDescription": "",
            "RequestedProcedureID": "",
        }
    )
    step = data_set(
        {
            "Modality": query.modality,
            "ScheduledStationAETitle": query.station_ae_title,
            "ScheduledProcedureStepStartDate": query.scheduled_date,
            "ScheduledProcedureStepStartTime": "",
            "ScheduledPerformingPhysicianName": "",
            "ScheduledProcedureStepDescription": "",
            "ScheduledProcedureStepID": "",
        }
    )
    asked.ScheduledProcedureStepSequence = Sequence([step])
    return asked


def _item(found: Dataset) -> WorklistItem:
    step = first_item(found, "ScheduledProcedureStepSequence") or Dataset()
    return WorklistItem(
        patient_name=text(found, "PatientName"),
        patient_id=text(found, "PatientID"),
        patient_birth_date=text(found, "PatientBirthDate"),
        patient_sex=text(found, "PatientSex"),
        accession_number=text(found, "AccessionNumber"),
        study_instance_uid=uid(found, "StudyInstanceUID"),
        requested_procedure=text(found, "RequestedProcedureDescription")
        or text(step, "ScheduledProcedureStepDescription"),
        scheduled_date=text(step, "ScheduledProcedureStepStartDate"),
        scheduled_time=text(step, "ScheduledProcedureStepStartTime"),
        modality=text(step, "Modality"),
        station_ae_title=text(step, "ScheduledStationAETitle"),
        performing_physician=text(step, "ScheduledPerformingPhysicianName"),
    )
