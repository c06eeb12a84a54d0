"""Examinations of one patient, made by hand, with lesions at whole millimetres."""

from dataclasses import replace

from medviewer.domain.geometry import Vector
from medviewer.domain.lesion import Lesion, LesionSize, LesionSource, told
from medviewer.domain.longitudinal import Examination
from medviewer.domain.study_ledger import StudyLedger
from medviewer.session.lesions.follow_up import Entry


def lesion(
    item: str, place: Vector, longest: float = 8.0, *, space: str = "f1", short: float | None = None
) -> Lesion:
    return Lesion(
        (item,),
        LesionSource.MEASUREMENT,
        told(item),
        place,
        space,
        "d",
        size=LesionSize(longest, short),
    )


def entry(name: str, date: str, *lesions: Lesion, ledger: StudyLedger | None = None) -> Entry:
    return Entry(
        Examination(name, name, date),
        replace(ledger or StudyLedger(), lesions=lesions),
        frozenset(each.space for each in lesions),
    )
