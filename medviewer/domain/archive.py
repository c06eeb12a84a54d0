"""Archives of a hospital (PACS), what is asked of them, and what they answer. Values only.

Words are DICOM's: PS3.4 Annex C (query/retrieve), Annex K (modality worklist), PS3.18 (DICOMweb).
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.words import Message


class Protocol(enum.StrEnum):
    """How an archive is spoken to."""

    DIMSE = "dimse"
    DICOMWEB = "dicomweb"


class Login(enum.StrEnum):
    """How a DICOMweb server is told who asks."""

    NONE = "none"
    BASIC = "basic"
    BEARER = "bearer"
    CERTIFICATE = "certificate"


class Retrieval(enum.StrEnum):
    """How a DIMSE archive hands images over: on the asking association, or to our storage SCP."""

    GET = "get"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class TransportSecurity:
    """TLS of a connection; files are PEM. A passphrase is a secret and stands in the keyring."""

    is_on: bool = False
    authority: str = ""  # CA bundle; "": the system's
    certificate: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveNode:
    """One archive the reader has entered. Never holds a secret: those are in the keyring under `name`.

    Attributes:
        host, port, ae_title: of a DIMSE archive; `ae_title` is the called one.
        own_ae_title: the calling one.
        url: DICOMweb service root, without a trailing slash.
        user: of a basic login.
        allows_plain_login: the reader confirmed that password or token may go over http to another machine.
        timeout_s: how long nothing may come before the archive is called silent.
    """

    name: str
    protocol: Protocol = Protocol.DIMSE
    host: str = "127.0.0.1"
    port: int = 104
    ae_title: str = "ANY-SCP"
    own_ae_title: str = "MEDVIEWER"
    retrieval: Retrieval = Retrieval.GET
    url: str = ""
    login: Login = Login.NONE
    user: str = ""
    security: TransportSecurity = TransportSecurity()
    timeout_s: int = 30
    allows_plain_login: bool = False

    @property
    def address(self) -> str:
        """What a reader is shown: where data come from, or go to."""
        if self.protocol is Protocol.DICOMWEB:
            return self.url
        return f"{self.ae_title}@{self.host}:{self.port}"


class QueryLevel(enum.StrEnum):
    """QueryRetrieveLevel (0008,0052)."""

    PATIENT = "PATIENT"
    STUDY = "STUDY"
    SERIES = "SERIES"
    IMAGE = "IMAGE"


@dataclass(frozen=True, slots=True)
class ArchiveQuery:
    """What is looked for; "" matches everything. Wildcards (* ?) as PS3.4 C.2.2.2.4.

    Attributes:
        study_date: `YYYYMMDD` or a range `YYYYMMDD-YYYYMMDD`, either end open (PS3.4 C.2.2.2.5).
        limit: no more answers than this; 0: all.
    """

    level: QueryLevel = QueryLevel.STUDY
    patient_name: str = ""
    patient_id: str = ""
    accession_number: str = ""
    study_date: str = ""
    modality: str = ""
    study_description: str = ""
    study_instance_uid: str = ""
    series_instance_uid: str = ""
    limit: int = 500

    @property
    def names_one_patient(self) -> bool:
        """Whether studies of one PatientID are asked for: then its issuer is, too.

        Elsewhere it is not: an archive that has no index of it opens a file of each study it finds.
        """
        return bool(self.patient_id) and not set(self.patient_id) & set("*?")


@dataclass(frozen=True, slots=True)
class ArchiveMatch:
    """One answer at any level; what the archive did not tell is "" or None. Texts are decoded.

    Attributes:
        modality: of a series; of a study all of them, joined by a backslash as in the file.
    """

    level: QueryLevel
    patient_name: str = ""
    patient_id: str = ""
    patient_birth_date: str = ""
    patient_sex: str = ""
    study_instance_uid: str = ""
    study_date: str = ""
    study_time: str = ""
    study_description: str = ""
    accession_number: str = ""
    modality: str = ""
    series_instance_uid: str = ""
    series_number: str = ""
    series_description: str = ""
    body_part_examined: str = ""
    sop_instance_uid: str = ""
    series_count: int | None = None
    instance_count: int | None = None
    issuer_of_patient_id: str = ""


@dataclass(frozen=True, slots=True)
class WorklistQuery:
    """What is asked of a modality worklist (PS3.4 K.6); "" matches everything."""

    scheduled_date: str = ""
    modality: str = ""
    station_ae_title: str = ""
    patient_name: str = ""
    patient_id: str = ""
    accession_number: str = ""
    limit: int = 500


@dataclass(frozen=True, slots=True)
class WorklistItem:
    """One scheduled procedure step."""

    patient_name: str = ""
    patient_id: str = ""
    patient_birth_date: str = ""
    patient_sex: str = ""
    accession_number: str = ""
    study_instance_uid: str = ""
    requested_procedure: str = ""
    scheduled_date: str = ""
    scheduled_time: str = ""
    modality: str = ""
    station_ae_title: str = ""
    performing_physician: str = ""


@dataclass(frozen=True, slots=True)
class RetrieveOrder:
    """Which instances to bring: a study, some of its series, or some of one series' instances.

    Attributes:
        patient_id: whose they are, as the archive told; some archives want it. "" where nobody knows.
    """

    study_instance_uid: str
    series_instance_uids: tuple[str, ...] = ()
    sop_instance_uids: tuple[str, ...] = ()
    patient_id: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One instance that lies on disk whole.

    Attributes:
        sender: AE title of who sent it without being asked; "" of what was fetched.
    """

    path: Path
    sop_class_uid: str
    sop_instance_uid: str
    series_instance_uid: str
    study_instance_uid: str
    size: int
    sender: str = ""


ArrivalSink = Callable[[Arrival], None]


@dataclass(frozen=True, slots=True)
class TransferProblem:
    """One instance that was not transferred, or a transfer that ended early, and why."""

    sop_instance_uid: str
    reason: Message


@dataclass(frozen=True, slots=True)
class TransferOutcome:
    """What a retrieve brought or a store delivered.

    Attributes:
        transferred: instances that arrived now.
        already_there: instances that had arrived before and were not asked for again, or sent again.
        expected: how many there should be in all, as far as the archive said; None where it did not.
        notes: what the reader should know though nothing failed.
    """

    transferred: int
    already_there: int = 0
    expected: int | None = None
    problems: tuple[TransferProblem, ...] = ()
    byte_count: int = 0
    notes: tuple[Message, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to be missing."""
        here = self.transferred + self.already_there
        return not self.problems and (self.expected is None or here >= self.expected)


@dataclass(frozen=True, slots=True)
class ListenerSettings:
    """Our own storage SCP. Only this computer reaches it unless the reader says otherwise.

    Attributes:
        allowed_ae_titles: calling AE titles that may send; empty: nobody but those of known nodes.
    """

    ae_title: str = "MEDVIEWER"
    host: str = "127.0.0.1"
    port: int = 11112
    allowed_ae_titles: tuple[str, ...] = ()
    security: TransportSecurity = field(default_factory=TransportSecurity)
