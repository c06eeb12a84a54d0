"""What the journal does with its file, off the GUI thread."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.domain.study import Study
from medviewer.domain.study_index import IndexedStudy
from medviewer.domain.study_journal import KeptStudy, StudyJournal
from medviewer.errors import IndexDamaged
from medviewer.jobs.job import JobContext
from medviewer.session.keeping.journal_content import joined

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What was kept of a study; None where nothing was. `lost` counts what could not be read."""

    study_key: str
    journal: StudyJournal | None
    lost: int = 0


def read_job(file: Path, study: Study, _: JobContext) -> Found:
    from medviewer.store.journal import JournalFile  # not before the window stands

    try:
        kept = JournalFile(file).salvage(study.patient, study.study_instance_uid)
    except IndexDamaged:  # the list of studies has it rebuilt and tells the reader
        logger.warning("The journal cannot be read: its file is damaged")
        return Found(study.key, None)
    return Found(study.key, kept.journal, kept.lost)


def look_back_job(file: Path, moment: float, _: JobContext) -> tuple[IndexedStudy, ...]:
    from medviewer.store.journal import JournalFile  # not before the window stands

    return JournalFile(file).kept_since(moment)


def write_job(file: Path, studies: tuple[KeptStudy, ...], context: JobContext) -> None:
    """Is not cancelled: a write that was begun keeps what the reader did."""
    del context
    write(file, studies)


def add_job(file: Path, studies: tuple[KeptStudy, ...], _: JobContext) -> None:
    from medviewer.store.journal import JournalFile

    journal = JournalFile(file)
    for new in studies:
        kept = journal.read(new.patient, new.study_instance_uid)
        whole = new.journal if kept is None else joined(new.journal, kept)
        journal.write([replace(new, journal=whole)])


def write(file: Path, studies: tuple[KeptStudy, ...]) -> None:
    from medviewer.store.journal import JournalFile

    JournalFile(file).write(studies)
