"""Who is the same patient, and when a text answers a search.

Two studies belong to one patient if their Patient ID (0010,0020) is the same, and

* where both state a birth date, that is the same (a name may change, and is spelt in many ways);
* where one of them does not, their names are the same but for case, accents and delimiters.

An ID alone is never enough: it is unique within one hospital at most (PS3.3 C.7.1.1, Issuer of Patient ID),
and the files of another one may have been opened here, too. Nor is a name alone.
"""

import unicodedata

from medviewer.domain.study import Patient

DELIMITERS = str.maketrans("^=,_", "    ")  # of a person name's components and groups, PS3.5 6.2.1


def is_same_patient(one: Patient, other: Patient) -> bool:
    """Whether two studies can be said to be of one patient; False where it is not known."""
    patient_id = one.patient_id.strip()
    if not patient_id or patient_id != other.patient_id.strip():
        return False
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    name = folded(one.patient_name)
    return bool(name) and name == folded(other.patient_name)


def folded(text: str) -> str:
    """Text as it is searched: without case, accents, delimiters and repeated blanks.

    `Müller^Jürgen` becomes `muller jurgen`; Chinese stays as it is; full-width letters become plain ones.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFKC", plain).translate(DELIMITERS).split())


def search_terms(words: str) -> tuple[str, ...]:
    """What all has to be found, in any order."""
    return tuple(folded(words).split())
