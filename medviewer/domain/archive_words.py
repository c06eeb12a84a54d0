"""An archive's answers as a reader reads them: names as in the list of studies, times with a colon."""

import re

from medviewer.domain.archive import ArchiveMatch
from medviewer.domain.person_names import readable_name

DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def time_text(time: str) -> str:
    """`142530.5` as `14:25`; what is no such time as it is."""
    digits = time.strip()[:4]
    return f"{digits[:2]}:{digits[2:]}" if len(digits) == 4 and digits.isdigit() else time.strip()


def modality_text(match: ArchiveMatch) -> str:
    """Of several modalities, which the file joins by backslashes, `CT/SR`."""
    return "/".join(part.strip() for part in match.modality.split("\\") if part.strip())


def date_words(date: str) -> str:
    """`20260102` as `2026-01-02`; what is no such date as it is."""
    found = DATE.fullmatch(date)
    return "-".join(found.groups()) if found else date


def study_title(match: ArchiveMatch) -> str:
    """One line for a list of transfers; it names the patient."""
    parts = (
        readable_name(match.patient_name) or match.patient_id or "—",
        date_words(match.study_date),
        modality_text(match),
        match.study_description,
    )
    return " · ".join(part for part in parts if part)
