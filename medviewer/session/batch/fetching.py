"""Studies of an archive, brought one after another into a spool that never holds more than a few.

    OUT/spool/<study>/<series>/<instance>.dcm       see `dicom.network.arrival_folder`

What arrived before a break stays: asked again, only the rest is brought.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from medviewer.dicom.instance_facts import read_instance_facts
from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.reading.recall import Recall
from medviewer.domain.archive import RetrieveOrder, TransferOutcome
from medviewer.errors import ArchiveError, UnreadableFile
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.batch.sources import Archives
from medviewer.store.batch_list import ListedInstance, ListedStudy
from medviewer.words import Message, message

PATIENT_ID = "patient_id"  # column of a list; archives that go by patient want it


@dataclass(frozen=True, slots=True)
class Spool:
    """Where fetched studies lie, and the archives they come from. Methods block; for one thread each."""

    folder: Path
    archives: Archives
    token: CancelToken

    def fetch(self, study: ListedStudy) -> list[ListedInstance]:
        """Bring a study whole.

        Raises:
            ArchiveError: it could not be brought, or not all of it.
            ArrivalsUnwritable: the disk refused.
            Cancelled: the token was cancelled.
        """
        into = ArrivalFolder(self.folder)
        order = RetrieveOrder(study.uid, patient_id=study.carried.get(PATIENT_ID, ""))
        outcome = self.archives.of(study.node).retrieve(
            order, into, lambda arrival: None, ignore_progress, self.token
        )
        if not outcome.is_whole:
            raise ArchiveError(_in_part(outcome))
        return _instances_in(into.study_folder(study.uid))

    def release(self, study_instance_uid: str) -> None:
        """The study is not needed any more."""
        folder = ArrivalFolder(self.folder).study_folder(study_instance_uid)
        shutil.rmtree(folder, ignore_errors=True)


def _instances_in(folder: Path) -> list[ListedInstance]:
    memory, found = Recall(), []
    for path in sorted(folder.rglob("*.dcm")):
        try:
            facts = read_instance_facts(path, memory)
        except UnreadableFile:
            continue
        if facts is not None:
            each = ListedInstance(path, 0, facts.size, facts.sop_instance_uid, facts.is_source)
            found.append(each)
    return found


def _in_part(outcome: TransferOutcome) -> Message:
    here = outcome.transferred + outcome.already_there
    reason = outcome.problems[0].reason if outcome.problems else ""
    return message(
        "Batch",
        "The archive handed over {here} of {expected} images. {reason} What arrived is kept; start the batch "
        "again to bring the rest.",
        here=here,
        expected="?" if outcome.expected is None else outcome.expected,
        reason=reason,
    )
