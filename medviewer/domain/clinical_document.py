"""What a document from outside says of a patient besides the images, before a reader takes it over."""

from dataclasses import dataclass

from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.study import Patient
from medviewer.words import Message

NOBODY = Patient()


@dataclass(frozen=True, slots=True)
class ClinicalDocument:
    """An order, a letter, a list of values: what was understood of it.

    Attributes:
        source: in words for the reader ("order.json"); never a path.
        patient: who it says it is of; empty fields where it is silent.
        notes: what was left out or could not be understood.
    """

    source: str
    patient: Patient = NOBODY
    history: str = ""
    symptoms: str = ""
    values: tuple[LabValue, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to take over."""
        return not (self.history or self.symptoms or self.values)
