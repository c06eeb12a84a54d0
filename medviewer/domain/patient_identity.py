"""Who is the same patient: two questions, which must not be taken for one another.

`may_be_same`: do the files of one study contradict each other? A mix-up must never be shown as one study. The
same PatientID is taken for the same patient unless the names have no word in common; without an ID on both
sides the names must agree. What a header leaves empty contradicts nothing. A name in Chinese characters
cannot be compared with one in Latin letters.

`is_same_patient`: can two studies be listed, or erased, as one patient's? Their Patient ID (0010,0020) must
be the same, and

* where both state a birth date, that is the same (a name may change, and is spelt in many ways);
* where one of them does not, their names are the same but for case, accents and delimiters.

Where both name who issued the ID (Issuer of Patient ID), that must be the same, too.

An ID alone is never enough there: it is unique within one hospital at most (PS3.3 C.7.1.1, Issuer of Patient
ID), and the files of another one may have been opened here, too. Nor is a name alone.
"""

import re
from collections.abc import Iterable

from medviewer.domain.folded_text import folded, without_accents
from medviewer.domain.study import Patient
from medviewer.domain.typeface import FIRST_CJK_LETTER
from medviewer.words import Message, message


def may_be_same(one: Patient, other: Patient) -> bool:
    """Whether nothing says that these are two people."""
    if one == other:
        return True
    ids = without_accents(one.patient_id), without_accents(other.patient_id)
    if all(ids):
        return ids[0] == ids[1] and _share_a_word(one.patient_name, other.patient_name)
    return _agree(one.patient_name, other.patient_name)


def is_same_patient(one: Patient, other: Patient) -> bool:
    """Whether two studies can be said to be of one patient; False where it is not known."""
    patient_id = one.patient_id.strip()
    if not patient_id or patient_id != other.patient_id.strip():
        return False
    issuers = {one.issuer_of_patient_id.strip(), other.issuer_of_patient_id.strip()} - {""}
    if len(issuers) > 1:
        return False
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    name = folded(one.patient_name)
    return bool(name) and name == folded(other.patient_name)


def has_one_name(one: Patient, other: Patient) -> bool:
    """Whether two headers name a patient alike, up to spelling; silence and another script do not count."""
    return one.patient_name == other.patient_name or _agree(one.patient_name, other.patient_name)


def named_differently(patients: Iterable[Patient]) -> Message:
    """What to say where one PatientID goes with several names that have a word in common."""
    return message(
        "Identity",
        "The files of this study spell the patient's name differently: {names}. The PatientID is the same, "
        "so they are shown together; make sure that they belong together.",
        names=" / ".join(patient.patient_name for patient in patients),
    )


def mixed_up(patients: Iterable[Patient]) -> Message:
    """What to say where the files of one study name several patients."""
    return message(
        "Identity",
        "The files of this study name different patients: {patients}. They are kept apart; ask where they "
        "came from before you read them.",
        patients=" / ".join(_named(patient) for patient in patients),
    )


def _named(patient: Patient) -> str:
    return f"{patient.patient_name or '?'} (ID {patient.patient_id or '?'})"


def _agree(one: str, other: str) -> bool:
    """Names without regard to case, accents and order; cut ones agree with whole ones."""
    first, second = ("".join(sorted(_words(name))) for name in (one, other))
    if not first or not second or _differ_in_script(one, other):
        return True
    joined = "".join(_words(one)), "".join(_words(other))
    return first == second or joined[0].startswith(joined[1]) or joined[1].startswith(joined[0])


def _share_a_word(one: str, other: str) -> bool:
    words = _words(one), _words(other)
    if not all(words) or _differ_in_script(one, other):
        return True
    return bool(set(words[0]) & set(words[1])) or _agree(one, other)


def _differ_in_script(one: str, other: str) -> bool:
    return _has_cjk(one) != _has_cjk(other)


def _has_cjk(name: str) -> bool:
    return any(ord(letter) >= FIRST_CJK_LETTER for letter in name)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", without_accents(name))
