"""Which of a patient's earlier studies go with the one that is open: rules and values, no network."""

import re
from collections.abc import Iterable

from medviewer.domain.archive import ArchiveMatch
from medviewer.domain.network_settings import PriorRules
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import Patient, Study

DATE = re.compile(r"\d{8}")
# What regions are called in study descriptions; one that names none of them says nothing about its region.
REGIONS: dict[str, tuple[str, ...]] = {
    "chest": ("chest", "thorax", "thora", "lung", "pulmo", "torax", "tórax", "胸", "肺"),
    "head": (
        "head",
        "brain",
        "skull",
        "cran",
        "schädel",
        "neuro",
        "kopf",
        "cerebr",
        "头",
        "颅",
        "脑",
    ),
    "abdomen": ("abdom", "liver", "leber", "pancrea", "hepat", "kidney", "renal", "腹", "肝", "肾"),
    "pelvis": ("pelvi", "becken", "prostat", "uter", "盆"),
    "breast": ("breast", "mamm", "乳"),
    "spine": ("spine", "spinal", "wirbel", "lws", "hws", "column", "脊", "椎"),
    "neck": ("neck", "hals", "thyroid", "cervical", "cuello", "颈"),
    "heart": ("heart", "cardi", "coron", "herz", "心"),
}
NO_IMAGES = frozenset(("SR", "PR", "KO", "SEG", "DOC", "RTSTRUCT", "RTPLAN", "RTDOSE", "REG", "AU"))


def fitting_priors(
    study: Study, matches: Iterable[ArchiveMatch], rules: PriorRules
) -> tuple[ArchiveMatch, ...]:
    """Earlier studies of the same patient that the rules take, the newest first.

    Where it cannot be said that the patient is the same (`is_same_patient`), or when a study was, it is not
    taken.
    """
    found = {
        match.study_instance_uid: match
        for match in matches
        if match.study_instance_uid not in ("", study.study_instance_uid)
        and is_same_patient(patient_of(match), study.patient)
        and _is_recent(match, study, rules.years)
        and (not rules.same_modality or _shares_modality(match, study))
        and (not rules.same_body_part or _may_share_region(match, study))
    }
    newest = sorted(found.values(), key=lambda m: (m.study_date, m.study_time), reverse=True)
    return tuple(newest[: rules.most])


def patient_of(match: ArchiveMatch) -> Patient:
    return Patient(
        match.patient_id,
        match.patient_name,
        match.patient_birth_date,
        issuer_of_patient_id=match.issuer_of_patient_id,
    )


def _is_recent(match: ArchiveMatch, study: Study, years: int) -> bool:
    """Whether both dates are known, and the match is earlier by no more than so many years."""
    if not DATE.fullmatch(match.study_date) or not DATE.fullmatch(study.study_date):
        return False
    when = (match.study_date, match.study_time)
    is_earlier = when < (study.study_date, study.study_time) or match.study_date < study.study_date
    oldest = f"{int(study.study_date[:4]) - years:04}{study.study_date[4:]}"
    return is_earlier and match.study_date >= oldest


def _shares_modality(match: ArchiveMatch, study: Study) -> bool:
    mine = {series.modality for series in study.series} - NO_IMAGES
    return bool(mine & set(match.modality.split("\\")))


def _may_share_region(match: ArchiveMatch, study: Study) -> bool:
    """Whether nothing says that these are two regions of the body."""
    parts = " ".join(series.body_part_examined for series in study.series)
    mine = _regions(f"{parts} {study.study_description}")
    theirs = _regions(f"{match.body_part_examined} {match.study_description}")
    return not mine or not theirs or bool(mine & theirs)


def _regions(text: str) -> set[str]:
    lower = text.lower()
    return {region for region, words in REGIONS.items() if any(word in lower for word in words)}
