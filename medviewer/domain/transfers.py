"""Transfers from and to archives as a reader follows them, and questions put to archives. Values only."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveQuery,
    RetrieveOrder,
    TransferOutcome,
    WorklistItem,
    WorklistQuery,
)
from medviewer.words import Message


class Direction(enum.Enum):
    """Which way instances go."""

    FETCH = "fetch"
    SEND = "send"


class Stage(enum.Enum):
    """How far a transfer is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARTLY = "partly"  # ended, with something missing or refused
    FAILED = "failed"  # ended early
    CANCELLED = "cancelled"

    @property
    def has_ended(self) -> bool:
        return self not in (Stage.WAITING, Stage.RUNNING)


class Reason(enum.Enum):
    """Why something is fetched."""

    ASKED = "asked"  # the reader chose it: it opens with its first image
    BESIDE = "beside"  # the reader chose it, to be read later
    PRIOR = "prior"  # by the rules for priors
    RESUMED = "resumed"  # it was not finished before


@dataclass(frozen=True, slots=True)
class Transfer:
    """One study on its way in, or some files on their way out.

    Attributes:
        node, address: where from or to; the address is shown with it.
        order: what is fetched; None for what is sent.
        files: what is sent.
        title: a line for the reader; never logged.
        done: instances that are there, those from before included; of `total`, 0 while that is not known.
        seconds_left: None while it cannot be told.
        outcome: once it has ended by itself.
        sentence: how it ended, in words.
    """

    transfer_id: int
    direction: Direction
    node: str
    address: str
    title: str = ""
    order: RetrieveOrder | None = None
    files: tuple[Path, ...] = ()
    reason: Reason = Reason.ASKED
    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0
    byte_count: int = 0
    bytes_per_s: float = 0.0
    seconds_left: float | None = None
    outcome: TransferOutcome | None = None
    sentence: Message | None = None

    @property
    def study_instance_uid(self) -> str:
        """Of what is fetched; "" for what is sent."""
        return self.order.study_instance_uid if self.order else ""


@dataclass(frozen=True, slots=True)
class TransfersState:
    """Every transfer since the start, oldest first, until it is cleared away."""

    transfers: tuple[Transfer, ...] = ()

    def find(self, transfer_id: int) -> Transfer | None:
        return next((each for each in self.transfers if each.transfer_id == transfer_id), None)

    @property
    def running(self) -> tuple[Transfer, ...]:
        """Those that have not ended."""
        return tuple(each for each in self.transfers if not each.stage.has_ended)

    def fetching(self, study_instance_uid: str) -> Transfer | None:
        """The fetch of that study that has not ended, or None."""
        fetches = (each for each in self.running if each.direction is Direction.FETCH)
        return next((t for t in fetches if t.study_instance_uid == study_instance_uid), None)


@dataclass(frozen=True, slots=True)
class AskingState:
    """A question to an archive and what it has answered so far.

    Attributes:
        series: of the studies that were unfolded, by StudyInstanceUID.
        problem: why there is no answer, or not all of it.
        is_cut: the archive has more than was asked for.
    """

    node: str = ""
    query: ArchiveQuery | None = None
    matches: tuple[ArchiveMatch, ...] = ()
    series: Mapping[str, tuple[ArchiveMatch, ...]] = field(default_factory=dict)
    is_asking: bool = False
    has_answered: bool = False
    is_cut: bool = False
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class WorklistState:
    """A question to a modality worklist and what it has answered so far."""

    node: str = ""
    query: WorklistQuery | None = None
    items: tuple[WorklistItem, ...] = ()
    is_asking: bool = False
    has_answered: bool = False
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """Whether an archive answered: in how many milliseconds, or why not."""

    node: str
    milliseconds: int = 0
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class ListeningState:
    """Whether others can send to this viewer.

    Attributes:
        address: `AET@host:port` while they can.
        problem: why they cannot, though it is asked for.
        arrived: instances since the start.
    """

    address: str = ""
    problem: Message | None = None
    arrived: int = 0

    @property
    def is_listening(self) -> bool:
        return bool(self.address)


@dataclass(frozen=True, slots=True)
class ArrivedStudy:
    """What lies in the arrivals folder of one study.

    Attributes:
        arrived_at, opened_at: seconds since 1970; `opened_at` 0.0: never.
        node: where it came from; "": somebody sent it.
        title: a line for the reader; never logged.
        is_kept: the quota passes it over.
        unfinished: what of it was on its way when a retrieve broke off; None where nothing was.
    """

    study_instance_uid: str
    arrived_at: float = 0.0
    opened_at: float = 0.0
    node: str = ""
    title: str = ""
    is_kept: bool = False
    is_prior: bool = False
    unfinished: RetrieveOrder | None = None
    byte_count: int = 0
    instance_count: int = 0
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class ArrivalsState:
    """What has arrived and is kept.

    Attributes:
        studies: by StudyInstanceUID.
        offered: retrieves of an earlier run that were not finished, to go on with or forget.
    """

    studies: Mapping[str, ArrivedStudy] = field(default_factory=dict)
    offered: tuple[ArrivedStudy, ...] = ()

    @property
    def byte_count(self) -> int:
        return sum(each.byte_count for each in self.studies.values())
