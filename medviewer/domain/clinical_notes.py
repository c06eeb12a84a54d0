"""What is known of the patient besides the images: history, symptoms and laboratory values.

`domain.clinical_context` is what the headers of the images say of the question; this is what the reader
typed, pasted or took over, from there or from elsewhere.
"""

from dataclasses import dataclass

from medviewer.domain.significant_digits import significant

DIGITS = 12  # no laboratory states more; a thirteenth is the binary number's own


@dataclass(frozen=True, slots=True)
class LabValue:
    """One laboratory value or clinical number.

    Attributes:
        name: as its source names it.
        value: None where it is not a number; `text` then says what was stated.
        unit: as its source writes it, UCUM where it came from FHIR; "" where none is told.
        code: LOINC, where the source gave one; "" otherwise.
        measured_at: DICOM date or date and time; "" where unknown.
    """

    name: str
    value: float | None = None
    unit: str = ""
    text: str = ""
    code: str = ""
    measured_at: str = ""

    @property
    def stated(self) -> str:
        """The number, or what was stated in its place."""
        return self.text if self.value is None else significant(self.value, DIGITS)


@dataclass(frozen=True, slots=True)
class ClinicalNotes:
    """Everything the clinical context panel holds of one study.

    Attributes:
        history: why the examination was asked for, and what went before; any language.
        symptoms: what the patient complains of.
        values: in the order entered.
        sources: where parts were taken from, in words ("order.json", "DICOM headers"); never a path.
        is_in_report: whether the reader wants it printed.
    """

    history: str = ""
    symptoms: str = ""
    values: tuple[LabValue, ...] = ()
    sources: tuple[str, ...] = ()
    is_in_report: bool = False

    @property
    def text(self) -> str:
        """History and symptoms as one text, as a model that reads text is given it."""
        return "\n".join(part for part in (self.history, self.symptoms) if part)

    def over(self, kept: "ClinicalNotes") -> "ClinicalNotes":
        """What stands here, and where that is nothing, what was kept; the values and sources of both."""
        return ClinicalNotes(
            self.history or kept.history,
            self.symptoms or kept.symptoms,
            tuple(dict.fromkeys((*kept.values, *self.values))),
            tuple(dict.fromkeys((*kept.sources, *self.sources))),
            self.is_in_report or (self.is_empty and kept.is_in_report),
        )

    @property
    def printed(self) -> "ClinicalNotes":
        """What of it may leave the program in a report: nothing, unless the reader wants it there."""
        return self if self.is_in_report else NO_NOTES

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return not (self.history.strip() or self.symptoms.strip() or self.values)


NO_NOTES = ClinicalNotes()
