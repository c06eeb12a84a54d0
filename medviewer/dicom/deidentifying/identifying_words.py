"""The words by which a data set names people: looked for in every text that stays."""

import re
from collections.abc import Iterator, MutableSequence
from dataclasses import dataclass

from pydicom.dataset import Dataset

from medviewer.dicom.deidentifying.readable_elements import readable_elements

IDENTIFIERS = (
    "PatientID",
    "OtherPatientIDs",
    "AccessionNumber",
    "PatientAddress",
    "PatientTelephoneNumbers",
    "MedicalRecordLocator",
    "AdmissionID",
    "ServiceEpisodeID",
    "PersonTelephoneNumbers",
    "PersonAddress",
    "InstitutionName",
    "InstitutionAddress",
)
PART = re.compile(r"[\s^=,;]+")
SHORTEST = 3  # Latin letters; shorter ones stand in every text
SHORTEST_CJK = 2
FIRST_CJK_LETTER = "\u2e80"
REPLACEMENT = "***"


@dataclass(frozen=True, slots=True)
class IdentifyingWords:
    """Words, longest first, so that a whole ID goes before the part of it that is a word, too."""

    words: tuple[str, ...]

    def scrub(self, text: str) -> str:
        """The text without them, whatever the case; whole words only, where words have borders."""
        for word in self.words:
            if word.casefold() in text.casefold():
                text = re.sub(_pattern(word), REPLACEMENT, text, flags=re.IGNORECASE)
        return text


def words_of(dataset: Dataset) -> IdentifyingWords:
    """Every part of every person's name at any depth, and what identifies the patient."""
    found = {word for word in _all_words(dataset) if is_telling(word)}
    return IdentifyingWords(tuple(sorted(found, key=lambda word: (-len(word), word))))


def is_telling(word: str) -> bool:
    """Whether a word says something about somebody: an ID may be "1", a name "Dr"."""
    is_cjk = any(letter >= FIRST_CJK_LETTER for letter in word)
    return len(word) >= (SHORTEST_CJK if is_cjk else SHORTEST)


def _pattern(word: str) -> str:
    """Without letters or digits on either side: "Lee" is not in "sleeve"."""
    has_borders = word[0] < FIRST_CJK_LETTER and word[-1] < FIRST_CJK_LETTER
    return rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" if has_borders else re.escape(word)


def _all_words(dataset: Dataset) -> Iterator[str]:
    for element in readable_elements(dataset):
        if element.VR == "PN":
            yield from _parts(element.value)
        elif element.keyword in IDENTIFIERS:
            yield from (str(each).strip() for each in _each(element.value))


def _parts(value: object) -> Iterator[str]:
    for name in _each(value):
        yield from (part.strip(".") for part in PART.split(str(name)))


def _each(value: object) -> Iterator[object]:
    if isinstance(value, MutableSequence | tuple):  # pydicom's MultiValue is one
        yield from value
    elif value is not None:
        yield value
